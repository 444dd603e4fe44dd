import { sql, type RawBuilder } from 'kysely';
import type { Calendar } from '../../calendar/Calendar';
import { addDays, type Day } from '../../calendar/day';
import { endOfDay } from '../../calendar/endOfDay';
import { lastLateDueDate } from '../../calendar/lateness';
import type { Bucket } from '../../metrics/buckets';
import type { Engine } from '../Ledger';

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

/** What an invoice that was settled for less was let off. */
export const DISCOUNT = sql`case when i.status = 'paid' and i.paid_cents < i.amount_cents then i.amount_cents - i.paid_cents else 0 end`;

/**
 * The common table `standing`, with what it is made of, to put after `with`: invoices of which something was owed at the
 * end of `day`, and how much. What had been received by then is all that was received less what came later, since that
 * is little for the days that are asked about most.
 */
export function standingOn({ timeZone }: MetricsScope, day: Day): RawBuilder<unknown> {
	const settled = sql`case when i.paid_on <= ${day} then ${DISCOUNT} else 0 end`;
	const received = sql`i.paid_cents - coalesce(l.cents, 0)`;
	return sql`
		later as materialized (select invoice_id, sum(amount_cents) as cents from payments where paid_on > ${day} group by invoice_id),
		standing as materialized (
			select i.id as invoice_id, i.customer_id, i.due_date, i.amount_cents - (${received}) - ${settled} as balance
			from invoices as i left join later as l on l.invoice_id = i.id
			where i.status <> 'cancelled' and (i.status <> 'paid' or i.paid_on > ${day} or l.cents > 0)
				and i.amount_cents - (${received}) - ${settled} > 0
				and (i.due_date <= ${day} or ${received} > 0 or case when i.issue_date is null then i.created_at < ${endOfDay(day, timeZone)} else i.issue_date <= ${day} end))`;
}

/** Index of the bucket that a row of `standing`, called `s`, is in at the end of `day`. */
export function bucketOf(buckets: readonly Bucket[], calendar: Calendar, day: Day): RawBuilder<number> {
	const cases = buckets.flatMap(({ to }, index) => (to === null ? [] : [sql`when s.due_date > ${lastLateDueDate(calendar, addDays(day, -to))} then ${sql.lit(index)}`]));
	return sql<number>`case ${sql.join(cases, sql` `)} else ${sql.lit(buckets.length - 1)} end`;
}
