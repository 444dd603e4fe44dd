import { sql } from 'kysely';
import { wallClock, type Day } from '../../calendar/day';
import type { InvoiceStatus } from '../../items';
import type { ListingFacts, ListingNotice } from '../../listing/facts';
import { IN_FORCE, TAKEN_BACK, type ListingState } from '../../listing/states';
import type { Cents } from '../../money/cents';
import type { ContactState } from '../contacts/states';
import { balanceCents } from '../invoices/toItem';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';
import type { Instant } from '../schema';
import { inAgreement } from './agreement';

interface InvoiceFactsRow {
	id: number;
	number: string;
	due_date: Day;
	status: InvoiceStatus;
	status_note: string | null;
	paid_on: Day | null;
	amount_cents: Cents;
	paid_cents: Cents;
	promised_until: Day | null;
	in_agreement: number;
	gateway: string | null;
	excluded_until: Day | null;
	document: string | null;
}

/** What the guards of a listing read, of the invoices with these ids, in three statements. `timeZone` is the creditor's. */
export async function readListingFacts(db: LedgerDb, engine: Engine, ids: readonly number[], timeZone: string): Promise<Map<number, ListingFacts>> {
	const wanted = () => jsonRows(engine, ids.map((id) => ({ id })), { id: 'integer' });
	const invoices = await sql<InvoiceFactsRow>`
		select i.id, i.number, i.due_date, i.status, i.status_note, i.paid_on, i.amount_cents, i.paid_cents, i.promised_until,
			${inAgreement('i')} as in_agreement, case when i.gateway_id is not null then i.gateway end as gateway, c.excluded_until, c.document
		from ${wanted()} as r join invoices as i on i.id = r.id join customers as c on c.id = i.customer_id
	`.execute(db);
	// By the invoices: SQLite would otherwise go through every listing in these states.
	const listings = await sql<{ id: number; invoice_id: number; state: ListingState; provider: string; requested_on: Day; removed_on: Day | null }>`
		select l.id, l.invoice_id, l.state, l.provider, l.requested_on, l.removed_on from ${wanted()} as r cross join listings as l
		where l.invoice_id = r.id and l.state in (${sql.join([...IN_FORCE, TAKEN_BACK])})
	`.execute(db);
	const notices = await readNotices(db, engine, ids, timeZone);
	const listingOf = new Map(listings.rows.filter(({ state }) => state !== TAKEN_BACK).map((row) => [row.invoice_id, row]));
	const takenBackOn = new Map<number, Day>();
	for (const { invoice_id: id, state, removed_on: on } of listings.rows) {
		if (state === TAKEN_BACK && on !== null && on > (takenBackOn.get(id) ?? '')) takenBackOn.set(id, on);
	}
	return new Map(
		invoices.rows.map((row) => {
			const listing = listingOf.get(row.id);
			return [
				row.id,
				{
					invoiceId: row.id,
					number: row.number,
					dueDate: row.due_date,
					status: row.status,
					statusNote: row.status_note,
					paidOn: row.paid_on,
					balanceCents: balanceCents(row),
					promisedUntil: row.promised_until,
					inAgreement: Number(row.in_agreement) === 1,
					excludedUntil: row.excluded_until,
					document: row.document,
					notices: notices.get(row.id) ?? [],
					listing: listing ? { id: listing.id, state: listing.state, provider: listing.provider, requestedOn: listing.requested_on } : null,
					takenBackOn: takenBackOn.get(row.id) ?? null,
					gateway: row.gateway,
				},
			];
		}),
	);
}

const PROVEN: readonly (ContactState | null)[] = ['delivered', 'read'];
const FAILED: readonly (ContactState | null)[] = ['failed', 'bounced'];

/** The notices of each invoice. One that a Reminder sent proves its own delivery once the channel has told of it. */
async function readNotices(db: LedgerDb, engine: Engine, ids: readonly number[], timeZone: string): Promise<Map<number, ListingNotice[]>> {
	const rows = jsonRows(engine, ids.map((id) => ({ id })), { id: 'integer' });
	const found = await sql<{ id: number; invoice_id: number; channel: string; sent_on: Day; delivered_on: Day | null; contact_state: ContactState | null; finished_at: Instant | null }>`
		select n.id, n.invoice_id, n.channel, n.sent_on, n.delivered_on, t.state as contact_state, t.finished_at
		from ${rows} as r join listing_notices as n on n.invoice_id = r.id left join contacts as t on t.id = n.contact_id
		order by n.sent_on, n.id
	`.execute(db);
	const notices = new Map<number, ListingNotice[]>();
	for (const { id, invoice_id, channel, sent_on, delivered_on, contact_state, finished_at } of found.rows) {
		const told = PROVEN.includes(contact_state) && finished_at !== null ? wallClock(new Date(finished_at), timeZone).day : null;
		const notice: ListingNotice = { id, channel, sentOn: sent_on, deliveredOn: delivered_on ?? told, failed: FAILED.includes(contact_state) && delivered_on === null };
		notices.set(invoice_id, [...(notices.get(invoice_id) ?? []), notice]);
	}
	return notices;
}
