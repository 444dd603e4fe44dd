import { sql } from 'kysely';
import type { Calendar } from '../../calendar/Calendar';
import { addDays, daysBetween, type Day } from '../../calendar/day';
import { lastLateDueDate } from '../../calendar/lateness';
import type { PayerProfile } from '../../classification/profiles';
import type { OwnFacts } from '../../credit/facts';
import type { Cents } from '../../money/cents';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';

const YEAR = 365;

interface CustomerFactsRow {
	id: number;
	customer_since: Day | null;
	profile: PayerProfile | null;
	invoices: number;
	open_cents: Cents;
	year_cents: Cents;
	overdue: number;
	overdue_cents: Cents;
	oldest_due: Day | null;
}

/** What we know ourselves of customers that a credit decision reads, in one statement whatever their number. */
export async function readOwnFacts(db: LedgerDb, engine: Engine, customerIds: readonly number[], today: Day, calendar: Calendar): Promise<Map<number, OwnFacts>> {
	const wanted = jsonRows(engine, customerIds.map((id) => ({ id })), { id: 'integer' });
	const bought = sql`coalesce(i.issue_date, i.due_date)`;
	const isOverdue = sql`i.status = 'open' and i.amount_cents > i.paid_cents and i.due_date <= ${lastLateDueDate(calendar, today)}`;
	const balance = sql`case when i.amount_cents > i.paid_cents then i.amount_cents - i.paid_cents else 0 end`;
	const customers = await sql<CustomerFactsRow>`
		select r.id, coalesce(c.customer_since, min(case when ${bought} < i.due_date then ${bought} else i.due_date end)) as customer_since, p.profile, count(i.id) as invoices,
			coalesce(sum(case when i.status in ('open', 'disputed') then ${balance} end), 0) as open_cents,
			coalesce(sum(case when ${bought} > ${addDays(today, -YEAR)} and ${bought} <= ${today} then i.amount_cents end), 0) as year_cents,
			count(case when ${isOverdue} then 1 end) as overdue, coalesce(sum(case when ${isOverdue} then ${balance} end), 0) as overdue_cents,
			min(case when ${isOverdue} then i.due_date end) as oldest_due
		from ${wanted} as r join customers as c on c.id = r.id
		left join invoices as i on i.customer_id = r.id and i.status <> 'cancelled'
		left join customer_profiles as p on p.customer_id = r.id
		group by r.id, c.customer_since, p.profile
	`.execute(db);
	return new Map(
		customers.rows.map(({ id, customer_since, profile, invoices, open_cents, year_cents, overdue, overdue_cents, oldest_due }) => [
			Number(id),
			{
				// Who has bought nothing is new without anybody having classified it.
				profile: profile ?? (Number(invoices) === 0 ? 'new' : null),
				overdue: { count: Number(overdue), cents: Number(overdue_cents), oldestDays: oldest_due === null ? 0 : daysBetween(calendar.nextBankingDay(oldest_due), today) },
				openCents: Number(open_cents),
				customerSince: customer_since,
				monthlyPurchasesCents: Number(year_cents) === 0 ? null : Math.floor(Number(year_cents) / 12),
			},
		]),
	);
}
