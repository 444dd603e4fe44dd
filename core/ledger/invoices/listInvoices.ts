import { sql } from 'kysely';
import { addDays, type Day } from '../../calendar/day';
import type { InvoiceStatus } from '../../items';
import type { Cents } from '../../money/cents';
import { fitsCustomer } from '../customers/fitsCustomer';
import type { Engine, LedgerDb } from '../Ledger';
import { jsonRows } from '../jsonRows';
import { selectInvoices, type InvoiceWithCustomer } from './toItem';

export interface InvoiceFilter {
	statuses?: readonly InvoiceStatus[];
	source?: string;
	number?: string;
	dueFrom?: Day;
	dueTo?: Day;
	/** Calendar days past the due date; 1 is due yesterday. */
	daysOverdueFrom?: number;
	daysOverdueTo?: number;
	/** Part of the name, whatever its case and accents, or the whole CPF, CNPJ or email. */
	customer?: string;
	balanceFromCents?: Cents;
	balanceToCents?: Cents;
	/** At most this many, earliest due date first. */
	limit?: number;
}

/** Invoices that fit every given condition, earliest due date first. */
export async function listInvoices(db: LedgerDb, filter: InvoiceFilter, today: Day): Promise<InvoiceWithCustomer[]> {
	let query = selectInvoices(db).orderBy('i.due_date').orderBy('i.id');
	if (filter.statuses && filter.statuses.length > 0) query = query.where('i.status', 'in', filter.statuses);
	if (filter.source) query = query.where('i.source', '=', filter.source);
	if (filter.number) query = query.where('i.number', '=', filter.number);
	const [from, to] = dueRange(filter, today);
	if (from) query = query.where('i.due_date', '>=', from);
	if (to) query = query.where('i.due_date', '<=', to);
	if (filter.customer) query = query.where(fitsCustomer(filter.customer));
	const balance = sql<number>`case when i.status in ('paid', 'cancelled') or i.paid_cents > i.amount_cents then 0 else i.amount_cents - i.paid_cents end`;
	if (filter.balanceFromCents !== undefined) query = query.where(balance, '>=', filter.balanceFromCents);
	if (filter.balanceToCents !== undefined) query = query.where(balance, '<=', filter.balanceToCents);
	if (filter.limit !== undefined) query = query.limit(filter.limit);
	return await query.execute();
}

/** Days overdue are due dates counted back from today; both kinds of range may be given, and both hold. */
function dueRange(filter: InvoiceFilter, today: Day): [Day | undefined, Day | undefined] {
	const froms = [filter.dueFrom];
	const tos = [filter.dueTo];
	if (filter.daysOverdueTo !== undefined) froms.push(addDays(today, -filter.daysOverdueTo));
	if (filter.daysOverdueFrom !== undefined) tos.push(addDays(today, -filter.daysOverdueFrom));
	const latest = froms.filter((day) => day !== undefined).sort().at(-1);
	const earliest = tos.filter((day) => day !== undefined).sort().at(0);
	return [latest, earliest];
}

/** The invoices with these ids, in any order. */
export async function invoicesByIds(db: LedgerDb, engine: Engine, ids: readonly number[]): Promise<Map<number, InvoiceWithCustomer>> {
	const found = new Map<number, InvoiceWithCustomer>();
	const rows = jsonRows(engine, ids.map((id) => ({ id })), { id: 'integer' });
	const result = await selectInvoices(db)
		.where('i.id', 'in', sql<number>`(select r.id from ${rows} as r)`)
		.execute();
	for (const invoice of result) found.set(invoice.id, invoice);
	return found;
}

/** How many invoices the ledger holds. */
export async function countInvoices(db: LedgerDb): Promise<number> {
	const row = await db.selectFrom('invoices').select((select) => select.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
	return Number(row.count);
}
