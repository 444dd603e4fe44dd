import type { Columns } from './columns';
import { FIELD_KEYS, type FieldKey } from './fields';

type Json = Readonly<Record<string, unknown>>;

const INVOICE_FIELDS = ['number', 'dueDate', 'amount', 'issueDate', 'description', 'paidAmount', 'paidOn', 'status', 'paymentUrl', 'cardUrl', 'boletoLine', 'pixPayload'] as const;
const TERMS_FIELDS = ['fine', 'interest', 'discount', 'graceBankingDays'] as const;
const CUSTOMER_FIELDS: ReadonlyArray<[FieldKey, string]> = [
	['customerName', 'name'],
	['customerDocument', 'document'],
	['customerEmail', 'email'],
	['customerPhone', 'phone'],
	['customerState', 'state'],
	['customerCity', 'city'],
	['customerPostalCode', 'postalCode'],
	['customerCode', 'code'],
];

/** Columns of a row made by {@link flattenItem}: each field under its own key. */
export const CANONICAL_COLUMNS: Columns = Object.fromEntries(FIELD_KEYS.map((key) => [key, key]));

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether an item has the nodes' own shape, `{ invoice: {…}, customer: {…} }` (core/items.ts). */
export function isCanonicalItem(item: Json): boolean {
	return isObject(item.invoice) && isObject(item.customer);
}

/**
 * A canonical item as a flat row for parseRow with {@link CANONICAL_COLUMNS}. The ledger's own ids and what
 * follows from the rest (balance, days overdue) are left out. Of any other item, an empty row.
 */
export function flattenItem(item: Json): Record<string, unknown> {
	const row: Record<string, unknown> = {};
	const { invoice, customer } = item;
	if (isObject(invoice)) {
		for (const key of INVOICE_FIELDS) row[key] = invoice[key];
		if (isObject(invoice.terms)) for (const key of TERMS_FIELDS) row[key] = invoice.terms[key];
	}
	if (isObject(customer)) for (const [key, name] of CUSTOMER_FIELDS) row[key] = customer[name];
	return row;
}
