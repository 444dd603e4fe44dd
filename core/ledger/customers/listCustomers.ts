import { sql } from 'kysely';
import type { Calendar } from '../../calendar/Calendar';
import type { Day } from '../../calendar/day';
import { lastLateDueDate } from '../../calendar/lateness';
import type { Importance, PayerProfile } from '../../classification/profiles';
import type { Cents } from '../../money/cents';
import { REACHED_STATES } from '../contacts/states';
import type { LedgerDb } from '../Ledger';
import { fitsCustomer } from './fitsCustomer';

export interface CustomerFilter {
	/** Part of the name, whatever its case and accents, or the whole CPF, CNPJ or email. */
	customer?: string;
	/** Last classified as one of these; customers never classified are `new` and of importance C. */
	profiles?: readonly PayerProfile[];
	importances?: readonly Importance[];
	openFromCents?: Cents;
	overdueFromCents?: Cents;
	/** Without a real credit report of any bureau on or after this day; only customers with a CPF or CNPJ. */
	noReportSince?: Day;
	/** Without a message under this key (see the Reminder's Message Key) on or after `day`. */
	noMessageSince?: { key: string; day: Day };
	/** Has paid at least one invoice. */
	hasPaid?: boolean;
	/** At most this many. */
	limit?: number;
}

/** A customer with where it stands today. */
export interface CustomerStanding {
	id: number;
	name: string;
	document: string | null;
	email: string | null;
	phone: string | null;
	state: string | null;
	city: string | null;
	postal_code: string | null;
	credit_limit_cents: Cents | null;
	credit_limit_until: Day | null;
	profile: PayerProfile | null;
	importance: Importance | null;
	score: number | null;
	classified_on: Day | null;
	open_count: number;
	open_cents: Cents;
	overdue_count: number;
	overdue_cents: Cents;
	last_report_on: Day | null;
	/** Of the invoice that was paid last; null while none was. */
	newest_paid_id: number | null;
}

/**
 * Customers that fit every given condition, with what they owe: the most important first (A, B, C), then who owes most.
 * An invoice is overdue once the last day on which it can be paid without being late has passed (Lei 7.089/1983).
 */
export async function listCustomers(db: LedgerDb, filter: CustomerFilter, { today, calendar }: { today: Day; calendar: Calendar }): Promise<CustomerStanding[]> {
	const lastLate = lastLateDueDate(calendar, today);
	const { rows } = await sql<CustomerStanding>`
		select c.id, c.name, c.document, c.email, c.phone, c.state, c.city, c.postal_code, c.credit_limit_cents, c.credit_limit_until,
			p.profile, p.importance, p.score, p.as_of as classified_on,
			coalesce(o.open_count, 0) as open_count, coalesce(o.open_cents, 0) as open_cents,
			coalesce(o.overdue_count, 0) as overdue_count, coalesce(o.overdue_cents, 0) as overdue_cents,
			(select max(r.answered_on) from credit_reports as r where r.document = c.document and r.is_test = 0) as last_report_on,
			(select i.id from invoices as i where i.customer_id = c.id and i.status = 'paid' order by i.paid_on desc, i.id desc limit 1) as newest_paid_id
		from customers as c
		left join customer_profiles as p on p.customer_id = c.id
		left join (
			select customer_id, count(*) as open_count, sum(amount_cents - paid_cents) as open_cents,
				sum(case when due_date <= ${lastLate} then 1 else 0 end) as overdue_count,
				sum(case when due_date <= ${lastLate} then amount_cents - paid_cents else 0 end) as overdue_cents
			from invoices where status = 'open' group by customer_id) as o on o.customer_id = c.id
		where ${conditions(filter)}
		order by coalesce(p.importance, 'C'), coalesce(o.open_cents, 0) desc, c.id
		${filter.limit === undefined ? sql`` : sql`limit ${filter.limit}`}
	`.execute(db);
	// PostgreSQL tells sums and counts as text.
	return rows.map((row) => ({
		...row,
		open_count: Number(row.open_count),
		open_cents: Number(row.open_cents),
		overdue_count: Number(row.overdue_count),
		overdue_cents: Number(row.overdue_cents),
	}));
}

function conditions(filter: CustomerFilter) {
	const all = [sql<boolean>`1 = 1`];
	if (filter.customer) all.push(fitsCustomer(filter.customer));
	if (filter.profiles?.length) all.push(sql`coalesce(p.profile, 'new') in (${sql.join(filter.profiles)})`);
	if (filter.importances?.length) all.push(sql`coalesce(p.importance, 'C') in (${sql.join(filter.importances)})`);
	if (filter.openFromCents !== undefined) all.push(sql`coalesce(o.open_cents, 0) >= ${filter.openFromCents}`);
	if (filter.overdueFromCents !== undefined) all.push(sql`coalesce(o.overdue_cents, 0) >= ${filter.overdueFromCents}`);
	if (filter.noReportSince !== undefined) {
		all.push(sql`c.document is not null and not exists (
			select 1 from credit_reports as r where r.document = c.document and r.is_test = 0 and r.answered_on >= ${filter.noReportSince})`);
	}
	if (filter.hasPaid) all.push(sql`exists (select 1 from invoices as i where i.customer_id = c.id and i.status = 'paid')`);
	if (filter.noMessageSince !== undefined) {
		const { key, day } = filter.noMessageSince;
		all.push(sql`not exists (
			select 1 from contacts as t where t.customer_id = c.id and t.claimed_on >= ${day} and t.state in (${sql.join(REACHED_STATES)})
				and exists (select 1 from claims as k where k.contact_id = t.id and k.step = ${key}))`);
	}
	return sql.join(all, sql` and `);
}
