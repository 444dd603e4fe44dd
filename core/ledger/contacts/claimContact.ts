import { sql } from 'kysely';
import type { Day } from '../../calendar/day';
import type { Cents } from '../../money/cents';
import { claimKey } from '../../ruler/stepId';
import { jsonRows } from '../jsonRows';
import { inTransaction, type Ledger, type LedgerDb } from '../Ledger';
import { forUpdateOf } from '../locks';
import { lockPositions } from '../positions';
import type { Instant, InvoiceRow } from '../schema';
import { WORKER_ID } from '../worker';

/** An invoice as the message that is about to go out tells it. */
export interface CoveredInvoice {
	invoiceId: number;
	/** The step's id; it is claimed by its day alone: see claimKey. */
	step: string;
	stepDay: number;
	dueDate: Day;
	balanceCents: Cents;
	/** The invoice's own terms: they decide the amount that the message says. */
	terms: string | null;
}

/** How the payment of a Pix code is told in a bank statement. */
export interface PixTxid {
	txid: string;
	invoiceIds: readonly number[];
}

export interface ContactClaim {
	ruler: string;
	channel: string;
	customerId: number;
	recipient: string;
	subject: string;
	messageId: string;
	/** The Pix codes of ours that the message carries, and what each pays. */
	pixTxids?: readonly PixTxid[];
	invoices: readonly CoveredInvoice[];
	/** Reminders go out for what is open, thanks for what is paid. */
	purpose: 'reminder' | 'thanks';
	/** How often in all a message is tried that the server refuses for now. */
	maxAttempts: number;
	at: Instant;
	today: Day;
	leaseMinutes: number;
}

/** Why an invoice must not be in the message after all. */
export type RefusedReason =
	| 'already_contacted'
	| 'attempts_exhausted'
	| 'paid'
	| 'not_paid'
	| 'cancelled'
	| 'disputed'
	| 'in_agreement'
	| 'promised'
	| 'excluded'
	| 'changed'
	| 'not_in_ledger';

export interface Refused {
	invoiceId: number;
	reason: RefusedReason;
}

export type ClaimResult = { contactId: number } | { refused: Refused[] };

/**
 * Claims a message, in one committed transaction, before it is given to the provider. Either every invoice
 * of it is claimed, or none and `refused` says which ones stand in the way; the caller leaves those out,
 * writes the message anew and claims again. Each invoice is read again here: what was paid, disputed,
 * promised or changed since the message was written is refused.
 */
export async function claimContact(ledger: Ledger, claim: ContactClaim): Promise<ClaimResult> {
	// Always in the same order, so that two messages over the same invoices wait for each other instead of
	// each holding what the other needs.
	const covered = [...claim.invoices].sort((a, b) => a.invoiceId - b.invoiceId || a.stepDay - b.stepDay);
	try {
		return await inTransaction(ledger, async (db) => await claimAll(db, ledger, claim, covered));
	} catch (error) {
		if (error instanceof RefusedClaim) return { refused: error.refused };
		throw error;
	}
}

/** Thrown inside the transaction so that a claim that cannot be whole leaves nothing behind. */
class RefusedClaim extends Error {
	constructor(readonly refused: Refused[]) {
		super('claim refused');
	}
}

async function claimAll(db: LedgerDb, ledger: Ledger, claim: ContactClaim, covered: CoveredInvoice[]): Promise<ClaimResult> {
	const unfit = await findUnfit(db, ledger, claim, covered);
	if (unfit.length > 0) throw new RefusedClaim(unfit);
	const { id: contactId } = await db
		.insertInto('contacts')
		.values({
			customer_id: claim.customerId,
			channel: claim.channel,
			ruler: claim.ruler,
			steps: [...new Set(covered.map(({ step }) => step))].join(', '),
			purpose: claim.purpose,
			recipient: claim.recipient,
			subject: claim.subject,
			message_id: claim.messageId,
			pix_txids: claim.pixTxids && claim.pixTxids.length > 0 ? JSON.stringify(claim.pixTxids) : null,
			invoice_ids: JSON.stringify(covered.map(({ invoiceId }) => invoiceId)),
			state: 'claimed',
			attempt: 1,
			claimed_by: WORKER_ID,
			claimed_at: claim.at,
			claimed_on: claim.today,
			lease_until: new Date(Date.parse(claim.at) + claim.leaseMinutes * 60_000).toISOString(),
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const taken = await takeClaims(db, ledger, claim, covered, contactId);
	if (taken.length < covered.length) throw new RefusedClaim(await whyTaken(db, claim, covered, taken));
	await lockPositions(db, ledger.engine, covered.map(({ invoiceId }) => invoiceId));
	await rememberDone(db, claim.ruler, contactId);
	await markDone(db, ledger, claim.ruler, covered);
	const attempt = Math.max(...taken.map((row) => row.attempt));
	if (attempt > 1) await db.updateTable('contacts').set({ attempt }).where('id', '=', contactId).execute();
	return { contactId };
}

async function findUnfit(db: LedgerDb, ledger: Ledger, claim: ContactClaim, covered: CoveredInvoice[]): Promise<Refused[]> {
	const rows = jsonRows(ledger.engine, covered.map(({ invoiceId }) => ({ id: invoiceId })), { id: 'integer' });
	const found = await sql<InvoiceRow & { excluded_until: Day | null }>`
		select i.*, c.excluded_until from invoices as i join customers as c on c.id = i.customer_id
		where i.id in (select r.id from ${rows} as r) order by i.id ${forUpdateOf(ledger.engine, 'i')}
	`.execute(db);
	const byId = new Map(found.rows.map((invoice) => [invoice.id, invoice]));
	return covered.flatMap((cover) => {
		const reason = whyUnfit(byId.get(cover.invoiceId), cover, claim);
		return reason ? [{ invoiceId: cover.invoiceId, reason }] : [];
	});
}

function whyUnfit(invoice: (InvoiceRow & { excluded_until: Day | null }) | undefined, cover: CoveredInvoice, claim: ContactClaim): RefusedReason | null {
	if (!invoice) return 'not_in_ledger';
	if (claim.purpose === 'thanks') return invoice.status === 'paid' ? null : 'not_paid';
	if (invoice.status !== 'open') return invoice.status;
	if (invoice.agreement_id !== null) return 'in_agreement';
	if (invoice.promised_until !== null && invoice.promised_until >= claim.today) return 'promised';
	if (invoice.excluded_until !== null && invoice.excluded_until >= claim.today) return 'excluded';
	const isSame = invoice.due_date === cover.dueDate && invoice.amount_cents - invoice.paid_cents === cover.balanceCents && invoice.terms === cover.terms;
	if (!isSame) return 'changed';
	return null;
}

async function takeClaims(
	db: LedgerDb,
	ledger: Ledger,
	claim: ContactClaim,
	covered: CoveredInvoice[],
	contactId: number,
): Promise<Array<{ invoice_id: number; step: string; attempt: number }>> {
	const rows = jsonRows(
		ledger.engine,
		covered.map(({ invoiceId, step, stepDay, dueDate }) => ({ invoice_id: invoiceId, step: claimKey(step), step_day: stepDay, due_date: dueDate })),
		{ invoice_id: 'integer', step: 'text', step_day: 'integer', due_date: 'text' },
	);
	const taken = await sql<{ invoice_id: number; step: string; attempt: number }>`
		insert into claims as k (ruler, step, channel, invoice_id, due_date, contact_id, state, attempt, step_day)
		select ${claim.ruler}, r.step, ${claim.channel}, r.invoice_id, r.due_date, cast(${contactId} as bigint), 'held', 1, r.step_day
		from ${rows} as r where true order by r.invoice_id
		on conflict (ruler, step, channel, invoice_id, due_date) do update set
			contact_id = excluded.contact_id, state = 'held', attempt = k.attempt + 1
		where k.state = 'released' and k.attempt < ${sql.lit(claim.maxAttempts)}
		returning invoice_id, step, attempt
	`.execute(db);
	return taken.rows;
}

async function whyTaken(
	db: LedgerDb,
	claim: ContactClaim,
	covered: CoveredInvoice[],
	taken: ReadonlyArray<{ invoice_id: number; step: string }>,
): Promise<Refused[]> {
	const got = new Set(taken.map(({ invoice_id, step }) => `${invoice_id} ${step}`));
	const missing = covered.filter(({ invoiceId, step }) => !got.has(`${invoiceId} ${claimKey(step)}`));
	const refused: Refused[] = [];
	for (const { invoiceId, step, dueDate } of missing) {
		const held = await db
			.selectFrom('claims')
			.select('state')
			.where('ruler', '=', claim.ruler)
			.where('step', '=', claimKey(step))
			.where('channel', '=', claim.channel)
			.where('invoice_id', '=', invoiceId)
			.where('due_date', '=', dueDate)
			.executeTakeFirst();
		refused.push({ invoiceId, reason: held?.state === 'released' ? 'attempts_exhausted' : 'already_contacted' });
	}
	return refused;
}

/**
 * Keeps what was done before the claim, to be put back if it is released. Only once the positions are locked: a claim that
 * waited for another one's release would otherwise remember the step that was just given back, and bury it.
 */
async function rememberDone(db: LedgerDb, ruler: string, contactId: number): Promise<void> {
	await sql`
		update claims set previous_done_day = (
			select p.done_day from positions as p join rulers as u on u.id = p.ruler_id where u.key = ${ruler} and p.invoice_id = claims.invoice_id)
		where contact_id = ${contactId} and state = 'held'
	`.execute(db);
}

/** The step counts as carried out from the claim on: killed right after it, nothing may be sent again. */
async function markDone(db: LedgerDb, ledger: Ledger, ruler: string, covered: CoveredInvoice[]): Promise<void> {
	const rows = jsonRows(
		ledger.engine,
		covered.map(({ invoiceId, stepDay }) => ({ invoice_id: invoiceId, step_day: stepDay })),
		{ invoice_id: 'integer', step_day: 'integer' },
	);
	await sql`
		update positions set done_day = r.step_day from ${rows} as r cross join rulers as u
		where u.key = ${ruler} and positions.ruler_id = u.id and positions.invoice_id = r.invoice_id
			and (positions.done_day is null or positions.done_day < r.step_day)
	`.execute(db);
}
