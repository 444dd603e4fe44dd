import { sql } from 'kysely';
import type { Day } from '../../calendar/day';
import type { AbcSettings } from '../../classification/importance';
import type { Importance } from '../../classification/profiles';
import { historyPeriods } from '../../history/periods';
import type { Cents } from '../../money/cents';
import type { LedgerDb } from '../Ledger';

/** The last customer of an importance, in the order of size. */
interface Last {
	id: number;
	cents: Cents;
}

/** Where customers stand on the ABC curve of the last 12 months: its two marks, whatever the number of customers. */
export class AbcCurve {
	private constructor(
		/** Invoiced to all customers together. */
		readonly totalCents: Cents,
		private readonly lastOf: Partial<Record<Importance, Last>>,
	) {}

	/** One pass over the ledger. The same as `importances` of all customers. */
	static async read(db: LedgerDb, today: Day, { upToA, upToB }: AbcSettings): Promise<AbcCurve> {
		const { yearAgo } = historyPeriods(today);
		// The index by customer holds all of it, in this order: nothing is sorted. By what a status is, SQLite would take another.
		const { rows } = await sql<Last & { importance: Importance; total: Cents }>`
			with revenue as materialized (
				select i.customer_id as id, sum(i.amount_cents) as cents from invoices as i
				where i.status <> 'cancelled' and i.status <> 'disputed' and coalesce(i.issue_date, i.due_date) > ${yearAgo} and coalesce(i.issue_date, i.due_date) <= ${today}
				group by i.customer_id),
			whole as (select sum(cents) as total from revenue),
			placed as (select id, cents, sum(cents) over (order by cents desc, id rows unbounded preceding) - cents as larger from revenue),
			marked as materialized (
				select p.id, p.cents, case when p.larger * 100 < w.total * ${sql.lit(upToA)} then 'A' else 'B' end as importance
				from placed as p cross join whole as w where p.larger * 100 < w.total * ${sql.lit(upToB)}),
			smallest as (select importance, min(cents) as cents from marked group by importance)
			select s.importance, s.cents, max(m.id) as id, max(w.total) as total
			from smallest as s join marked as m on m.importance = s.importance and m.cents = s.cents cross join whole as w group by s.importance, s.cents
		`.execute(db);
		return new AbcCurve(rows[0]?.total ?? 0, Object.fromEntries(rows.map(({ importance, id, cents }) => [importance, { id, cents }])));
	}

	/** The importance of a customer who was invoiced so much in the last 12 months. */
	importanceOf({ customerId, cents }: { customerId: number; cents: Cents }): Importance {
		if (cents <= 0) return 'C';
		for (const importance of ['A', 'B'] as const) {
			const last = this.lastOf[importance];
			if (last && (cents > last.cents || (cents === last.cents && customerId <= last.id))) return importance;
		}
		return 'C';
	}
}
