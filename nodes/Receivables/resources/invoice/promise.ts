import { parseDay } from '../../../../core/calendar/parseDay';
import { promiseToPay } from '../../../../core/ledger/customers/promises';
import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { eachItem } from '../../../shared/eachItem';
import type { Operation } from '../../../shared/operation';
import { textOf } from '../../../shared/values';
import { INVOICE_NUMBER_FIELDS, numberReader } from '../../../shared/invoiceNumberFields';
import { currentItem } from '../../../shared/currentItem';

export const promiseOperation: Operation = {
	name: 'Promise to Pay',
	action: 'Record a promise to pay',
	description: 'Send nothing about the invoice up to and including the day the customer promised to pay by',
	fields: [
		...INVOICE_NUMBER_FIELDS,
		{ displayName: 'Until', name: 'until', type: 'string', default: '', required: true, placeholder: '2026-12-31' },
		{ displayName: 'Note', name: 'note', type: 'string', default: '', description: 'What the customer said' },
	],
	async execute(context, items) {
		const reference = numberReader(this, items);
		return await eachItem(context, items, async (db, { json }, index) => {
			const invoice = await findInvoice(db, reference(json, index));
			const until = parseDay(this.getNodeParameter('until', index));
			const note = textOf(this.getNodeParameter('note', index, ''), 'Note') || null;
			await promiseToPay(db, invoice, until, note, context.today, context.now.toISOString());
			return { ...(await currentItem(db, context, invoice.id)), promisedUntil: until };
		});
	},
};
