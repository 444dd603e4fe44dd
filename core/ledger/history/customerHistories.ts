import { sql, type RawBuilder } from 'kysely';
import type { Calendar } from '../../calendar/Calendar';
import { addDays, type Day } from '../../calendar/day';
import type { CustomerHistory } from '../../history/CustomerHistory';
import { historyFromInvoices, type CustomerFacts, type InvoiceFacts, type PromiseFacts } from '../../history/fromInvoices';
import { ANSWER_DAYS, historyPeriods } from '../../history/periods';
import type { InvoiceStatus } from '../../items';
import type { Cents } from '../../money/cents';
import type { ContactState } from '../contacts/states';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';

/** Customers whose rows are in memory at a time. */
const BATCH = 1_000;

/** A message that arrived, as far as anybody knows. */
const ARRIVED: readonly ContactState[] = ['sent', 'delivered', 'read'];

export interface HistoryOptions {
	today: Day;
	calendar: Calendar;
	/** Also what all customers together were invoiced in 12 months, which takes a look at the whole ledger. */
	totalRevenue?: boolean;
}

/**
 * The histories of some customers, by id: their rows are read for a thousand of them at a time and told by
 * {@link historyFromInvoices}. For the whole portfolio see readHistories, which leaves the adding up to the database.
 */
export async function customerHistories(db: LedgerDb, engine: Engine, customerIds: readonly number[], options: HistoryOptions): Promise<Map<number, CustomerHistory>> {
	const histories = new Map<number, CustomerHistory>();
	const totalRevenueCents = options.totalRevenue ? await totalRevenue(db, options.today) : null;
	for (let start = 0; start < customerIds.length; start += BATCH) {
		const ids = customerIds.slice(start, start + BATCH);
		const rows = new RowsOf(db, jsonRows(engine, ids.map((id) => ({ id })), { id: 'integer' }), options.today);
		const customers = await rows.customers();
		const invoices = await rows.invoices();
		const answers = await rows.answers();
		for (const [id, customer] of customers) {
			const facts: CustomerFacts = { ...customer, totalRevenueCents, contacts: countContacts(await rows.contacts(), id, answers) };
			histories.set(id, historyFromInvoices(invoices.get(id) ?? [], options.today, options.calendar, facts));
		}
	}
	return histories;
}

interface ContactRow {
	customer_id: number;
	state: ContactState;
	claimed_on: Day;
	invoice_ids: string;
}

/** Days on which an invoice was paid, wholly or in part, or promised. */
type Answers = ReadonlyMap<number, readonly Day[]>;

function countContacts(contacts: ReadonlyMap<number, readonly ContactRow[]>, id: number, answers: Answers): NonNullable<CustomerFacts['contacts']> {
	const own = contacts.get(id) ?? [];
	const arrived = own.filter(({ state }) => ARRIVED.includes(state));
	const isAnswered = ({ claimed_on, invoice_ids }: ContactRow) =>
		(JSON.parse(invoice_ids) as number[]).some((invoiceId) => (answers.get(invoiceId) ?? []).some((day) => day >= claimed_on && day <= addDays(claimed_on, ANSWER_DAYS)));
	return { reached: arrived.length, answered: arrived.filter(isAnswered).length, bounced: own.filter(({ state }) => state === 'bounced').length };
}

/** The same sum as `revenue` of the histories of all customers. */
async function totalRevenue(db: LedgerDb, today: Day): Promise<Cents> {
	const { rows } = await sql<{ cents: number | null }>`
		select sum(amount_cents) as cents from invoices
		where status in ('open', 'paid') and coalesce(issue_date, due_date) > ${historyPeriods(today).yearAgo} and coalesce(issue_date, due_date) <= ${today}
	`.execute(db);
	return Number(rows[0].cents ?? 0);
}

/** What the ledger holds of some customers, a statement for each kind of it. */
class RowsOf {
	private read: Promise<ReadonlyMap<number, readonly ContactRow[]>> | null = null;

	constructor(
		private readonly db: LedgerDb,
		private readonly wanted: RawBuilder<{ id: number }>,
		private readonly today: Day,
	) {}

	async customers(): Promise<Map<number, CustomerFacts>> {
		const { rows } = await sql<{ id: number; since: Day | null; limit_cents: Cents | null; limit_until: Day | null; kept: number; broken: number; active: number; disputes: number; restricted: number | null; score: number | null; answered_on: Day | null }>`
			select c.id, c.customer_since as since, c.credit_limit_cents as limit_cents, c.credit_limit_until as limit_until,
				(select count(*) from agreements as a where a.customer_id = c.id and a.state = 'kept') as kept,
				(select count(*) from agreements as a where a.customer_id = c.id and a.state = 'broken') as broken,
				(select count(*) from agreements as a where a.customer_id = c.id and a.state = 'active') as active,
				(select count(*) from occurrences as o where o.customer_id = c.id and o.kind = 'dispute') as disputes,
				b.restricted, b.score, b.answered_on
			from ${this.wanted} as r join customers as c on c.id = r.id
			left join credit_reports as b on b.id = (
				select n.id from credit_reports as n where n.document = c.document order by n.answered_at desc, n.id desc limit 1)
		`.execute(this.db);
		return new Map(
			rows.map((row) => [
				row.id,
				{
					customerId: row.id,
					customerSince: row.since,
					creditLimit: { cents: row.limit_cents, until: row.limit_until },
					agreements: { kept: Number(row.kept), broken: Number(row.broken), active: Number(row.active) },
					disputes: Number(row.disputes),
					bureau: row.answered_on === null ? null : { restricted: row.restricted === 1, score: row.score, answeredOn: row.answered_on },
				},
			]),
		);
	}

	async invoices(): Promise<Map<number, InvoiceFacts[]>> {
		const promises = await this.promises();
		const { rows } = await sql<{ id: number; customer_id: number; issue_date: Day | null; due_date: Day; amount_cents: Cents; paid_cents: Cents; status: InvoiceStatus; paid_on: Day | null }>`
			select i.id, i.customer_id, i.issue_date, i.due_date, i.amount_cents, i.paid_cents, i.status, i.paid_on
			from ${this.wanted} as r join invoices as i on i.customer_id = r.id
		`.execute(this.db);
		return gather(rows, ({ customer_id }) => customer_id, (row) => ({
			issueDate: row.issue_date,
			dueDate: row.due_date,
			amountCents: row.amount_cents,
			paidCents: row.paid_cents,
			status: row.status,
			paidOn: row.paid_on,
			promises: promises.get(row.id) ?? [],
		}));
	}

	private async promises(): Promise<Map<number, PromiseFacts[]>> {
		const { rows } = await sql<{ invoice_id: number; until: Day; created_at: string }>`
			select p.invoice_id, p.until, p.created_at from ${this.wanted} as r join invoices as i on i.customer_id = r.id join promises as p on p.invoice_id = i.id order by p.id
		`.execute(this.db);
		return gather(rows, ({ invoice_id }) => invoice_id, ({ until, created_at }) => ({ until, madeAt: created_at }));
	}

	/** Reminders of the last 12 months. */
	async contacts(): Promise<ReadonlyMap<number, readonly ContactRow[]>> {
		return await (this.read ??= sql<ContactRow>`
			select t.customer_id, t.state, t.claimed_on, t.invoice_ids from ${this.wanted} as r join contacts as t on t.customer_id = r.id
			where t.purpose = 'reminder' and t.claimed_on > ${historyPeriods(this.today).yearAgo}
		`.execute(this.db).then(({ rows }) => gather(rows, ({ customer_id }) => customer_id, (row) => row)));
	}

	async answers(): Promise<Answers> {
		const { rows } = await sql<{ invoice_id: number; day: Day }>`
			select p.invoice_id, p.paid_on as day from ${this.wanted} as r join invoices as i on i.customer_id = r.id join payments as p on p.invoice_id = i.id
			union all
			select p.invoice_id, substr(p.created_at, 1, 10) as day from ${this.wanted} as r join invoices as i on i.customer_id = r.id join promises as p on p.invoice_id = i.id
		`.execute(this.db);
		return gather(rows, ({ invoice_id }) => invoice_id, ({ day }) => day);
	}
}

function gather<Row, Value>(rows: readonly Row[], keyOf: (row: Row) => number, valueOf: (row: Row) => Value): Map<number, Value[]> {
	const found = new Map<number, Value[]>();
	for (const row of rows) {
		const known = found.get(keyOf(row));
		if (known) known.push(valueOf(row));
		else found.set(keyOf(row), [valueOf(row)]);
	}
	return found;
}
