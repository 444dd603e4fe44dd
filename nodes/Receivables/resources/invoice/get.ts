import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { decimalFromCents } from '../../../../core/money/cents';
import { eachItem } from '../../../shared/eachItem';
import type { Operation } from '../../../shared/operation';
import { INVOICE_NUMBER_FIELDS, numberReader } from '../../../shared/invoiceNumberFields';
import { currentItem } from '../../../shared/currentItem';

export const getOperation: Operation = {
	name: 'Get',
	action: 'Get an invoice',
	description: 'Read an invoice with its customer, payments and promises',
	fields: INVOICE_NUMBER_FIELDS,
	async execute(context, items) {
		const reference = numberReader(this, items);
		return await eachItem(context, items, async (db, item, index) => {
			const { id } = await findInvoice(db, reference(item.json, index));
			const payments = await db.selectFrom('payments').selectAll().where('invoice_id', '=', id).orderBy('paid_on').orderBy('id').execute();
			const promises = await db.selectFrom('promises').selectAll().where('invoice_id', '=', id).orderBy('id').execute();
			return {
				...(await currentItem(db, context, id)),
				payments: payments.map(({ amount_cents, paid_on, reference: name }) => ({ amount: decimalFromCents(amount_cents), paidOn: paid_on, reference: name })),
				promises: promises.map(({ until, note, created_at }) => ({ until, note, createdAt: created_at })),
			};
		});
	},
};
