import { sql, type RawBuilder } from 'kysely';
import { addDays, type Day } from '../calendar/day';
import { REACHED_STATES } from '../ledger/contacts/states';
import { jsonRows } from '../ledger/jsonRows';
import type { Engine, LedgerDb } from '../ledger/Ledger';
import { UNCLASSIFIED } from './segments';
import type { ContactCount, InvoiceFacts } from './types';

/** Rows a query reads at a time: bounds the memory of a run over any portfolio. */
const BATCH = 10_000;

/** An invoice's facts and the position the ledger has for it. */
export interface Candidate extends InvoiceFacts {
	/** Null when the invoice has no position on the ruler yet. */
	nextOn: Day | null;
	hasPosition: boolean;
	/** Of the position as it was read; 0 when there is none. */
	revision: number;
}

interface FactsRow extends InvoiceFacts {
	nextOn: Day | null;
	positionOf: number | null;
	revision: number | null;
}

/** What a run reads of each invoice besides its step dates. */
export interface Reading {
	/** How its customer was classified, too: only a ruler whose steps ask for it pays for that. */
	segments: boolean;
}

const FACTS = sql`i.id as "invoiceId", i.customer_id as "customerId", i.due_date as "dueDate",
	i.amount_cents - i.paid_cents as "balanceCents", i.status as "status", i.promised_until as "promisedUntil", i.agreement_id as "agreementId",
	c.excluded_until as "excludedUntil", c.state as "customerState", c.city as "customerCity", c.postal_code as "customerPostalCode", p.enrolled_on as "enrolledOn", p.done_day as "doneDay",
	p.routed_on as "routedOn", p.next_on as "nextOn", p.invoice_id as "positionOf", p.revision as "revision"`;

const facts = ({ segments }: Reading) =>
	segments
		? sql`${FACTS}, coalesce(f.profile, ${sql.lit(UNCLASSIFIED.profile)}) as "profile", coalesce(f.importance, ${sql.lit(UNCLASSIFIED.importance)}) as "importance"`
		: sql`${FACTS}, ${sql.lit(UNCLASSIFIED.profile)} as "profile", ${sql.lit(UNCLASSIFIED.importance)} as "importance"`;
const profiles = ({ segments }: Reading) => (segments ? sql`left join customer_profiles as f on f.customer_id = i.customer_id` : sql``);

/** The invoices that the ruler has to look at today: those whose `next_on` has come. Cost grows with them alone. */
export async function* dueCandidates(db: LedgerDb, rulerId: number, today: Day, reading: Reading): AsyncGenerator<Candidate[]> {
	let after: { nextOn: Day; invoiceId: number } = { nextOn: '', invoiceId: 0 };
	for (;;) {
		const rows = await read(db, sql`
			select ${facts(reading)} from positions as p join invoices as i on i.id = p.invoice_id join customers as c on c.id = i.customer_id ${profiles(reading)}
			where p.ruler_id = ${rulerId} and p.next_on <= ${today} and (p.next_on, p.invoice_id) > (${after.nextOn}, ${after.invoiceId})
			order by p.next_on, p.invoice_id limit ${BATCH}`);
		if (rows.length > 0) yield rows;
		const last = rows.at(-1);
		if (rows.length < BATCH || !last) return;
		after = { nextOn: last.nextOn as Day, invoiceId: last.invoiceId };
	}
}

/** Every invoice of the ledger: for a ruler that is new, or whose steps have changed. */
export async function* allCandidates(db: LedgerDb, rulerId: number | null, reading: Reading): AsyncGenerator<Candidate[]> {
	let after = 0;
	for (;;) {
		const rows = await read(db, sql`
			select ${facts(reading)} from invoices as i join customers as c on c.id = i.customer_id
			left join positions as p on p.invoice_id = i.id and p.ruler_id = ${rulerId ?? -1} ${profiles(reading)}
			where i.id > ${after} order by i.id limit ${BATCH}`);
		if (rows.length > 0) yield rows;
		const last = rows.at(-1);
		if (rows.length < BATCH || !last) return;
		after = last.invoiceId;
	}
}

/** The invoices with these ids. */
export async function* givenCandidates(db: LedgerDb, engine: Engine, rulerId: number | null, ids: readonly number[], reading: Reading): AsyncGenerator<Candidate[]> {
	for (let start = 0; start < ids.length; start += BATCH) {
		const wanted = jsonRows(engine, ids.slice(start, start + BATCH).map((id) => ({ id })), { id: 'integer' });
		yield await read(db, sql`
			select ${facts(reading)} from ${wanted} as r join invoices as i on i.id = r.id join customers as c on c.id = i.customer_id
			left join positions as p on p.invoice_id = i.id and p.ruler_id = ${rulerId ?? -1} ${profiles(reading)}`);
	}
}

async function read(db: LedgerDb, query: RawBuilder<unknown>): Promise<Candidate[]> {
	const { rows } = await (query as RawBuilder<FactsRow>).execute(db);
	return rows.map(({ positionOf, ...known }) => ({ ...known, hasPosition: positionOf !== null, revision: known.revision ?? 0 }));
}

/**
 * Reminders of today and of the last seven days (today included) that reached each customer, or may have. Without
 * `wholeWeek` only today's are read, and `week` tells no more than `today`.
 */
export async function countContacts(db: LedgerDb, today: Day, wholeWeek = true): Promise<Map<number, ContactCount>> {
	// Conditions and grouping are written so that SQLite takes the index by day: any other walks the whole history.
	const counts = sql`purpose = 'reminder' and state in (${sql.join(REACHED_STATES)})`;
	const { rows } = await sql<{ customer_id: number; week: number; today: number }>`
		select customer_id + 0 as customer_id, sum(case when ${counts} then 1 else 0 end) as week,
			sum(case when ${counts} and claimed_on = ${today} then 1 else 0 end) as today
		from contacts where claimed_on >= ${wholeWeek ? addDays(today, -6) : today} group by customer_id + 0
	`.execute(db);
	return new Map(rows.map(({ customer_id, week, today: ofToday }) => [customer_id, { week: Number(week), today: Number(ofToday) }]));
}
