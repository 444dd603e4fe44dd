import { sql } from 'kysely';
import type { Calendar } from '../../calendar/Calendar';
import { addDays, daysBetween, type Day } from '../../calendar/day';
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
}

/** What we know ourselves of customers that a credit decision reads, in two statements whatever their number. */
export async function readOwnFacts(db: LedgerDb, engine: Engine, customerIds: readonly number[], today: Day, calendar: Calendar): Promise<Map<number, OwnFacts>> {
	const wanted = () => jsonRows(engine, customerIds.map((id) => ({ id })), { id: 'integer' });
	const bought = sql`coalesce(i.issue_date, i.due_date)`;
	const balance = sql`case when i.amount_cents > i.paid_cents then i.amount_cents - i.paid_cents else 0 end`;
	const customers = await sql<CustomerFactsRow>`
		select r.id, coalesce(c.customer_since, min(case when ${bought} < i.due_date then ${bought} else i.due_date end)) as customer_since, p.profile, count(i.id) as invoices,
			coalesce(sum(case when i.status in ('open', 'disputed') then ${balance} end), 0) as open_cents,
			coalesce(sum(case when ${bought} > ${addDays(today, -YEAR)} and ${bought} <= ${today} then i.amount_cents end), 0) as year_cents
		from ${wanted()} as r join customers as c on c.id = r.id
		left join invoices as i on i.customer_id = r.id and i.status <> 'cancelled'
		left join customer_profiles as p on p.customer_id = r.id
		group by r.id, c.customer_since, p.profile
	`.execute(db);
	const overdue = await readOverdue(db, engine, customerIds, today, calendar);
	return new Map(
		customers.rows.map(({ id, customer_since, profile, invoices, open_cents, year_cents }) => [
			Number(id),
			{
				// Who has bought nothing is new without anybody having classified it.
				profile: profile ?? (Number(invoices) === 0 ? 'new' : null),
				overdue: overdue.get(Number(id)) ?? { count: 0, cents: 0, oldestDays: 0 },
				openCents: Number(open_cents),
				customerSince: customer_since,
				monthlyPurchasesCents: Number(year_cents) === 0 ? null : Math.floor(Number(year_cents) / 12),
			},
		]),
	);
}

/** What each customer owes past the last day to pay. */
async function readOverdue(db: LedgerDb, engine: Engine, customerIds: readonly number[], today: Day, calendar: Calendar): Promise<Map<number, OwnFacts['overdue']>> {
	const rows = jsonRows(engine, customerIds.map((id) => ({ id })), { id: 'integer' });
	// By due date: a customer has few of them, and the calendar says which have passed.
	const found = await sql<{ customer_id: number; due_date: Day; count: number; cents: Cents }>`
		select i.customer_id, i.due_date, count(*) as count, sum(i.amount_cents - i.paid_cents) as cents
		from ${rows} as r join invoices as i on i.customer_id = r.id
		where i.status || '' = 'open' and i.due_date < ${today} and i.amount_cents > i.paid_cents group by i.customer_id, i.due_date
	`.execute(db);
	const overdue = new Map<number, OwnFacts['overdue']>();
	for (const { customer_id, due_date, count, cents } of found.rows) {
		const late = daysBetween(calendar.nextBankingDay(due_date), today);
		if (late <= 0) continue;
		const known = overdue.get(customer_id) ?? { count: 0, cents: 0, oldestDays: 0 };
		overdue.set(customer_id, { count: known.count + Number(count), cents: known.cents + Number(cents), oldestDays: Math.max(known.oldestDays, late) });
	}
	return overdue;
}
