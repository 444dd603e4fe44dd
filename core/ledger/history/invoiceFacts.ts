import { sql } from 'kysely';
import type { Day } from '../../calendar/day';
import type { HistoryPeriods } from '../../history/periods';
import type { Cents } from '../../money/cents';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';
import type { Scope } from './scope';
import { daysFrom, type LedgerDays } from './shiftedDays';

/** What a customer's invoices add up to: one row a customer that has any. Sums over no invoice are null. */
export interface InvoiceFactsRow {
	customer_id: number;
	first_issue: Day | null;
	first_due: Day;
	disputed: number;
	invoiced: number;
	invoiced_cents: Cents | null;
	on_time: number;
	on_time_cents: Cents | null;
	paid_late: number;
	paid_late_cents: Cents | null;
	due: number;
	late: number;
	late_days: number | null;
	worst: number | null;
	recent_due: number;
	recent_late: number;
	recent_days: number | null;
	recent_worst: number | null;
	before_due: number;
	before_late: number;
	before_days: number | null;
	before_worst: number | null;
	matured: number;
	matured_year: number;
	open: number;
	open_cents: Cents | null;
	overdue: number;
	overdue_cents: Cents | null;
	oldest: number | null;
	revenue_cents: Cents | null;
}

/** An invoice that an agreement speaks for, and since when. */
export interface AgreedRow {
	customer_id: number;
	invoice_id: number;
	agreed_on: Day;
}

/** The invoices of some customers in an agreement that is active, and those paid in one that was kept. Few: found by their agreements. */
export async function readAgreedInvoices(db: LedgerDb, scope: Scope): Promise<AgreedRow[]> {
	const { rows } = await sql<AgreedRow>`
		select i.customer_id, i.id as invoice_id, min(g.made_on) as agreed_on
		from agreements as g join agreement_invoices as v on v.agreement_id = g.id join invoices as i on i.id = v.invoice_id
		where ${scope.has('i.customer_id')} and (g.state = 'active' or (g.state = 'kept' and i.status = 'paid')) group by i.customer_id, i.id
	`.execute(db);
	return rows;
}

/** What is read beside the invoices themselves. */
export interface InvoiceReading {
	days: LedgerDays;
	periods: HistoryPeriods;
	today: Day;
	/** Of the customers of the scope, at least. */
	agreed: readonly AgreedRow[];
}

/** Adds the invoices of some customers up, in one pass over them. The rules are those of `historyFromInvoices`. */
export async function readInvoiceFacts(db: LedgerDb, engine: Engine, scope: Scope, { days, periods, today, agreed }: InvoiceReading): Promise<InvoiceFactsRow[]> {
	const { yearAgo, halfAgo } = periods;
	const recent = sql`due_date > ${halfAgo}`;
	const before = sql`due_date > ${yearAgo} and due_date <= ${halfAgo}`;
	const late = daysFrom(engine, sql`payable`, sql`counted`);
	const rowsOfAgreed = jsonRows(engine, agreed, { customer_id: 'integer', invoice_id: 'integer', agreed_on: 'text' });
	// The last day that counts for the delay: it was paid, or it is today.
	const ended = sql`case when i.status = 'paid' and i.paid_on < ${today} then i.paid_on else ${today} end`;
	// Materialised: otherwise SQLite works the days late out again in each of the sums.
	const { rows } = await sql<InvoiceFactsRow>`
		with ${days.shiftedAs('shifted')},
		agreed as materialized (select cast(r.invoice_id as bigint) as invoice_id, cast(r.agreed_on as text) as agreed_on from ${rowsOfAgreed} as r),
		placed as (
			select i.customer_id, i.issue_date, i.due_date, i.amount_cents, i.status,
				case when i.amount_cents > i.paid_cents then i.amount_cents - i.paid_cents else 0 end as balance,
				i.status = 'paid' and i.paid_on is not null as paid, i.status = 'open' and a.agreed_on is null as waits, coalesce(s.payable, i.due_date) as payable,
				case when a.agreed_on < ${ended} then a.agreed_on else ${ended} end as counted
			from invoices as i left join shifted as s on s.day = i.due_date left join agreed as a on a.invoice_id = i.id
			where ${scope.has('i.customer_id')} and i.status <> 'cancelled'),
		measured as materialized (
			select customer_id, issue_date, due_date, amount_cents, balance, status, paid, waits, payable < ${today} as mature,
				case when status <> 'disputed' and payable < counted then ${late} else 0 end as days
			from placed)
		select customer_id, min(issue_date) as first_issue, min(due_date) as first_due,
			count(*) filter (where status = 'disputed') as disputed,
			count(*) filter (where status <> 'disputed') as invoiced, sum(amount_cents) filter (where status <> 'disputed') as invoiced_cents,
			count(*) filter (where paid and days = 0) as on_time, sum(amount_cents) filter (where paid and days = 0) as on_time_cents,
			count(*) filter (where paid and days > 0) as paid_late, sum(amount_cents) filter (where paid and days > 0) as paid_late_cents,
			count(*) filter (where (paid or mature) and status <> 'disputed') as due, count(*) filter (where days > 0) as late, sum(days) as late_days, max(days) as worst,
			count(*) filter (where (paid or mature) and status <> 'disputed' and ${recent}) as recent_due, count(*) filter (where days > 0 and ${recent}) as recent_late,
			sum(days) filter (where ${recent}) as recent_days, max(days) filter (where ${recent}) as recent_worst,
			count(*) filter (where (paid or mature) and status <> 'disputed' and ${before}) as before_due, count(*) filter (where days > 0 and ${before}) as before_late,
			sum(days) filter (where ${before}) as before_days, max(days) filter (where ${before}) as before_worst,
			count(*) filter (where mature and status <> 'disputed') as matured, count(*) filter (where mature and status <> 'disputed' and due_date > ${yearAgo}) as matured_year,
			count(*) filter (where status = 'open') as open, sum(balance) filter (where status = 'open') as open_cents,
			count(*) filter (where waits and days > 0) as overdue, sum(balance) filter (where waits and days > 0) as overdue_cents,
			max(days) filter (where waits) as oldest,
			sum(amount_cents) filter (where status <> 'disputed' and coalesce(issue_date, due_date) > ${yearAgo} and coalesce(issue_date, due_date) <= ${today}) as revenue_cents
		from measured group by customer_id
	`.execute(db);
	return rows;
}
