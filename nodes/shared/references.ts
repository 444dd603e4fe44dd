import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isCanonicalItem } from '../../core/importing/canonicalItem';
import { guessColumns, type Columns } from '../../core/importing/columns';
import type { FieldKey } from '../../core/importing/fields';
import { headersOf, valueAt } from '../../core/importing/nested';
import { cleanText } from '../../core/importing/text';
import { isJson } from '../../core/json';
import type { CustomerReference } from '../../core/ledger/customers/exclusions';
import type { InvoiceReference } from '../../core/ledger/invoices/findInvoice';

/** Reads a field of plain rows by their column names, guessed once over all items. */
export function rowReader(items: readonly INodeExecutionData[], explicit: Columns = {}): (json: IDataObject, field: FieldKey) => unknown {
	const headers = headersOf(items.map(({ json }) => json).filter((json) => !isCanonicalItem(json)));
	const { columns } = guessColumns(headers.all, explicit, headers.nested);
	return (json, field) => {
		const column = columns[field];
		return column === undefined || isCanonicalItem(json) ? undefined : valueAt(json, column);
	};
}

/**
 * How an item names its invoice. Number and source go before the ledger's id: an item of another creditor's
 * ledger must not hit the invoice that happens to have the same id in this one.
 */
export function invoiceReference(json: IDataObject, read: (json: IDataObject, field: FieldKey) => unknown): InvoiceReference {
	if (isCanonicalItem(json)) {
		const { id, number, source } = json.invoice as IDataObject;
		const name = asText(number);
		return name === undefined ? { id: asId(id) } : { number: name, source: asText(source) };
	}
	return { number: asText(read(json, 'number')), source: typeof json.source === 'string' ? asText(json.source) : undefined };
}

/** How an item names its customer: one of ours, with an invoice or (from Receivables → Customer) without, or a row. */
export function customerReference(json: IDataObject, read: (json: IDataObject, field: FieldKey) => unknown): CustomerReference {
	const isOurs = isCanonicalItem(json) || (isJson(json.customer) && isJson(json.standing));
	if (!isOurs) return { document: asText(read(json, 'customerDocument')), email: asText(read(json, 'customerEmail')) };
	const { id, document } = json.customer as IDataObject;
	const name = asText(document);
	return name === undefined ? { id: asId(id) } : { document: name };
}

/** Cleaned as an import cleans it, so that both find the same invoice. */
function asText(value: unknown): string | undefined {
	if (typeof value === 'string') return cleanText(value) || undefined;
	return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}

function asId(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}
