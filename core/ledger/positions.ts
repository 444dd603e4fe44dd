import { sql } from 'kysely';
import { jsonRows } from './jsonRows';
import type { Engine, LedgerDb } from './Ledger';
import { lockRulers } from './locks';

/** `next_on` of an invoice that a ruler must look at whatever the day is. */
export const LOOK_NOW = '0001-01-01';

/** Puts new invoices before every ruler, so that a ruler need not search the portfolio for what it has not seen. */
export async function lookAtNew(db: LedgerDb, engine: Engine, invoiceIds: readonly number[]): Promise<void> {
	if (invoiceIds.length === 0 || !(await hasRulers(db, engine))) return;
	const rows = jsonRows(engine, invoiceIds.map((id) => ({ id })), { id: 'integer' });
	await sql`
		insert into positions (ruler_id, invoice_id, next_on)
		select u.id, r.id, ${LOOK_NOW} from ${rows} as r cross join rulers as u where true
		on conflict (ruler_id, invoice_id) do nothing
	`.execute(db);
}

/** The newest step carried out (or under way) for the due date that the invoice of position `p` has now. */
const DONE_FOR_DUE_DATE = sql`(
	select max(k.step_day) from claims as k join invoices as i on i.id = k.invoice_id and i.due_date = k.due_date
	where k.invoice_id = p.invoice_id and k.state = 'held' and k.ruler = (select u.key from rulers as u where u.id = p.ruler_id))`;

/**
 * Makes every ruler look at the invoices again at its next run: their due date changed, or they are open
 * again. With `restart` the steps start over, as they must for a new due date, or go on where they were when
 * the invoice had that due date before. A run that is under way and has read an invoice already does not
 * undo this: see `revision`.
 */
export async function lookAgain(
	db: LedgerDb,
	engine: Engine,
	invoiceIds: readonly number[],
	options: { restart: boolean },
): Promise<void> {
	if (invoiceIds.length === 0 || !(await hasRulers(db, engine))) return;
	const rows = jsonRows(engine, invoiceIds.map((id) => ({ id })), { id: 'integer' });
	const done = options.restart ? sql`, done_day = ${DONE_FOR_DUE_DATE}, routed_on = null` : sql``;
	// A ruler's first run may have read an invoice that it has no position for yet: that one is written here.
	await sql`
		insert into positions as p (ruler_id, invoice_id, next_on, revision)
		select u.id, r.id, ${LOOK_NOW}, 1 from ${rows} as r cross join rulers as u where true order by r.id, u.id
		on conflict (ruler_id, invoice_id) do update set next_on = ${LOOK_NOW}, revision = p.revision + 1${done}
	`.execute(db);
}

/** Whether anybody has ever run a ruler on the ledger; holds back who would add the first one until the transaction ends. */
export async function hasRulers(db: LedgerDb, engine: Engine): Promise<boolean> {
	await lockRulers(db, engine, 'shared');
	return (await db.selectFrom('rulers').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/**
 * Takes the positions of invoices before they are written, always in the same order. Without it two PostgreSQL
 * transactions that write several of the same could each wait for the other.
 */
export async function lockPositions(db: LedgerDb, engine: Engine, invoiceIds: readonly number[]): Promise<void> {
	if (engine === 'sqlite' || invoiceIds.length === 0) return;
	const rows = jsonRows(engine, invoiceIds.map((id) => ({ id })), { id: 'integer' });
	await sql`
		select 1 from positions as p where p.invoice_id in (select r.id from ${rows} as r)
		order by p.invoice_id, p.ruler_id for no key update of p
	`.execute(db);
}
