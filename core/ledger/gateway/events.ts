import { sql } from 'kysely';
import type { GatewayEvent } from '../../gateway/Gateway';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';
import type { GatewayEventsTable, Instant } from '../schema';
import type { Selectable } from 'kysely';

export type StoredEvent = Selectable<GatewayEventsTable>;

/** What became of an event. */
export interface EventOutcome {
	eventId: string;
	state: 'applied' | 'ignored';
	effect: string | null;
	detail: string | null;
	invoiceId: number | null;
}

/** Keeps an event as it was delivered, before anything is done about it. One that is kept already is only counted. */
export async function keepEvent(db: LedgerDb, gateway: string, event: GatewayEvent, body: string, at: Instant): Promise<'new' | 'repeated'> {
	const { rows } = await sql<{ deliveries: number }>`
		insert into gateway_events as e (gateway, event_id, type, charge_id, happened_at, received_at, state, detail, body)
		values (${gateway}, ${event.id}, ${event.type}, ${event.charge?.id ?? null}, ${event.happenedAt}, ${at}, ${event.charge ? 'received' : 'ignored'}, ${event.ignored}, ${body})
		on conflict (gateway, event_id) do update set deliveries = e.deliveries + 1
		returning deliveries
	`.execute(db);
	return rows[0].deliveries === 1 ? 'new' : 'repeated';
}

/** Events that wait to be applied, the first that came first. */
export async function waitingEvents(db: LedgerDb, gateway: string, limit: number, except: ReadonlySet<string>): Promise<StoredEvent[]> {
	const waiting = await db
		.selectFrom('gateway_events')
		.selectAll()
		.where('gateway', '=', gateway)
		.where('state', '=', 'received')
		.orderBy('received_at')
		.orderBy('event_id')
		.limit(limit + except.size)
		.execute();
	return waiting.filter(({ event_id }) => !except.has(event_id)).slice(0, limit);
}

/** Of these events those that still wait, held until the transaction ends: another process may be applying some. */
export async function holdWaiting(db: LedgerDb, engine: Engine, gateway: string, eventIds: readonly string[]): Promise<Set<string>> {
	const rows = jsonRows(engine, eventIds.map((id) => ({ id })), { id: 'text' });
	const hold = engine === 'postgres' ? sql`for update skip locked` : sql``;
	const found = await sql<{ event_id: string }>`
		select e.event_id from gateway_events as e where e.gateway = ${gateway} and e.state = 'received' and e.event_id in (select r.id from ${rows} as r) ${hold}
	`.execute(db);
	return new Set(found.rows.map(({ event_id }) => event_id));
}

/** Writes down what became of events. */
export async function settleEvents(db: LedgerDb, engine: Engine, gateway: string, outcomes: readonly EventOutcome[]): Promise<void> {
	if (outcomes.length === 0) return;
	const rows = jsonRows(
		engine,
		// With the gateway in each row SQLite finds event by event; with one for all it would go through all that it ever sent.
		outcomes.map(({ eventId, state, effect, detail, invoiceId }) => ({ gateway, id: eventId, state, effect, detail, invoice_id: invoiceId })),
		{ gateway: 'text', id: 'text', state: 'text', effect: 'text', detail: 'text', invoice_id: 'integer' },
	);
	await sql`
		update gateway_events set state = r.state, effect = r.effect, detail = r.detail, invoice_id = r.invoice_id
		from ${rows} as r where gateway_events.gateway = r.gateway and gateway_events.event_id = r.id
	`.execute(db);
}
