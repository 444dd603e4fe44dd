import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isCanonicalItem } from '../../core/importing/canonicalItem';
import { guessColumns, type Columns } from '../../core/importing/columns';
import type { FieldKey } from '../../core/importing/fields';
import type { CustomerReference } from '../../core/ledger/customers/exclusions';
import type { InvoiceReference } from '../../core/ledger/invoices/findInvoice';

/** Reads a field of plain rows by their column names, guessed once over all items. */
export function rowReader(items: readonly INodeExecutionData[], explicit: Columns = {}): (json: IDataObject, field: FieldKey) => unknown {
	const headers = new Set<string>();
	for (const { json } of items) if (!isCanonicalItem(json)) for (const name in json) headers.add(name);
	const { columns } = guessColumns([...headers], explicit);
	return (json, field) => {
		const column = columns[field];
		return column === undefined || isCanonicalItem(json) ? undefined : json[column];
	};
}

/** How an item names its invoice: the ledger's id when it has our shape, else the number in its columns. */
export function invoiceReference(json: IDataObject, read: (json: IDataObject, field: FieldKey) => unknown): InvoiceReference {
	if (isCanonicalItem(json)) {
		const invoice = json.invoice as IDataObject;
		return { id: Number(invoice.id) };
	}
	const source = typeof json.source === 'string' && json.source !== '' ? json.source : undefined;
	return { number: asText(read(json, 'number')), source };
}

/** How an item names its customer. */
export function customerReference(json: IDataObject, read: (json: IDataObject, field: FieldKey) => unknown): CustomerReference {
	if (isCanonicalItem(json)) return { id: Number((json.customer as IDataObject).id) };
	return { document: asText(read(json, 'customerDocument')), email: asText(read(json, 'customerEmail')) };
}

function asText(value: unknown): string | undefined {
	if (value === null || value === undefined) return undefined;
	return String(value).trim() || undefined;
}
