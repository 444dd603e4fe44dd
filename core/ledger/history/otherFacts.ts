import { sql } from 'kysely';
import { addDays, type Day } from '../../calendar/day';
import type { HistoryPeriods } from '../../history/periods';
import type { Cents } from '../../money/cents';
import type { LedgerDb } from '../Ledger';
import type { Scope } from './scope';
import type { LedgerDays } from './shiftedDays';

// States and statuses are said by what they are not: by what they are, SQLite would take the index by state, and go through
// the whole ledger for each batch.

export interface CustomerFactsRow {
	customer_id: number;
	customer_since: Day | null;
	credit_limit_cents: Cents | null;
	credit_limit_until: Day | null;
	/** Null, too, when no report tells whether there are restrictions. */
	restricted: number | null;
	score: number | null;
	answered_on: Day | null;
}

/** In a report that does not tell of debts, as it is stored: in no text of it can this stand, since the quotes of a text are escaped. */
const UNTOLD = '%"restrictions":null%';

/**
 * The customers themselves, each with what bureaus said of its document in the last 12 months; reports of test environments
 * are about nobody. Each product of a bureau is heard by its newest report, and a restriction that any of them knows is one,
 * whichever answered last.
 */
export async function readCustomerFacts(db: LedgerDb, scope: Scope, { yearAgo }: HistoryPeriods): Promise<CustomerFactsRow[]> {
	const recent = sql`n.document = c.document and n.answered_on > ${yearAgo} and n.is_test = 0`;
	const ofProduct = sql`not exists (
		select 1 from credit_reports as later where later.document = n.document and later.provider = n.provider and later.product = n.product
			and later.is_test = 0 and (later.answered_at, later.id) > (n.answered_at, n.id))`;
	const last = sql`order by n.answered_at desc, n.id desc limit 1`;
	const { rows } = await sql<CustomerFactsRow>`
		select c.id as customer_id, c.customer_since, c.credit_limit_cents, c.credit_limit_until,
			case when r.id is not null then 1 when t.id is not null then 0 end as restricted, b.score, coalesce(r.answered_on, b.answered_on) as answered_on
		from customers as c
		left join credit_reports as b on b.id = (select n.id from credit_reports as n where ${recent} ${last})
		left join credit_reports as r on r.id = (select n.id from credit_reports as n where ${recent} and n.restricted = 1 and ${ofProduct} ${last})
		left join credit_reports as t on t.id = (select n.id from credit_reports as n where ${recent} and n.report not like ${UNTOLD} and ${ofProduct} ${last})
		where ${scope.has('c.id')} order by c.id
	`.execute(db);
	return rows;
}

export interface PromiseFactsRow {
	customer_id: number;
	kept: number;
	broken: number;
	pending: number;
	broken_in_year: number;
}

/**
 * What became of promises. One that was replaced before its day had passed, by the next or by an agreement, is none of
 * these, and what was promised of several invoices on one day, for the same day, is one promise (see `PromiseTally`).
 */
export async function readPromiseFacts(db: LedgerDb, scope: Scope, days: LedgerDays, { yearAgo }: HistoryPeriods, today: Day): Promise<PromiseFactsRow[]> {
	// Crossed: otherwise SQLite begins with the days, and goes through all of them for each promise.
	const { rows } = await sql<PromiseFactsRow>`
		with ${days.promisedAs('promised')}, ${days.madeAs('instants')},
		made as (
			select i.customer_id, p.until, d.payable, d.ends, case when i.status = 'paid' then i.paid_on end as settled_on,
				case when p.created_at < n.midnight then n.day else n.next_day end as made_on,
				lead(p.created_at) over (partition by p.invoice_id order by p.created_at, p.id) as next_at,
				(select min(g.created_at) from agreement_invoices as v join agreements as g on g.id = v.agreement_id where v.invoice_id = p.invoice_id and g.created_at >= p.created_at) as agreed_at
			from invoices as i join promises as p on p.invoice_id = i.id cross join promised as d cross join instants as n
			where d.day = p.until and n.utc_day = substr(p.created_at, 1, 10) and ${scope.has('i.customer_id')} and i.status <> 'cancelled' and i.status <> 'disputed'),
		words as (
			select customer_id, until, max(case when settled_on <= payable then 0 when payable >= ${today} then 1 else 2 end) as outcome
			from made where (next_at is null or next_at >= ends) and (agreed_at is null or agreed_at >= ends) group by customer_id, until, made_on)
		select customer_id, count(*) filter (where outcome = 0) as kept, count(*) filter (where outcome = 1) as pending, count(*) filter (where outcome = 2) as broken,
			count(*) filter (where outcome = 2 and until > ${yearAgo}) as broken_in_year
		from words group by customer_id
	`.execute(db);
	return rows;
}

export interface AgreementFactsRow {
	customer_id: number;
	kept: number;
	broken: number;
	active: number;
}

export async function readAgreementFacts(db: LedgerDb, scope: Scope): Promise<AgreementFactsRow[]> {
	const { rows } = await sql<AgreementFactsRow>`
		select a.customer_id, count(*) filter (where a.state = 'kept') as kept, count(*) filter (where a.state = 'broken') as broken,
			count(*) filter (where a.state = 'active') as active
		from agreements as a where ${scope.has('a.customer_id')} group by a.customer_id
	`.execute(db);
	return rows;
}

/** Disputes that were written down; one of an invoice counts once. Invoices disputed today without that are not among them. */
export async function readDisputeCounts(db: LedgerDb, scope: Scope): Promise<Array<{ customer_id: number; total: number }>> {
	const { rows } = await sql<{ customer_id: number; total: number }>`
		select customer_id, count(*) as total from (
			select o.customer_id, coalesce(o.invoice_id, -o.id) as what from occurrences as o where ${scope.has('o.customer_id')} and o.kind = 'dispute'
			union select i.customer_id, i.id from invoices as i where ${scope.has('i.customer_id')} and i.status = 'disputed') as d
		group by customer_id
	`.execute(db);
	return rows;
}

export interface ContactFactsRow {
	customer_id: number;
	reached: number;
	answered: number;
	bounced: number;
}

/**
 * Reminders of the last 12 months. One was answered when an invoice of it was paid, in part or whole, or promised within
 * `ANSWER_DAYS` days of it, by the creditor's clock.
 */
export async function readContactFacts(db: LedgerDb, scope: Scope, days: LedgerDays): Promise<ContactFactsRow[]> {
	const { rows } = await sql<ContactFactsRow>`
		with ${days.answersAs('answers')},
		said as (
			select k.id, k.customer_id, k.claimed_on, k.state, a.until as answer_until, a.ends as answer_ends, k.claimed_at
			from contacts as k cross join answers as a where a.day = k.claimed_on and ${scope.has('k.customer_id')} and k.purpose = 'reminder'
				and k.state <> 'claimed' and k.state <> 'failed' and k.state <> 'unknown')
		select s.customer_id, count(*) filter (where s.state <> 'bounced') as reached, count(*) filter (where s.state = 'bounced') as bounced,
			count(*) filter (where s.state <> 'bounced' and exists (
				select 1 from claims as c join invoices as i on i.id = c.invoice_id where c.contact_id = s.id and c.state = 'held' and (
					(i.status = 'paid' and i.paid_on >= s.claimed_on and i.paid_on <= s.answer_until)
					or exists (select 1 from payments as p where p.invoice_id = i.id and p.paid_on >= s.claimed_on and p.paid_on <= s.answer_until)
					or exists (select 1 from promises as p where p.invoice_id = i.id and p.created_at >= s.claimed_at and p.created_at < s.answer_ends)))) as answered
		from said as s group by s.customer_id
	`.execute(db);
	return rows;
}

/** Invoiced by all customers in the 12 months that end today. */
export async function readTotalRevenue(db: LedgerDb, { yearAgo }: HistoryPeriods, today: Day): Promise<Cents> {
	const { rows } = await sql<{ cents: Cents | null }>`
		select sum(i.amount_cents) as cents from invoices as i
		where i.status in ('open', 'paid') and coalesce(i.issue_date, i.due_date) > ${yearAgo} and coalesce(i.issue_date, i.due_date) < ${addDays(today, 1)}
	`.execute(db);
	return rows[0].cents ?? 0;
}
