import { sql } from 'kysely';
import { inTransaction, type Ledger, type LedgerDb } from '../Ledger';
import type { Instant } from '../schema';
import type { StoredEvent } from './events';

/** Notes that an event was delivered to a listener, such as a published trigger, which has to tell of it once. Delivered again, it is noted already. */
export async function noteDelivery(db: LedgerDb, gateway: string, eventId: string, listener: string): Promise<void> {
	await db
		.insertInto('gateway_deliveries')
		.values({ gateway, event_id: eventId, listener, told_at: null })
		.onConflict((conflict) => conflict.columns(['gateway', 'event_id', 'listener']).doNothing())
		.execute();
}

/**
 * Takes what a listener has to tell of: events that were delivered to it and have been applied by now, by whomever,
 * each once, in the order in which they happened. Each listener tells of its own, whatever the others do.
 */
export async function takeUntold(ledger: Ledger, gateway: string, listener: string, at: Instant): Promise<StoredEvent[]> {
	return await inTransaction(ledger, async (db) => {
		const { rows } = await sql<{ event_id: string }>`
			update gateway_deliveries set told_at = ${at}
			where gateway = ${gateway} and listener = ${listener} and told_at is null and exists (
				select 1 from gateway_events as e where e.gateway = gateway_deliveries.gateway and e.event_id = gateway_deliveries.event_id and e.state <> 'received')
			returning event_id
		`.execute(db);
		if (rows.length === 0) return [];
		const ids = rows.map(({ event_id }) => event_id);
		return await db.selectFrom('gateway_events').selectAll().where('gateway', '=', gateway).where('event_id', 'in', ids).orderBy('happened_at').orderBy('event_id').execute();
	});
}
