import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ChargedInvoice, TermsOverride } from '../../core/charges';
import { CANONICAL_COLUMNS, flattenItem, isCanonicalItem } from '../../core/importing/canonicalItem';
import { guessColumns } from '../../core/importing/columns';
import { headersOf } from '../../core/importing/nested';
import { parseCharged } from '../../core/importing/parseCharged';
import { findInvoices } from '../../core/ledger/invoices/findInvoices';
import type { InvoiceReference } from '../../core/ledger/invoices/findInvoice';
import type { InvoiceWithCustomer } from '../../core/ledger/invoices/toItem';
import { LedgerError } from '../../core/ledger/LedgerError';
import type { NodeContext } from './context';

/** Where the amount of an item comes from: the ledger's invoice, or else the row itself. */
export type ChargeSource = { invoice: InvoiceWithCustomer } | { invoice: null; charged: Omit<ChargedInvoice, 'terms'>; terms: TermsOverride | null };

/**
 * The invoice that each item names, read from the ledger in two statements; an item that names none the ledger
 * has is read as a row of its own, if it tells an amount and a due date. Otherwise its place has the reason.
 */
export async function chargeSources(
	context: NodeContext,
	items: readonly INodeExecutionData[],
	reference: (json: IDataObject, index: number) => InvoiceReference,
): Promise<Array<ChargeSource | Error>> {
	const references = items.map(({ json }, index) => reference(json, index));
	const invoices = await findInvoices(context.ledger.db, context.ledger.engine, references);
	const headers = headersOf(items.map(({ json }) => json).filter((json) => !isCanonicalItem(json)));
	const { columns } = guessColumns(headers.all, {}, headers.nested);
	return items.map(({ json }, index) => {
		const found = invoices[index];
		if (found instanceof LedgerError) return found;
		if (found) return { invoice: found };
		const canonical = isCanonicalItem(json);
		const { charged, terms, problems } = parseCharged(canonical ? flattenItem(json) : json, canonical ? CANONICAL_COLUMNS : columns, index + 1);
		if (charged) return { invoice: null, charged, terms };
		const { number } = references[index];
		const unknown = number ? `A fatura ${number} não está no livro, e a própria linha não basta: ` : '';
		return new RangeError(unknown + problems.map(({ reason }) => reason).join(' '));
	});
}
