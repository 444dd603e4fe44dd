import { changeStatus, type StatusChange } from '../../../../core/ledger/invoices/changeStatus';
import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { readTold, TOLD_FIELDS } from '../../../shared/causeFields';
import { eachItem } from '../../../shared/eachItem';
import type { Operation } from '../../../shared/operation';
import { INVOICE_NUMBER_FIELDS, numberReader } from '../../../shared/invoiceNumberFields';
import { currentItem } from '../../../shared/currentItem';

/** Cancel, dispute and resume differ only in the status they lead to. */
export function statusOperation(change: StatusChange, texts: Pick<Operation, 'name' | 'action' | 'description'>): Operation {
	return {
		...texts,
		fields: [...INVOICE_NUMBER_FIELDS, ...TOLD_FIELDS],
		async execute(context, items) {
			const reference = numberReader(this, items);
			return await eachItem(context, items, async (db, { json }, index) => {
				const invoice = await findInvoice(db, reference(json, index));
				const { note, told } = readTold(this, index, context.today);
				await changeStatus(db, context.ledger.engine, invoice, change, note, context.now.toISOString(), told);
				return await currentItem(db, context, invoice.id);
			});
		},
	};
}
