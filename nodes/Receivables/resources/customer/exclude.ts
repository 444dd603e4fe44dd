import { parseDay } from '../../../../core/calendar/parseDay';
import { excludeCustomer, findCustomer } from '../../../../core/ledger/customers/exclusions';
import { CUSTOMER_FIELDS, customerReader } from '../../../shared/customerFields';
import { eachItem } from '../../../shared/eachItem';
import type { Operation } from '../../../shared/operation';
import { textOf } from '../../../shared/values';

export const excludeOperation: Operation = {
	name: 'Exclude Until',
	action: 'Exclude a customer from the rulers until a date',
	description: 'Send the customer nothing up to and including a day; a day in the past ends the exclusion',
	fields: [
		...CUSTOMER_FIELDS,
		{ displayName: 'Until', name: 'until', type: 'string', default: '', required: true, placeholder: '2026-12-31' },
		{ displayName: 'Note', name: 'note', type: 'string', default: '', description: 'Why, in your own words' },
	],
	async execute(context, items) {
		const reference = customerReader(this, items);
		return await eachItem(context, items, async (db, { json }, index) => {
			const customer = await findCustomer(db, reference(json, index));
			const until = parseDay(this.getNodeParameter('until', index));
			await excludeCustomer(db, customer, until, textOf(this.getNodeParameter('note', index, ''), 'Note') || null, context.now.toISOString());
			return {
				customer: { id: customer.id, name: customer.name, document: customer.document, email: customer.email, phone: customer.phone, state: customer.state },
				excludedUntil: until,
			};
		});
	},
};
