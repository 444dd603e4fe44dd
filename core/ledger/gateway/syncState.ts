import { sql } from 'kysely';
import type { Day } from '../../calendar/day';
import type { SyncPass } from '../../gateway/Gateway';
import { inTransaction, type Ledger, type LedgerDb } from '../Ledger';
import type { Instant } from '../schema';
import { isAbandoned, WORKER_ID } from '../worker';

/** How far one listing has come. */
export interface PassProgress {
	key: string;
	label: string;
	of: SyncPass['of'];
	/** Entries read, and how many there are in all; null before the first page. */
	read: number;
	total: number | null;
}

/** What a sync has done to the ledger so far. */
export type SyncCounts = Record<'customers' | 'opened' | 'paid' | 'reopened' | 'cancelled' | 'disputed' | 'updated' | 'unchanged' | 'refused', number>;

/** A sync that has not ended: with it another run goes on where this one stopped. */
export interface SyncProgress {
	mode: 'full' | 'incremental';
	since: Day | null;
	today: Day;
	startedAt: Instant;
	/** Listings done, and under way. */
	passes: PassProgress[];
	/** Place of the listing under way among all of them; past the last, the missing charges are asked for. */
	pass: number;
	/** Where the listing goes on; of missing charges, the last invoice that was asked for. */
	cursor: string | null;
	counts: SyncCounts;
}

/** Longer than the longest wait between two pages. */
const LEASE_MS = 5 * 60_000;

export interface SyncHistory {
	progress: SyncProgress | null;
	/** Start of the last sync that ended, and of the last full one that did. */
	lastStartedAt: Instant | null;
	lastFullAt: Instant | null;
}

/** Takes the gateway's sync for this process, and says how far it has come; null while another process runs it. */
export async function takeSync(ledger: Ledger, gateway: string, now: Date): Promise<SyncHistory | null> {
	const at = now.toISOString();
	const mine = { worker: WORKER_ID, lease_until: leaseFrom(now) };
	return await inTransaction(ledger, async (db) => {
		await db
			.insertInto('gateway_syncs')
			.values({ gateway, worker: '', lease_until: '' })
			.onConflict((conflict) => conflict.column('gateway').doNothing())
			.execute();
		// Writing it holds it: two that come at once do not both find it free.
		const row = await db.updateTable('gateway_syncs').set({ worker: sql.ref('worker') }).where('gateway', '=', gateway).returningAll().executeTakeFirstOrThrow();
		const isFree = row.worker === '' || isAbandoned(row.worker, row.lease_until, at);
		if (!isFree) return null;
		await db.updateTable('gateway_syncs').set(mine).where('gateway', '=', gateway).execute();
		return { progress: row.progress === null ? null : (JSON.parse(row.progress) as SyncProgress), lastStartedAt: row.last_started_at, lastFullAt: row.last_full_at };
	});
}

/** Keeps how far the sync has come, in the transaction that writes what it brought. False when another process has taken it over. */
export async function keepProgress(db: LedgerDb, gateway: string, progress: SyncProgress, now: Date): Promise<boolean> {
	const result = await db
		.updateTable('gateway_syncs')
		.set({ progress: JSON.stringify(progress), lease_until: leaseFrom(now) })
		.where('gateway', '=', gateway)
		.where('worker', '=', WORKER_ID)
		.executeTakeFirst();
	return Number(result.numUpdatedRows) === 1;
}

/** Gives the sync back: ended, or to be gone on with. */
export async function releaseSync(db: LedgerDb, gateway: string, ended: { mode: SyncProgress['mode']; startedAt: Instant; finishedAt: Instant } | null): Promise<void> {
	await db
		.updateTable('gateway_syncs')
		.set({ worker: '', lease_until: '', ...(ended ? { progress: null, last_started_at: ended.startedAt, last_finished_at: ended.finishedAt, ...(ended.mode === 'full' ? { last_full_at: ended.startedAt } : {}) } : {}) })
		.where('gateway', '=', gateway)
		.where('worker', '=', WORKER_ID)
		.execute();
}

function leaseFrom(now: Date): Instant {
	return new Date(now.getTime() + LEASE_MS).toISOString();
}
