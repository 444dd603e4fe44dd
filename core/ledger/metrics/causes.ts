import { sql } from 'kysely';
import { lastLateDueDate } from '../../calendar/lateness';
import type { Period } from '../../metrics/periods';
import { KINDS_SILENT_ON_CAUSE, type CauseOrigin } from '../../occurrences/kinds';
import type { Cents } from '../../money/cents';
import type { LedgerDb } from '../Ledger';
import { standingOn, type MetricsScope } from './standing';

/** What was written down of a cause, of an origin, or in all, and what the invoices concerned owe. */
export interface CauseFigures {
	occurrences: number;
	customers: number;
	/** The invoices that occurrences tell of, and what a customer owes whose occurrence names no invoice; each once. */
	invoices: number;
	/** Owed of them at the period's end: what is late, and all of it. */
	overdueCents: Cents;
	totalCents: Cents;
}

export interface CauseRow extends CauseFigures {
	/** Null: no cause was told. */
	cause: string | null;
	name: string | null;
	origin: CauseOrigin | null;
}

export interface CauseReport {
	/** By cause, the most frequent first, no cause last. */
	causes: CauseRow[];
	/** By origin; null is "no cause was told". An invoice with causes of both stands in both. */
	origins: Array<CauseFigures & { origin: CauseOrigin | null }>;
	total: CauseFigures;
}

interface Row {
	level: 'cause' | 'origin' | 'total';
	cause: string | null;
	name: string | null;
	origin: CauseOrigin | null;
	occurrences: number;
	customers: number;
	invoices: number;
	overdue_cents: Cents | null;
	total_cents: Cents | null;
}

/** Why customers did not pay, as occurrences of the period tell; those of {@link KINDS_SILENT_ON_CAUSE} only where they name a cause. */
export async function readCauseReport(db: LedgerDb, scope: MetricsScope, period: Period): Promise<CauseReport> {
	const late = lastLateDueDate(scope.calendar, period.to);
	const { rows } = await sql<Row>`
		with ${standingOn(scope, period.to)},
		told as materialized (
			select o.id, o.customer_id, o.invoice_id, a.key as cause, a.name, a.origin from occurrences as o left join causes as a on a.key = o.cause
			where o.happened_on >= ${period.from} and o.happened_on <= ${period.to}
				and (o.cause is not null or o.kind not in (${sql.join(KINDS_SILENT_ON_CAUSE)}))),
		concerned as materialized (
			select t.cause, t.origin, t.invoice_id, coalesce(s.balance, 0) as balance, case when s.due_date <= ${late} then s.balance else 0 end as overdue
			from told as t left join standing as s on s.invoice_id = t.invoice_id where t.invoice_id is not null
			union
			select t.cause, t.origin, s.invoice_id, s.balance, case when s.due_date <= ${late} then s.balance else 0 end
			from told as t join standing as s on s.customer_id = t.customer_id where t.invoice_id is null),
		levels as (
			select 'cause' as level, cause, origin, count(*) as invoices, sum(overdue) as overdue_cents, sum(balance) as total_cents from concerned group by cause, origin
			union all
			select 'origin', null, origin, count(*), sum(overdue), sum(balance)
			from (select distinct origin, invoice_id, balance, overdue from concerned) as c group by origin
			union all
			select 'total', null, null, count(*), sum(overdue), sum(balance) from (select distinct invoice_id, balance, overdue from concerned) as c),
		counts as (
			select 'cause' as level, cause, name, origin, count(*) as occurrences, count(distinct customer_id) as customers from told group by cause, name, origin
			union all
			select 'origin', null, null, origin, count(*), count(distinct customer_id) from told group by origin
			union all
			select 'total', null, null, null, count(*), count(distinct customer_id) from told)
		select n.level, n.cause, n.name, n.origin, n.occurrences, n.customers, coalesce(l.invoices, 0) as invoices, l.overdue_cents, l.total_cents
		from counts as n left join levels as l on l.level = n.level and coalesce(l.cause, '') = coalesce(n.cause, '') and coalesce(l.origin, '') = coalesce(n.origin, '')
		order by case when n.cause is null then 1 else 0 end, case when n.origin is null then 1 else 0 end, n.occurrences desc, n.cause, n.origin
	`.execute(db);
	const ofLevel = (level: Row['level']) => rows.filter((row) => row.level === level);
	return {
		causes: ofLevel('cause').map((row) => ({ cause: row.cause, name: row.name, origin: row.origin, ...figuresOf(row) })),
		origins: ofLevel('origin').map((row) => ({ origin: row.origin, ...figuresOf(row) })),
		total: figuresOf(ofLevel('total')[0]),
	};
}

function figuresOf({ occurrences, customers, invoices, overdue_cents, total_cents }: Row): CauseFigures {
	return { occurrences: Number(occurrences), customers: Number(customers), invoices: Number(invoices), overdueCents: Number(overdue_cents ?? 0), totalCents: Number(total_cents ?? 0) };
}
