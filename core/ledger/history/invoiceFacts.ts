import { sql } from 'kysely';
import type { Day } from '../../calendar/day';
import type { HistoryPeriods } from '../../history/periods';
import type { Cents } from '../../money/cents';
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

/** Adds the invoices of some customers up, in one pass over them. The rules are those of `historyFromInvoices`. */
export async function readInvoiceFacts(db: LedgerDb, engine: Engine, scope: Scope, days: LedgerDays, periods: HistoryPeriods, today: Day): Promise<InvoiceFactsRow[]> {
	const { yearAgo, halfAgo } = periods;
	const recent = sql`due_date > ${halfAgo}`;
	const before = sql`due_date > ${yearAgo} and due_date <= ${halfAgo}`;
	const sinceDue = daysFrom(engine, sql`payable`, sql`${today}`);
	const untilPaid = daysFrom(engine, sql`payable`, sql`paid_on`);
	// Materialised: otherwise SQLite works the days late out again in each of the sums.
	const { rows } = await sql<InvoiceFactsRow>`
		with ${days.shiftedAs('shifted')},
		placed as (
			select i.customer_id, i.issue_date, i.due_date, i.amount_cents, i.status,
				case when i.amount_cents > i.paid_cents then i.amount_cents - i.paid_cents else 0 end as balance,
				case when i.status = 'paid' then i.paid_on end as paid_on, coalesce(s.payable, i.due_date) as payable
			from invoices as i left join shifted as s on s.day = i.due_date
			where ${scope.has('i.customer_id')} and i.status <> 'cancelled'),
		measured as materialized (
			select customer_id, issue_date, due_date, amount_cents, balance, status, paid_on is not null as paid, payable < ${today} as mature,
				case when status = 'disputed' then 0
					when paid_on is null or paid_on > ${today} then case when payable < ${today} then ${sinceDue} else 0 end
					when paid_on > payable then ${untilPaid} else 0 end as days
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
			count(*) filter (where status = 'open' and days > 0) as overdue, sum(balance) filter (where status = 'open' and days > 0) as overdue_cents,
			max(days) filter (where status = 'open') as oldest,
			sum(amount_cents) filter (where status <> 'disputed' and coalesce(issue_date, due_date) > ${yearAgo} and coalesce(issue_date, due_date) <= ${today}) as revenue_cents
		from measured group by customer_id
	`.execute(db);
	return rows;
}
