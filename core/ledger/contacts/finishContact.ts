import { sql, type RawBuilder } from 'kysely';
import { withoutWaiting } from '../engine/tuning';
import { inTransaction, type Engine, type Ledger, type LedgerDb } from '../Ledger';
import { forUpdateOf } from '../locks';
import { lockPositions, LOOK_NOW } from '../positions';
import type { Instant } from '../schema';
import type { ContactState } from './states';

export type ContactOutcome =
	| { state: 'sent' }
	/** Refused for good: the step counts as carried out, and the provider's words are kept. */
	| { state: 'failed'; reason: string }
	/** Certainly not sent: the step comes back at a later run, as often as the claim allows. */
	| { state: 'retry'; reason: string; maxAttempts: number }
	/** Nobody's message could have gone out (server down, login refused): the step comes back, and no attempt is counted. */
	| { state: 'postponed'; reason: string }
	| { state: 'unknown'; reason: string };

/** States from which an outcome may still be written: a claim, or one that was given up too early. */
const OPEN_STATES: ContactState[] = ['claimed', 'unknown'];

/**
 * Writes down how a claimed contact ended and returns the state it is in now. A contact that was settled
 * meanwhile is left as it is.
 */
export async function finishContact(ledger: Ledger, contactId: number, outcome: ContactOutcome, at: Instant): Promise<ContactState> {
	if (outcome.state === 'postponed') {
		return await inTransaction(ledger, async (db) => {
			if (!(await setState(db, contactId, 'failed', outcome.reason, at))) return await stateOf(db, contactId);
			await releaseClaims(db, ledger.engine, contactId, { attempts: 'uncounted' });
			return 'failed';
		});
	}
	if (outcome.state !== 'retry') {
		// Lost in a power cut, it is a contact whose outcome nobody knows: listed, and not sent again.
		const changed = await withoutWaiting(ledger, async (db) => await setState(db, contactId, outcome.state, outcome.state === 'sent' ? null : outcome.reason, at));
		return changed ? outcome.state : await stateOf(ledger.db, contactId);
	}
	const { reason: words, maxAttempts } = outcome;
	return await inTransaction(ledger, async (db) => {
		const contact = await db.selectFrom('contacts').select('attempt').where('id', '=', contactId).executeTakeFirstOrThrow();
		const last = contact.attempt >= maxAttempts;
		const reason = last ? `${words} (desistimos após ${contact.attempt} tentativas)` : `${words} (tentativa ${contact.attempt} de ${maxAttempts})`;
		if (!(await setState(db, contactId, 'failed', reason, at))) return await stateOf(db, contactId);
		if (!last) await releaseClaims(db, ledger.engine, contactId);
		return 'failed';
	});
}

async function stateOf(db: LedgerDb, contactId: number): Promise<ContactState> {
	return (await db.selectFrom('contacts').select('state').where('id', '=', contactId).executeTakeFirstOrThrow()).state;
}

async function setState(db: LedgerDb, contactId: number, state: ContactState, reason: string | null, at: Instant): Promise<boolean> {
	const result = await db
		.updateTable('contacts')
		.set({ state, reason, finished_at: at })
		.where('id', '=', contactId)
		.where('state', 'in', OPEN_STATES)
		.executeTakeFirst();
	return Number(result.numUpdatedRows) > 0;
}

const ATTEMPTS_LEFT = { counted: sql<number>`attempt`, uncounted: sql<number>`attempt - 1`, forgotten: sql<number>`0` };

/**
 * The newest step that stays carried out without the claim: another claim's, or what was done before it, unless
 * that was given back since.
 */
function doneWithout(claim: string): RawBuilder<number | null> {
	const k = sql.ref(claim);
	const same = sql`c.ruler = ${k}.ruler and c.invoice_id = ${k}.invoice_id and c.due_date = ${k}.due_date`;
	const held = sql`(select max(c.step_day) from claims as c where ${same} and c.contact_id <> ${k}.contact_id and c.state = 'held')`;
	const before = sql`(case when exists (select 1 from claims as c where ${same} and c.step_day = ${k}.previous_done_day and c.state = 'released')
		then null else ${k}.previous_done_day end)`;
	return sql<number | null>`case when ${held} > coalesce(${before}, ${held} - 1) then ${held} else ${before} end`;
}

/**
 * Gives the steps of a message that did not go out back to the ruler. An invoice that has another due date by
 * now has started over, and keeps what was done since.
 */
export async function releaseClaims(
	db: LedgerDb,
	engine: Engine,
	contactId: number,
	options: { attempts: 'counted' | 'uncounted' | 'forgotten' } = { attempts: 'counted' },
): Promise<void> {
	// In the order in which claims are made.
	const held = await sql<{ invoice_id: number }>`
		select k.invoice_id from claims as k where k.contact_id = ${contactId} and k.state = 'held'
		order by k.invoice_id, k.step_day ${forUpdateOf(engine, 'k')}
	`.execute(db);
	await lockPositions(db, engine, held.rows.map(({ invoice_id }) => invoice_id));
	await sql`
		update positions set done_day = ${doneWithout('k')}, next_on = ${LOOK_NOW}, revision = revision + 1 from claims as k
		where k.contact_id = ${contactId} and k.state = 'held' and positions.invoice_id = k.invoice_id
			and positions.done_day = k.step_day and k.due_date = (select i.due_date from invoices as i where i.id = k.invoice_id)
			and positions.ruler_id = (select u.id from rulers as u where u.key = k.ruler)
	`.execute(db);
	await db
		.updateTable('claims')
		.set({ state: 'released', attempt: ATTEMPTS_LEFT[options.attempts] })
		.where('contact_id', '=', contactId)
		.where('state', '=', 'held')
		.execute();
}
