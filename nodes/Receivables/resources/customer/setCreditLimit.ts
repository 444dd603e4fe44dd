import { parseDay } from '../../../../core/calendar/parseDay';
import { setCredit } from '../../../../core/ledger/customers/credit';
import { findCustomer } from '../../../../core/ledger/customers/exclusions';
import { parseAmount } from '../../../../core/money/parseAmount';
import { CUSTOMER_FIELDS, customerReader } from '../../../shared/customerFields';
import { eachItem } from '../../../shared/eachItem';
import type { Operation } from '../../../shared/operation';
import { textOf } from '../../../shared/values';
import { creditItem, customerItem } from './customerItem';

export const setCreditLimitOperation: Operation = {
	name: 'Set Credit Limit',
	action: 'Set how much a customer may owe',
	description: 'How much the customer may owe at once, and until when; the Delinquency Classifier tells when it is exceeded or expired',
	fields: [
		...CUSTOMER_FIELDS,
		{
			displayName: 'Credit Limit',
			name: 'creditLimit',
			type: 'string',
			default: '',
			placeholder: '5.000,00',
			description: 'In reais. Leave empty to take the limit away; 0 is a customer who may owe nothing.',
		},
		{
			displayName: 'Until',
			name: 'until',
			type: 'string',
			default: '',
			placeholder: '2026-12-31',
			description: 'Last day that the limit holds. Leave empty for no end.',
		},
		{
			displayName: 'Customer Since',
			name: 'since',
			type: 'string',
			default: '',
			placeholder: '2019-03-01',
			description: 'Leave empty to keep what is known; without it the first invoice tells',
		},
	],
	async execute(context, items) {
		const reference = customerReader(this, items);
		return await eachItem(context, items, async (db, { json }, index) => {
			const field = (name: string, label: string) => textOf(this.getNodeParameter(name, index, ''), label);
			const limit: unknown = this.getNodeParameter('creditLimit', index, '');
			const until = field('until', 'Until');
			const since = field('since', 'Customer Since');
			const customer = await findCustomer(db, reference(json, index));
			const credit = {
				limitCents: limit === '' || limit === null || limit === undefined ? null : parseAmount(limit),
				until: until === '' ? null : parseDay(until),
				since: since === '' ? null : parseDay(since),
			};
			const changed = await setCredit(db, customer, credit, context.today, context.now.toISOString());
			return { customer: customerItem(changed), credit: creditItem(changed), customerSince: changed.customer_since };
		});
	},
};
