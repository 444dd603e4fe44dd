import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { excerpt } from '../../../../core/importing/problems';
import { unknownInvoice, unnamedInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { findInvoices } from '../../../../core/ledger/invoices/findInvoices';
import type { InvoiceWithCustomer } from '../../../../core/ledger/invoices/toItem';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import type { NodeContext } from '../../../shared/context';
import { numberReader } from '../../../shared/invoiceNumberFields';
import { refusedItem } from '../../../shared/problems';

/** The invoice that each item names, and why some name none. */
export async function invoicesOfItems(functions: IExecuteFunctions, { ledger }: NodeContext, items: readonly INodeExecutionData[]): Promise<{ found: Array<{ index: number; invoice: InvoiceWithCustomer }>; problems: INodeExecutionData[] }> {
	const reference = numberReader(functions, items);
	const found: Array<{ index: number; invoice: InvoiceWithCustomer }> = [];
	const problems: INodeExecutionData[] = [];
	const references = items.map(({ json }, index) => reference(json, index));
	const invoices = await findInvoices(ledger.db, ledger.engine, references);
	invoices.forEach((invoice, index) => {
		if (invoice !== null && !(invoice instanceof LedgerError)) return void found.push({ index, invoice });
		const { number } = references[index];
		const error = invoice ?? (number ? unknownInvoice(excerpt(number)) : unnamedInvoice());
		problems.push(refusedItem(items, index, { reason: error.message }));
	});
	return { found, problems };
}
