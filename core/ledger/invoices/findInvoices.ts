import { sql } from 'kysely';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';
import type { LedgerError } from '../LedgerError';
import { ambiguousInvoice, type InvoiceReference } from './findInvoice';
import { invoicesByIds } from './listInvoices';
import type { InvoiceWithCustomer } from './toItem';

/**
 * The invoice of each reference, all in two statements; null for one that the ledger does not have, an error
 * for a number that several sources share. Only numbers and ids count: a reference without either is null.
 */
export async function findInvoices(db: LedgerDb, engine: Engine, references: readonly InvoiceReference[]): Promise<Array<InvoiceWithCustomer | LedgerError | null>> {
	const numbers = [...new Set(references.flatMap(({ id, number }) => (id === undefined && number ? [number] : [])))];
	const byNumber = new Map<string, Array<{ id: number; source: string }>>();
	if (numbers.length > 0) {
		const rows = jsonRows(engine, numbers.map((number) => ({ number })), { number: 'text' });
		const found = await sql<{ id: number; number: string; source: string }>`
			select i.id, i.number, i.source from ${rows} as r join invoices as i on i.number = r.number order by i.id
		`.execute(db);
		for (const { id, number, source } of found.rows) byNumber.set(number, [...(byNumber.get(number) ?? []), { id, source }]);
	}
	const ids = references.map(({ id, number, source }): number | LedgerError | null => {
		if (id !== undefined) return id;
		const named = (byNumber.get(number ?? '') ?? []).filter((invoice) => !source || invoice.source === source);
		if (named.length < 2) return named[0]?.id ?? null;
		return ambiguousInvoice(number, named);
	});
	const invoices = await invoicesByIds(db, engine, ids.filter((id) => typeof id === 'number'));
	return ids.map((id) => (typeof id === 'number' ? (invoices.get(id) ?? null) : id));
}
