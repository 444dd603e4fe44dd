import { changeStatus, type StatusChange } from '../../../../core/ledger/invoices/changeStatus';
import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { eachItem } from '../../../shared/eachItem';
import type { Operation } from '../../../shared/operation';
import { textOf } from '../../../shared/values';
import { INVOICE_NUMBER_FIELDS, numberReader } from '../../../shared/invoiceNumberFields';
import { currentItem } from '../../../shared/currentItem';

/** Cancel, dispute and resume differ only in the status they lead to. */
export function statusOperation(change: StatusChange, texts: Pick<Operation, 'name' | 'action' | 'description'>): Operation {
	return {
		...texts,
		fields: [
			...INVOICE_NUMBER_FIELDS,
			{ displayName: 'Note', name: 'note', type: 'string', default: '', description: 'Why, in your own words' },
		],
		async execute(context, items) {
			const reference = numberReader(this, items);
			return await eachItem(context, items, async (db, { json }, index) => {
				const invoice = await findInvoice(db, reference(json, index));
				const note = textOf(this.getNodeParameter('note', index, ''), 'Note') || null;
				await changeStatus(db, context.ledger.engine, invoice, change, note, context.now.toISOString());
				return await currentItem(db, context, invoice.id);
			});
		},
	};
}
