import { parseDay } from '../../../../core/calendar/parseDay';
import { promiseToPay } from '../../../../core/ledger/customers/promises';
import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { readTold, TOLD_FIELDS } from '../../../shared/causeFields';
import { eachItem } from '../../../shared/eachItem';
import type { Operation } from '../../../shared/operation';
import { INVOICE_NUMBER_FIELDS, numberReader } from '../../../shared/invoiceNumberFields';
import { currentItem } from '../../../shared/currentItem';

export const promiseOperation: Operation = {
	name: 'Promise to Pay',
	action: 'Record a promise to pay',
	description: 'Send nothing about the invoice up to and including the day the customer promised to pay by',
	fields: [
		...INVOICE_NUMBER_FIELDS,
		{ displayName: 'Until', name: 'until', type: 'string', default: '', required: true, placeholder: '2026-12-31' },
		...TOLD_FIELDS,
	],
	async execute(context, items) {
		const reference = numberReader(this, items);
		return await eachItem(context, items, async (db, { json }, index) => {
			const invoice = await findInvoice(db, reference(json, index));
			const until = parseDay(this.getNodeParameter('until', index));
			const { note, told } = readTold(this, index, context.today);
			await promiseToPay(db, invoice, until, note, context.today, context.now.toISOString(), told);
			return { ...(await currentItem(db, context, invoice.id)), promisedUntil: until };
		});
	},
};
