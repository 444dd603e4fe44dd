import { sql } from 'kysely';
import type { ToldPurpose } from '../../bureau/purposes';
import { wallClock } from '../../calendar/day';
import { jsonRows } from '../jsonRows';
import type { Ledger } from '../Ledger';
import { WORKER_ID } from '../worker';

/** A stored report that is used again. */
export interface Reuse {
	reportId: number;
	/** Whom it was wanted for in the ledger, now. */
	customerId: number | null;
}

/**
 * Writes each use of a stored report down among the lookups, in one statement: its purpose, which may be another than it
 * was bought for, and no price.
 */
export async function recordReuses({ db, engine }: Ledger, reuses: readonly Reuse[], { purpose, purposeNote }: ToldPurpose, now: Date, timeZone: string): Promise<void> {
	if (reuses.length === 0) return;
	const at = now.toISOString();
	const rows = jsonRows(engine, reuses.map(({ reportId, customerId }) => ({ report_id: reportId, customer_id: customerId })), { report_id: 'integer', customer_id: 'integer' });
	await sql`
		insert into bureau_lookups
			(provider, product, document, customer_id, purpose, purpose_note, cost_cents, month, state, worker, lease_until, asked_at, finished_at, is_test, reused_lookup_id)
		select c.provider, c.product, c.document, k.customer_id, ${purpose}, ${purposeNote}, 0, ${wallClock(now, timeZone).day.slice(0, 7)}, 'answered', ${WORKER_ID}, ${at}, ${at}, ${at}, c.is_test, c.lookup_id
		from ${rows} as k join credit_reports as c on c.id = cast(k.report_id as bigint)
	`.execute(db);
}
