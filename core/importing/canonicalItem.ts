import { isJson, type Json } from '../json';
import type { Columns } from './columns';
import { FIELD_KEYS, type FieldKey } from './fields';

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
	['customerSince', 'since'],
	['customerCreditLimit', 'creditLimit'],
	['customerCreditLimitUntil', 'creditLimitUntil'],
];

/** Columns of a row made by {@link flattenItem}: each field under its own key. */
export const CANONICAL_COLUMNS: Columns = Object.fromEntries(FIELD_KEYS.map((key) => [key, key]));

/** Whether an item has the nodes' own shape, `{ invoice: {…}, customer: {…} }` (core/items.ts). */
export function isCanonicalItem(item: Json): boolean {
	return isJson(item.invoice) && isJson(item.customer);
}

/**
 * A canonical item as a flat row for parseRow with {@link CANONICAL_COLUMNS}. The ledger's own ids and what
 * follows from the rest (balance, days overdue) are left out. Of any other item, an empty row.
 */
export function flattenItem(item: Json): Record<string, unknown> {
	const row: Record<string, unknown> = {};
	const { invoice, customer } = item;
	if (isJson(invoice)) {
		for (const key of INVOICE_FIELDS) row[key] = invoice[key];
		if (isJson(invoice.terms)) for (const key of TERMS_FIELDS) row[key] = invoice.terms[key];
	}
	if (isJson(customer)) for (const [key, name] of CUSTOMER_FIELDS) row[key] = customer[name];
	return row;
}
