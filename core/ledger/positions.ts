import { sql } from 'kysely';
import { jsonRows } from './jsonRows';
import type { Engine, LedgerDb } from './Ledger';
import { lockRulers } from './locks';

/** `next_on` of an invoice that a ruler must look at whatever the day is. */
export const LOOK_NOW = '0001-01-01';

/** Puts new invoices before every ruler, so that a ruler need not search the portfolio for what it has not seen. */
export async function lookAtNew(db: LedgerDb, engine: Engine, invoiceIds: readonly number[]): Promise<void> {
	if (invoiceIds.length === 0) return;
	await lockRulers(db, engine, 'shared');
	const rulers = await db.selectFrom('rulers').select('id').execute();
	if (rulers.length === 0) return;
	const rows = jsonRows(engine, invoiceIds.map((id) => ({ id })), { id: 'integer' });
	await sql`
		insert into positions (ruler_id, invoice_id, next_on)
		select u.id, r.id, ${LOOK_NOW} from ${rows} as r cross join rulers as u where true
		on conflict (ruler_id, invoice_id) do nothing
	`.execute(db);
}

/**
 * Makes every ruler look at the invoices again at its next run: their due date changed, or they are open
 * again. With `forgetDone` the steps start over, as they must for a new due date.
 */
export async function lookAgain(
	db: LedgerDb,
	engine: Engine,
	invoiceIds: readonly number[],
	options: { forgetDone: boolean },
): Promise<void> {
	if (invoiceIds.length === 0) return;
	const rows = jsonRows(engine, invoiceIds.map((id) => ({ id })), { id: 'integer' });
	const done = options.forgetDone ? sql`, done_day = null, routed_on = null` : sql``;
	await sql`update positions set next_on = ${LOOK_NOW}${done} from ${rows} as r where positions.invoice_id = r.id`.execute(db);
}
