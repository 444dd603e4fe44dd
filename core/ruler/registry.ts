import { sql } from 'kysely';
import type { Day } from '../calendar/day';
import { jsonRows } from '../ledger/jsonRows';
import type { Engine, LedgerDb } from '../ledger/Ledger';
import { lockRulers } from '../ledger/locks';
import { lockPositions } from '../ledger/positions';
import type { Instant } from '../ledger/schema';

export interface RegisteredRuler {
	id: number;
	stepsHash: string;
}

/** The ruler as the ledger knows it, or null when it has never run. */
export async function findRuler(db: LedgerDb, key: string): Promise<RegisteredRuler | null> {
	const row = await db.selectFrom('rulers').select(['id', 'steps_hash']).where('key', '=', key).executeTakeFirst();
	return row ? { id: row.id, stepsHash: row.steps_hash } : null;
}

/** Makes the ruler known, so that invoices imported from now on come before it. Call inside a transaction. */
export async function registerRuler(db: LedgerDb, engine: Engine, key: string, at: Instant): Promise<RegisteredRuler> {
	await lockRulers(db, engine, 'exclusive');
	await db
		.insertInto('rulers')
		.values({ key, steps_hash: '', created_at: at })
		.onConflict((conflict) => conflict.column('key').doNothing())
		.execute();
	const ruler = await findRuler(db, key);
	if (!ruler) throw new Error(`ruler ${key} was not written`);
	return ruler;
}

/** Remembers the steps that the positions fit; an empty hash makes the next run look at every invoice. */
export async function rememberSteps(db: LedgerDb, rulerId: number, stepsHash: string): Promise<void> {
	await db.updateTable('rulers').set({ steps_hash: stepsHash }).where('id', '=', rulerId).execute();
}

/** What a run changes about an invoice's place on the ruler. */
export interface PositionChange {
	invoiceId: number;
	enrolledOn: Day;
	nextOn: Day | null;
	/** The revision that the decision was taken on. */
	revision: number;
}

/**
 * Writes positions down, new and known ones alike. The day of enrolment never changes once it is set. A position
 * that was marked to be looked at again since it was read stays marked: the decision is out of date.
 */
export async function writePositions(db: LedgerDb, engine: Engine, rulerId: number, changes: readonly PositionChange[]): Promise<void> {
	if (changes.length === 0) return;
	const rows = jsonRows(
		engine,
		changes.map(({ invoiceId, enrolledOn, nextOn, revision }) => ({ invoice_id: invoiceId, enrolled_on: enrolledOn, next_on: nextOn, revision })),
		{ invoice_id: 'integer', enrolled_on: 'text', next_on: 'text', revision: 'integer' },
	);
	await sql`
		insert into positions as p (ruler_id, invoice_id, enrolled_on, next_on, revision)
		select ${sql.lit(rulerId)}, r.invoice_id, r.enrolled_on, r.next_on, r.revision from ${rows} as r where true order by r.invoice_id
		on conflict (ruler_id, invoice_id) do update set
			enrolled_on = coalesce(p.enrolled_on, excluded.enrolled_on), next_on = excluded.next_on
		where p.revision = excluded.revision
	`.execute(db);
}

/**
 * Takes the invoices that leave by a step, when leaving is limited: to once a day, or to once at all. Of two
 * runs at the same moment one gets each invoice. Returns the ids that this run may let out.
 */
export async function takeLeaving(
	db: LedgerDb,
	engine: Engine,
	rulerId: number,
	leaving: ReadonlyArray<{ invoiceId: number; stepDay: number }>,
	repeat: 'once_a_day' | 'never',
	today: Day,
): Promise<Set<number>> {
	await lockPositions(db, engine, leaving.map(({ invoiceId }) => invoiceId));
	const rows = jsonRows(
		engine,
		leaving.map(({ invoiceId, stepDay }) => ({ ruler_id: rulerId, invoice_id: invoiceId, step_day: stepDay })),
		{ ruler_id: 'integer', invoice_id: 'integer', step_day: 'integer' },
	);
	const done = repeat === 'never' ? sql`, done_day = r.step_day` : sql``;
	const free =
		repeat === 'never'
			? sql`(positions.done_day is null or positions.done_day < r.step_day)`
			: sql`(positions.routed_on is null or positions.routed_on <> ${today})`;
	const taken = await sql<{ invoice_id: number }>`
		update positions set routed_on = ${today}${done} from ${rows} as r
		where positions.ruler_id = r.ruler_id and positions.invoice_id = r.invoice_id and ${free}
		returning positions.invoice_id
	`.execute(db);
	return new Set(taken.rows.map(({ invoice_id }) => invoice_id));
}
