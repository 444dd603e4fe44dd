import { parseDay } from '../../../../core/calendar/parseDay';
import { excludeCustomer, findCustomer } from '../../../../core/ledger/customers/exclusions';
import { eachItem } from '../../../shared/eachItem';
import type { Operation } from '../../../shared/operation';
import { customerReference, rowReader } from '../../../shared/references';
import { textOf } from '../../../shared/values';

export const excludeOperation: Operation = {
	name: 'Exclude Until',
	action: 'Exclude a customer from the rulers until a date',
	description: 'Send the customer nothing up to and including a day; a day in the past ends the exclusion',
	fields: [
		{
			displayName: 'Customer',
			name: 'customerFrom',
			type: 'options',
			options: [
				{ name: 'Of Each Item', value: 'items', description: 'Items of the other nodes, or rows with a column such as cpf_cnpj or email' },
				{ name: 'By CPF, CNPJ or Email', value: 'typed' },
			],
			default: 'items',
		},
		{
			displayName: 'CPF, CNPJ or Email',
			name: 'customer',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { customerFrom: ['typed'] } },
		},
		{ displayName: 'Until', name: 'until', type: 'string', default: '', required: true, placeholder: '2026-12-31' },
		{ displayName: 'Note', name: 'note', type: 'string', default: '', description: 'Why, in your own words' },
	],
	async execute(context, items) {
		const typed = this.getNodeParameter('customerFrom', 0) === 'typed';
		const read = rowReader(items);
		return await eachItem(context, items, async (db, { json }, index) => {
			const name = typed ? textOf(this.getNodeParameter('customer', index, ''), 'CPF, CNPJ or Email') : '';
			const reference = typed ? (name.includes('@') ? { email: name } : { document: name }) : customerReference(json, read);
			const customer = await findCustomer(db, reference);
			const until = parseDay(this.getNodeParameter('until', index));
			await excludeCustomer(db, customer, until, textOf(this.getNodeParameter('note', index, ''), 'Note') || null, context.now.toISOString());
			return {
				customer: { id: customer.id, name: customer.name, document: customer.document, email: customer.email, phone: customer.phone, state: customer.state },
				excludedUntil: until,
			};
		});
	},
};
