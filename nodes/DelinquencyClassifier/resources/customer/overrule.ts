import type { IDataObject } from 'n8n-workflow';
import { parseDay } from '../../../../core/calendar/parseDay';
import { PAYER_PROFILES, PROFILE_NAMES } from '../../../../core/classification';
import { findCustomer } from '../../../../core/ledger/customers/exclusions';
import { overrule } from '../../../../core/ledger/profiles/personsWord';
import { CUSTOMER_FIELDS, customerReader } from '../../../shared/customerFields';
import { eachItem } from '../../../shared/eachItem';
import type { Operation } from '../../../shared/operation';
import { PROFILE_FIELD_OPTIONS } from '../../../shared/segmentFields';
import { choicesOf, textOf } from '../../../shared/values';

export const overruleOperation: Operation = {
	name: 'Overrule',
	action: 'Overrule the profile of a customer',
	description: 'A person’s word in place of the computed profile, with the reason; it holds until its last day or until it is withdrawn',
	fields: [
		...CUSTOMER_FIELDS,
		{ displayName: 'Profile', name: 'profile', type: 'options', options: PROFILE_FIELD_OPTIONS, default: 'good' },
		{ displayName: 'Note', name: 'note', type: 'string', default: '', required: true, description: 'Why, in your own words: it is shown wherever the profile is' },
		{ displayName: 'Author', name: 'author', type: 'string', default: '', description: 'Who decides so' },
		{ displayName: 'Until', name: 'until', type: 'string', default: '', placeholder: '2026-12-31', description: 'Last day that it holds. Leave empty for as long as nobody withdraws it.' },
	],
	async execute(context, items) {
		const reference = customerReader(this, items);
		return await eachItem(context, items, async (db, { json }, index): Promise<IDataObject> => {
			const text = (name: string, label: string) => textOf(this.getNodeParameter(name, index, ''), label) || null;
			const [profile] = choicesOf(this.getNodeParameter('profile', index), 'Profile', PAYER_PROFILES);
			if (profile === undefined) throw new RangeError('Escolha o perfil em "Profile".');
			const until = text('until', 'Until');
			const customer = await findCustomer(db, reference(json, index));
			const told = { profile, note: text('note', 'Note') ?? '', author: text('author', 'Author'), until: until === null ? null : parseDay(until) };
			await overrule(db, context.ledger.engine, customer, told, context.now.toISOString(), context.today);
			return {
				customer: { id: customer.id, name: customer.name, document: customer.document, email: customer.email },
				overrule: { ...told, profileName: PROFILE_NAMES[profile], on: context.today },
			};
		});
	},
};
