import type { Instant } from '../schema';
import type { LedgerDb } from '../Ledger';
import { isAbandoned } from '../worker';

const REASON = 'O envio foi interrompido antes de sabermos o resultado: a mensagem pode ter saído ou não.';

/**
 * Turns contacts that nobody is working on any more into `unknown`: their lease has run out, or the process
 * that claimed them is gone. They may have been sent, so they are not sent again; a person settles them.
 * Returns how many there were. Should the process turn out to be alive, it still writes down its outcome.
 */
export async function markAbandoned(db: LedgerDb, at: Instant): Promise<number> {
	const claimed = await db
		.selectFrom('contacts')
		.select(['id', 'claimed_by', 'lease_until'])
		.where('state', '=', 'claimed')
		.execute();
	const gone = claimed.filter(({ claimed_by, lease_until }) => isAbandoned(claimed_by, lease_until, at));
	let count = 0;
	for (const { id } of gone) {
		const result = await db
			.updateTable('contacts')
			.set({ state: 'unknown', reason: REASON, finished_at: at })
			.where('id', '=', id)
			.where('state', '=', 'claimed')
			.executeTakeFirst();
		count += Number(result.numUpdatedRows);
	}
	return count;
}
