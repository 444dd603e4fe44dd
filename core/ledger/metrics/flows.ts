import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../calendar/day';
import { endOfDay } from '../../calendar/endOfDay';
import type { Cents } from '../../money/cents';
import type { LedgerDb } from '../Ledger';
import { DISCOUNT, type MetricsScope } from './standing';

/** What had come about by the end of a day, of the invoices that fall due on one date. */
export interface Flow {
	dueDate: Day;
	invoicedCents: Cents;
	principalCents: Cents;
	surchargeCents: Cents;
	discountsCents: Cents;
}

/** What was owed of them. */
export function balanceOf({ invoicedCents, principalCents, discountsCents }: Flow): Cents {
	return invoicedCents - principalCents - discountsCents;
}

type Row = Flow & { slot: number };

/** Invoices a query: enough for one plan to pay off, few enough to hold nobody up. */
const INVOICES_A_BATCH = 20_000;

/**
 * What had come about by the end of each of `days` (in order), by due date: see {@link MetricsScope} for the rules. One
 * pass over invoices and payments, however many days are asked about: each event falls between two of them.
 */
export async function readFlows(db: LedgerDb, scope: MetricsScope, days: readonly Day[], invoicesABatch = INVOICES_A_BATCH): Promise<Flow[][]> {
	const flows = days.map(() => new Map<Day, Flow>());
	const { last } = await db.selectFrom('invoices').select((select) => select.fn.max('id').as('last')).executeTakeFirstOrThrow();
	for (let after = 0; after < (last ?? 0); after += invoicesABatch) addUp(flows, await readEvents(db, scope, days, { after, upTo: after + invoicesABatch }));
	return flows.map((flow) => [...flow.values()]);
}

/** The sums of what came about between each of `days` and the one before, of invoices whose ids lie after `after`, up to `upTo`. */
async function readEvents(db: LedgerDb, { timeZone }: MetricsScope, days: readonly Day[], { after, upTo }: { after: number; upTo: number }): Promise<Row[]> {
	const theirs = sql`i.id > ${after} and i.id <= ${upTo} and i.status <> 'cancelled'`;
	const slotOf = (column: string) => search(days, (day) => sql`${sql.ref(column)} <= ${day}`);
	const came = search(days, (day) => sql`i.created_at < ${endOfDay(day, timeZone)}`);
	// An invoice exists from the first slot in which any of these says so.
	const issued = sql`case when i.issue_date is null then ${came} else ${slotOf('i.issue_date')} end`;
	const { rows } = await sql<Row>`
		with paid as materialized (
			select p.invoice_id, i.due_date, ${slotOf('p.paid_on')} as slot, ${slotOf('i.due_date')} as due,
				case when i.paid_cents <= i.amount_cents then p.amount_cents else null end as whole, p.amount_cents as cents, i.amount_cents as amount, p.paid_on, p.id
			from payments as p join invoices as i on i.id = p.invoice_id where ${theirs}),
		running as (
			select due_date, slot, cents, amount, sum(cents) over (partition by invoice_id order by paid_on, id) as so_far from paid where whole is null),
		early as materialized (select invoice_id, min(slot) as slot from paid where slot < due group by invoice_id),
		started as (
			select i.due_date, i.amount_cents, ${issued} as issued, ${slotOf('i.due_date')} as due, case when i.status = 'paid' then ${slotOf('i.paid_on')} end as settled,
				e.slot as early
			from invoices as i left join early as e on e.invoice_id = i.id where ${theirs}),
		events as (
			select due_date, ${least(['issued', 'due', 'settled', 'early'])} as slot, amount_cents as invoiced, 0 as principal, 0 as surcharge, 0 as discounts from started
			union all
			select i.due_date, ${slotOf('i.paid_on')}, 0, 0, 0, ${DISCOUNT} from invoices as i where ${theirs} and i.status = 'paid' and i.paid_cents < i.amount_cents
			union all
			select due_date, slot, 0, whole, 0, 0 from paid where whole is not null
			union all
			select due_date, slot, 0,
				case when so_far <= amount then cents when so_far - cents >= amount then 0 else amount - (so_far - cents) end,
				case when so_far <= amount then 0 when so_far - cents >= amount then cents else so_far - amount end, 0
			from running)
		select due_date as "dueDate", slot, sum(invoiced) as "invoicedCents", sum(principal) as "principalCents", sum(surcharge) as "surchargeCents", sum(discounts) as "discountsCents"
		from events where slot < ${sql.lit(days.length)} group by due_date, slot
	`.execute(db);
	return rows;
}

/** Adds each slot's events to the days from it on. */
function addUp(flows: ReadonlyArray<Map<Day, Flow>>, rows: readonly Row[]): void {
	for (const { dueDate, slot, invoicedCents, principalCents, surchargeCents, discountsCents } of rows) {
		for (const flow of flows.slice(Number(slot))) {
			const known = flow.get(dueDate);
			flow.set(dueDate, {
				dueDate,
				invoicedCents: (known?.invoicedCents ?? 0) + invoicedCents,
				principalCents: (known?.principalCents ?? 0) + principalCents,
				surchargeCents: (known?.surchargeCents ?? 0) + surchargeCents,
				discountsCents: (known?.discountsCents ?? 0) + discountsCents,
			});
		}
	}
}

/** The place in `days` of the first day by whose end something was so; how many there are when it is not so by any. */
function search(days: readonly Day[], isBy: (day: Day) => RawBuilder<unknown>, from = 0, to = days.length): RawBuilder<number> {
	if (from === to) return sql<number>`${sql.lit(from)}`;
	const middle = (from + to) >> 1;
	return sql<number>`case when ${isBy(days[middle])} then ${search(days, isBy, from, middle)} else ${search(days, isBy, middle + 1, to)} end`;
}

/** The least of columns of which all but the first two may be null. */
function least(columns: readonly string[]): RawBuilder<number> {
	return columns.slice(1).reduce<RawBuilder<number>>((least, column) => sql<number>`case when ${sql.ref(column)} < ${least} then ${sql.ref(column)} else ${least} end`, sql<number>`${sql.ref(columns[0])}`);
}
