import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { parseDay } from '../../../../core/calendar/parseDay';
import { markAbandoned } from '../../../../core/ledger/contacts/abandoned';
import { listContacts } from '../../../../core/ledger/contacts/listContacts';
import { CONTACT_STATES, type ContactState } from '../../../../core/ledger/contacts/states';
import type { NodeContext } from '../../../shared/context';
import { LIMIT_FIELDS } from '../../../shared/limitFields';
import type { Operation } from '../../../shared/operation';
import { choicesOf, textOf, wholeOf } from '../../../shared/values';
import { contactItem } from './contactItem';

export const listContactsOperation: Operation = {
	name: 'Get Many',
	action: 'List contacts',
	description: 'List what was sent to whom, newest first',
	fields: [
		...LIMIT_FIELDS,
		{
			displayName: 'States',
			name: 'states',
			type: 'multiOptions',
			options: CONTACT_STATES.map((value) => ({ name: value.charAt(0).toUpperCase() + value.slice(1), value })),
			default: [],
			description: 'None selected means any',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{ displayName: 'Customer', name: 'customer', type: 'string', default: '', description: 'CPF, CNPJ or email' },
				{ displayName: 'From', name: 'from', type: 'string', default: '', placeholder: '2026-12-01' },
				{ displayName: 'To', name: 'to', type: 'string', default: '', placeholder: '2026-12-31' },
			],
		},
	],
	async execute(context, items) {
		return await list.call(this, context, items, choicesOf(this.getNodeParameter('states', 0), 'States', CONTACT_STATES));
	},
};

export const listUnknownOperation: Operation = {
	name: 'Get Unknown',
	action: 'List contacts whose outcome is unknown',
	description: 'List messages that may or may not have been sent: they are not sent again until a person settles them',
	fields: LIMIT_FIELDS,
	async execute(context, items) {
		return await list.call(this, context, items, ['unknown']);
	},
};

async function list(this: IExecuteFunctions, context: NodeContext, items: INodeExecutionData[], states: ContactState[]): Promise<INodeExecutionData[][]> {
	await markAbandoned(context.ledger.db, context.now.toISOString());
	const done: INodeExecutionData[] = [];
	for (let index = 0; index < items.length; index += 1) {
		const filters = (this.getNodeParameter('filters', index, {}) ?? {}) as IDataObject;
		const contacts = await listContacts(context.ledger.db, {
			states,
			customer: textOf(filters.customer, 'Customer') || undefined,
			from: filters.from ? parseDay(filters.from) : undefined,
			to: filters.to ? parseDay(filters.to) : undefined,
			limit: this.getNodeParameter('returnAll', index) ? undefined : wholeOf(this.getNodeParameter('limit', index, 50), 'Limit', { otherwise: 50, min: 1 }),
		});
		done.push(...contacts.map((contact) => ({ json: contactItem(contact), pairedItem: { item: index } })));
	}
	return [done];
}
