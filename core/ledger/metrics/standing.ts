import { sql, type RawBuilder } from 'kysely';
import type { Calendar } from '../../calendar/Calendar';
import { addDays, type Day } from '../../calendar/day';
import { endOfDay } from '../../calendar/endOfDay';
import type { Bucket } from '../../metrics/buckets';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';

/**
 * How the receivables stood at the end of past days, from what the ledger knows now:
 *
 * - An invoice is owed from its issue date on; without one, from the day it came to the ledger. In any case from its
 *   due date or first payment on, should that be earlier.
 * - Payments count on the day they were made, first towards the invoice's amount; what is beyond it is fine and interest.
 * - An invoice settled for less than its amount was given the rest as a discount on the day it was settled.
 * - It is late from the day after the last one on which it could be paid without being late (Lei 7.089/1983).
 * - Cancelled invoices are left out of every day, since the ledger keeps no day of cancellation: a past month is told
 *   without an invoice that was cancelled since. A payment that the gateway took back is as if it had never been.
 *   Disputed invoices are owed like any other.
 */
export interface MetricsScope {
	engine: Engine;
	/** The creditor's banking days. */
	calendar: Calendar;
	/** The creditor's time zone: decides on which day an invoice came to the ledger. */
	timeZone: string;
}

/** Due dates on which nobody could pay, with the day until which one could; `due` of the queries below. */
export async function readPostponements(db: LedgerDb, { engine, calendar }: MetricsScope): Promise<RawBuilder<unknown>> {
	const dates = await db.selectFrom('invoices').select('due_date').distinct().execute();
	const rows = dates.map(({ due_date }) => ({ due_date, payable: calendar.nextBankingDay(due_date) })).filter(({ due_date, payable }) => payable !== due_date);
	return sql`due as materialized (select r.due_date, r.payable from ${jsonRows(engine, rows, { due_date: 'text', payable: 'text' })} as r)`;
}

/** The last day on which invoice `i` can be paid without being late, `due` being joined as `d`. */
export const PAYABLE = sql`coalesce(d.payable, i.due_date)`;

/**
 * The common table `standing` with what it is made of, to put after `with`: a row for each of `days` and each invoice
 * that existed by then, with its amount, what had been received and let go of it, and the balance.
 */
export function standingOn({ engine, timeZone }: MetricsScope, days: readonly Day[], due: RawBuilder<unknown>): RawBuilder<unknown> {
	const rows = jsonRows(engine, days.map((day) => ({ day, ends_at: endOfDay(day, timeZone) })), { day: 'text', ends_at: 'text' });
	return sql`
		${due},
		days as materialized (select r.day, r.ends_at from ${rows} as r),
		totals as materialized (select invoice_id, sum(amount_cents) as cents from payments group by invoice_id),
		received as materialized (
			select t.day, p.invoice_id, sum(p.amount_cents) as cents from days as t join payments as p on p.paid_on <= t.day group by t.day, p.invoice_id),
		existing as (
			select t.day, i.id as invoice_id, i.customer_id, ${PAYABLE} as payable, i.amount_cents as amount, coalesce(r.cents, 0) as received,
				case when i.status = 'paid' and i.paid_on <= t.day and coalesce(a.cents, 0) < i.amount_cents then i.amount_cents - coalesce(a.cents, 0) else 0 end as discount
			from days as t cross join invoices as i
			left join received as r on r.invoice_id = i.id and r.day = t.day
			left join totals as a on a.invoice_id = i.id
			left join due as d on d.due_date = i.due_date
			where i.status <> 'cancelled' and (
				i.due_date <= t.day or r.cents > 0 or (i.status = 'paid' and i.paid_on <= t.day)
				or case when i.issue_date is null then i.created_at < t.ends_at else i.issue_date <= t.day end)),
		parts as (
			select e.day, e.invoice_id, e.customer_id, e.payable, e.amount, e.discount,
				case when e.received > e.amount then e.amount else e.received end as principal,
				case when e.received > e.amount then e.received - e.amount else 0 end as surcharge
			from existing as e),
		standing as (select s.*, s.amount - s.principal - s.discount as balance from parts as s)`;
}

/** Index of the bucket that a row of `standing`, called `s`, is in at the end of `day`. */
export function bucketOf(buckets: readonly Bucket[], day: Day): RawBuilder<number> {
	const cases = buckets.flatMap(({ to }, index) => (to === null ? [] : [sql`when s.payable >= ${addDays(day, -to)} then ${sql.lit(index)}`]));
	return sql<number>`case ${sql.join(cases, sql` `)} else ${sql.lit(buckets.length - 1)} end`;
}
