import type { IDataObject } from 'n8n-workflow';
import { invoicesByIds } from '../../core/ledger/invoices/listInvoices';
import { toItem } from '../../core/ledger/invoices/toItem';
import type { LedgerDb } from '../../core/ledger/Ledger';
import type { NodeContext } from './context';

/** The item of an invoice as the ledger has it now, inside the transaction that has just found it. */
export async function currentItem(db: LedgerDb, context: NodeContext, id: number): Promise<IDataObject> {
	const invoice = (await invoicesByIds(db, context.ledger.engine, [id])).get(id);
	if (!invoice) throw new Error(`invoice ${id} vanished inside its transaction`);
	return toItem(invoice, context.today) as unknown as IDataObject;
}
