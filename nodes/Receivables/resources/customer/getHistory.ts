import type { IDataObject } from 'n8n-workflow';
import { timelineOf } from '../../../../core/history/timeline';
import { findCustomer } from '../../../../core/ledger/customers/exclusions';
import { readTimelineFacts } from '../../../../core/ledger/customers/timelineFacts';
import type { CustomerRow } from '../../../../core/ledger/schema';
import { CUSTOMER_FIELDS, customerReader } from '../../../shared/customerFields';
import { eachItem } from '../../../shared/eachItem';
import { historiesOf } from '../../../shared/histories';
import { historyItem, timelineItem } from '../../../shared/historyItem';
import type { Operation } from '../../../shared/operation';
import { wholeOf } from '../../../shared/values';
import { customerItem } from './customerItem';

/** More than a person reads before a call. */
const MOST_EVENTS = 5_000;

export const getHistoryOperation: Operation = {
	name: 'Get History',
	action: 'Get the history of a customer',
	description: 'All that is known of a customer, in figures and in the order it happened: what a person reads before negotiating',
	fields: [
		...CUSTOMER_FIELDS,
		{
			displayName: 'Events',
			name: 'events',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 50,
			description: 'How many of the latest events are listed: invoices, payments, messages, promises, agreements and what was noted',
		},
	],
	async execute(context, items) {
		const reference = customerReader(this, items);
		const { today, calendar, account } = context;
		const found = new Map<number, CustomerRow>();
		const outputs = await eachItem(context, items, async (db, { json }, index) => {
			const limit = wholeOf(this.getNodeParameter('events', index, 50), 'Events', { otherwise: 50, min: 0, max: MOST_EVENTS });
			const customer = await findCustomer(db, reference(json, index));
			found.set(customer.id, customer);
			const facts = await readTimelineFacts(db, customer.id, limit);
			const timeline = timelineOf(facts, { today, calendar, timeZone: account.timeZone }, limit);
			return { customer: customerItem(customer), timeline: timeline.map(timelineItem), asOf: today } as IDataObject;
		});
		// Figures of all of them are read at once.
		const histories = await historiesOf(context, [...found.keys()], { totalRevenue: true });
		for (const item of outputs[0]) {
			const { customer, ...rest } = item.json;
			const history = histories.get((customer as IDataObject).id as number);
			item.json = { customer, history: history ? historyItem(history) : null, ...rest };
		}
		return outputs;
	},
};
