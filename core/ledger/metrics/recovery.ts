import { sql, type RawBuilder } from 'kysely';
import { addDays, daysBetween, type Day } from '../../calendar/day';
import { lastLateDueDate } from '../../calendar/lateness';
import type { PayerProfile } from '../../classification/profiles';
import type { Period } from '../../metrics/periods';
import type { CauseOrigin } from '../../occurrences/kinds';
import type { Cents } from '../../money/cents';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';
import { standingOn, type MetricsScope } from './standing';

/** Payments of a period, whole, fine and interest included. */
export interface Received {
	payments: number;
	/** How many invoices they were of. */
	invoices: number;
	cents: Cents;
	/** The part that came after the last day to pay without being late. */
	lateCents: Cents;
}

/** What came in after a step of a régua on a channel; without step, what no reminder came before. */
export interface StepRecovery extends Received {
	ruler: string | null;
	step: string | null;
	/** Day of the step relative to the due date. */
	stepDay: number | null;
	channel: string | null;
	/** Reminders of the step sent within the period: in messages, and in invoices that these covered. */
	messages: number;
	reminded: number;
	/** How many of those invoices were paid, in part or whole, by their doing; some of it may have come after the period. */
	answered: number;
}

/** What came in of a group of invoices, and what of them is late and unpaid at the period's end. */
export interface GroupRecovery extends Received {
	overdueCents: Cents;
	overdueInvoices: number;
}

export interface CauseRecovery extends GroupRecovery {
	/** Null: no cause was told. */
	cause: string | null;
	name: string | null;
	origin: CauseOrigin | null;
}

export interface ProfileRecovery extends GroupRecovery {
	/** As the customer is classified now; null for one who never was. */
	profile: PayerProfile | null;
}

/** How long after a reminder a payment still counts as its doing, unless told otherwise. */
export const ATTRIBUTION_DAYS = 7;

/**
 * `claimed` and `unknown` messages may never have left. Written so that SQLite finds contacts by day or by claim: by
 * state it would walk nearly all there are.
 */
const REACHED = sql`case when c.purpose = 'reminder' and c.state in ('sent', 'delivered', 'read') and k.state = 'held' then 1 else 0 end = 1`;

/** Common table `paid`: the payments of a period, but for cancelled invoices, and whether they came late. */
function paidIn({ engine, calendar }: MetricsScope, { from, to }: Period): RawBuilder<unknown> {
	// A payment after the due date that was not late: no bank had opened in between.
	const inTime = daysFrom(from, to).flatMap((day) => daysFrom(addDays(lastLateDueDate(calendar, day), 1), addDays(day, -1)).map((due_date) => ({ due_date, day })));
	return sql`
		paid as materialized (
			select y.id, y.invoice_id, i.customer_id, y.amount_cents as cents, y.paid_on,
				case when y.paid_on > i.due_date and (i.due_date, y.paid_on) not in (select r.due_date, r.day from ${jsonRows(engine, inTime, { due_date: 'text', day: 'text' })} as r)
					then 1 else 0 end as late
			from payments as y join invoices as i on i.id = y.invoice_id
			where y.paid_on >= ${from} and y.paid_on <= ${to} and i.status <> 'cancelled')`;
}

/** Every day from one to another; none when they are the wrong way round. */
function daysFrom(from: Day, to: Day): Day[] {
	return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index));
}

/** The day so many before that of a column. */
function daysBefore(engine: Engine, column: string, days: number): RawBuilder<Day> {
	if (engine === 'sqlite') return sql<Day>`date(${sql.ref(column)}, ${`-${days} days`})`;
	return sql<Day>`to_char(${sql.ref(column)}::date - ${sql.lit(days)}, 'YYYY-MM-DD')`;
}

/**
 * What each step and channel of the régua brought in. A payment is the doing of the last reminder about its invoice that
 * reached the customer on the day of the payment or at most `days` before; one that no reminder preceded is told apart.
 * Every payment of the period is counted once. In the order of the steps, payments without reminder last.
 */
export async function readRecoveryBySteps(db: LedgerDb, scope: MetricsScope, period: Period, days = ATTRIBUTION_DAYS): Promise<StepRecovery[]> {
	const { rows } = await sql<{ ruler: string | null; step: string | null; step_day: number | null; channel: string | null } & Counted & { messages: number; reminded: number; answered: number }>`
		with ${paidIn(scope, { from: period.from, to: addDays(period.to, days) })},
		preceding as (
			select p.id, k.ruler, k.step, k.step_day, k.channel, case when c.claimed_on >= ${period.from} and c.claimed_on <= ${period.to} then 1 else 0 end as sent_within,
				row_number() over (partition by p.id order by c.claimed_on desc, c.claimed_at desc, c.id desc, k.step_day desc, k.step) as place
			from paid as p join claims as k on k.invoice_id = p.invoice_id join contacts as c on c.id = k.contact_id
			where ${REACHED} and c.claimed_on <= p.paid_on and c.claimed_on >= ${daysBefore(scope.engine, 'p.paid_on', days)}),
		figures as (
			select l.ruler, l.step, l.step_day, l.channel, count(case when p.paid_on <= ${period.to} then 1 end) as payments,
				count(distinct case when p.paid_on <= ${period.to} then p.invoice_id end) as invoices,
				sum(case when p.paid_on <= ${period.to} then p.cents else 0 end) as cents,
				sum(case when p.paid_on <= ${period.to} and p.late = 1 then p.cents else 0 end) as late_cents,
				0 as messages, 0 as reminded, count(distinct case when l.sent_within = 1 then p.invoice_id end) as answered
			from paid as p left join preceding as l on l.id = p.id and l.place = 1
			where p.paid_on <= ${period.to} or l.sent_within = 1 group by l.ruler, l.step, l.step_day, l.channel
			union all
			select k.ruler, k.step, k.step_day, k.channel, 0, 0, 0, 0, count(distinct c.id), count(distinct k.invoice_id), 0
			from contacts as c join claims as k on k.contact_id = c.id
			where ${REACHED} and c.claimed_on >= ${period.from} and c.claimed_on <= ${period.to} group by k.ruler, k.step, k.step_day, k.channel)
		select ruler, step, step_day, channel, sum(payments) as payments, sum(invoices) as invoices, sum(cents) as cents, sum(late_cents) as late_cents,
			sum(messages) as messages, sum(reminded) as reminded, sum(answered) as answered
		from figures group by ruler, step, step_day, channel
		order by case when step is null then 1 else 0 end, ruler, step_day, step, channel
	`.execute(db);
	return rows.map((row) => ({ ruler: row.ruler, step: row.step, stepDay: row.step_day, channel: row.channel, messages: Number(row.messages), reminded: Number(row.reminded), answered: Number(row.answered), ...receivedOf(row) }));
}

interface Counted {
	payments: number;
	invoices: number;
	cents: Cents;
	late_cents: Cents;
}

function receivedOf({ payments, invoices, cents, late_cents }: Counted): Received {
	return { payments: Number(payments), invoices: Number(invoices), cents: Number(cents), lateCents: Number(late_cents) };
}

/**
 * Common table `p`: the payments of the period (`kind` 0) and what was late and unpaid at its end (`kind` 1), each with
 * the invoice, the customer and the day up to which what is known of it counts.
 */
function subjects(scope: MetricsScope, period: Period): RawBuilder<unknown> {
	return sql`
		${standingOn(scope, period.to)}, ${paidIn(scope, period)},
		subjects as materialized (
			select 0 as kind, id, invoice_id, customer_id, cents, late, paid_on as on_day from paid
			union all
			select 1, invoice_id, invoice_id, customer_id, balance, 1, ${period.to} from standing where due_date <= ${lastLateDueDate(scope.calendar, period.to)})`;
}

const GROUPED = sql`
	sum(case when p.kind = 0 then 1 else 0 end) as payments, count(distinct case when p.kind = 0 then p.invoice_id end) as invoices,
	sum(case when p.kind = 0 then p.cents else 0 end) as cents, sum(case when p.kind = 0 and p.late = 1 then p.cents else 0 end) as late_cents,
	sum(case when p.kind = 1 then p.cents else 0 end) as overdue_cents, sum(case when p.kind = 1 then 1 else 0 end) as overdue_invoices`;

interface Grouped extends Counted {
	overdue_cents: Cents;
	overdue_invoices: number;
}

function groupOf(row: Grouped): GroupRecovery {
	return { ...receivedOf(row), overdueCents: Number(row.overdue_cents), overdueInvoices: Number(row.overdue_invoices) };
}

/**
 * What came in, and what did not, by why it was late: the last cause told of the invoice itself, or else of its customer,
 * up to the payment or the period's end. The causes that brought in most first, what has none last.
 */
export async function readRecoveryByCause(db: LedgerDb, scope: MetricsScope, period: Period): Promise<CauseRecovery[]> {
	const { rows } = await sql<{ cause: string | null; name: string | null; origin: CauseOrigin | null } & Grouped>`
		with ${subjects(scope, period)},
		told as (
			select p.kind, p.id, o.cause,
				row_number() over (partition by p.kind, p.id order by case when o.invoice_id is null then 1 else 0 end, o.happened_on desc, o.id desc) as place
			from subjects as p join occurrences as o on o.customer_id = p.customer_id
			where o.cause is not null and (o.invoice_id is null or o.invoice_id = p.invoice_id) and o.happened_on <= p.on_day)
		select t.cause, a.name, a.origin, ${GROUPED}
		from subjects as p left join told as t on t.kind = p.kind and t.id = p.id and t.place = 1 left join causes as a on a.key = t.cause
		group by t.cause, a.name, a.origin order by case when t.cause is null then 1 else 0 end, 6 desc, t.cause
	`.execute(db);
	return rows.map((row) => ({ cause: row.cause, name: row.name, origin: row.origin, ...groupOf(row) }));
}

/** What came in, and what did not, by the payer profile that each customer has now; those never classified last. */
export async function readRecoveryByProfile(db: LedgerDb, scope: MetricsScope, period: Period): Promise<ProfileRecovery[]> {
	const { rows } = await sql<{ profile: PayerProfile | null } & Grouped>`
		with ${subjects(scope, period)}
		select f.profile, ${GROUPED} from subjects as p left join customer_profiles as f on f.customer_id = p.customer_id
		group by f.profile order by case when f.profile is null then 1 else 0 end, 4 desc, f.profile
	`.execute(db);
	return rows.map((row) => ({ profile: row.profile, ...groupOf(row) }));
}
