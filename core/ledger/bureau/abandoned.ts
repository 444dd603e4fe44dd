import type { LedgerDb } from '../Ledger';
import type { Instant } from '../schema';
import { isAbandoned } from '../worker';

const DETAIL = 'A consulta foi interrompida antes de sabermos a resposta: pode ter sido cobrada ou não.';

/**
 * Turns lookups that nobody is working on any more into `unknown`: their lease has run out, or the process that
 * claimed them is gone. They may have been charged, so they count in the budget and are not asked again; a person
 * settles them. Returns how many there were. Should the process turn out to be alive, it still writes down its answer.
 */
export async function markAbandonedLookups(db: LedgerDb, at: Instant): Promise<number> {
	const asked = await db.selectFrom('bureau_lookups').select(['id', 'worker', 'lease_until']).where('state', '=', 'asked').execute();
	let count = 0;
	for (const { id, worker, lease_until } of asked) if (isAbandoned(worker, lease_until, at)) count += await markAbandoned(db, id, at);
	return count;
}

/** The same of one lookup, which is known to be abandoned. */
export async function markAbandoned(db: LedgerDb, lookupId: number, at: Instant): Promise<number> {
	const result = await db.updateTable('bureau_lookups').set({ state: 'unknown', detail: DETAIL, finished_at: at }).where('id', '=', lookupId).where('state', '=', 'asked').executeTakeFirst();
	return Number(result.numUpdatedRows);
}
