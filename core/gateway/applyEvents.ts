import { applyCharges, type AppliedCharge, type ToldCharge } from '../ledger/gateway/applyCharges';
import { customersOfGateway, saveGatewayCustomers } from '../ledger/gateway/customers';
import { holdWaiting, keepEvent, settleEvents, waitingEvents, type EventOutcome, type StoredEvent } from '../ledger/gateway/events';
import { noteDelivery, takeUntold } from '../ledger/gateway/listeners';
import { orderOfEvent } from '../ledger/gateway/order';
import type { ChargeEffect } from '../ledger/gateway/planCharge';
import { inTransaction, type Ledger } from '../ledger/Ledger';
import type { Instant } from '../ledger/schema';
import type { Gateway, GatewayCharge, GatewayCustomer, GatewayDefinition, GatewayEvent } from './Gateway';
import { GatewayError } from './GatewayError';
import { withLatePayments } from './latePayments';
import { isToken } from './webhookToken';

const BATCH = 500;

export interface Delivery {
	/** Names in lower case. */
	headers: Readonly<Record<string, unknown>>;
	body: unknown;
}

export type Receipt = { accepted: false } | { accepted: true; event: GatewayEvent; isNew: boolean };

/**
 * Takes what a webhook delivered: refuses it without the token, else keeps it in the ledger, committed, so that the
 * gateway may be told at once that it arrived. What it does is a matter for `applyEvents`; `listener` is who will tell
 * of it then, see `takeEvents`.
 */
export async function receiveDelivery(ledger: Ledger, definition: GatewayDefinition, token: string, delivery: Delivery, at: Instant, listener: string | null = null): Promise<Receipt> {
	const { tokenHeader, readEvent } = definition.webhooks;
	if (!isToken(token, delivery.headers[tokenHeader])) return { accepted: false };
	const event = readEvent(delivery.body);
	const kept = await inTransaction(ledger, async (db) => {
		const result = await keepEvent(db, definition.name, event, JSON.stringify(delivery.body) ?? 'null', at);
		if (listener !== null) await noteDelivery(db, definition.name, event.id, listener);
		return result;
	});
	return { accepted: true, event, isNew: kept === 'new' };
}

/** An event and what it did. */
export interface AppliedEvent {
	event: GatewayEvent;
	effect: ChargeEffect;
	detail: string | null;
	invoiceId: number | null;
}

export interface AppliedEvents {
	applied: AppliedEvent[];
	/** Events that wait for a customer the gateway could not be asked about; they are taken up at the next call. */
	waiting: number;
	/** Why they wait. */
	trouble: GatewayError | null;
}

/**
 * Applies every event that was received and not applied yet, each once, whoever received it and whatever broke off in
 * between. Customers that the ledger lacks are asked for at `gateway`; without one, their events wait.
 */
export async function applyEvents(ledger: Ledger, definition: Pick<GatewayDefinition, 'name' | 'webhooks'>, gateway: Pick<Gateway, 'readCustomer'> | null, clock: () => Date): Promise<AppliedEvents> {
	const result: AppliedEvents = { applied: [], waiting: 0, trouble: null };
	const passed = new Set<string>();
	for (;;) {
		const batch = await waitingEvents(ledger.db, definition.name, BATCH, passed);
		if (batch.length === 0) return result;
		const read = batch.map((stored) => ({ stored, event: readStored(definition, stored) }));
		const { gone, trouble } = await bringCustomers(ledger, definition.name, gateway, read.flatMap(({ event }) => (event.charge ? [event.charge] : [])), clock);
		result.trouble ??= trouble;
		const applied = await inTransaction(ledger, async (db) => {
			const held = await holdWaiting(db, ledger.engine, definition.name, batch.map(({ event_id }) => event_id));
			const mine = read.filter(({ stored }) => held.has(stored.event_id));
			const charged = mine.flatMap(({ event }) => (event.charge ? [{ event, told: { charge: event.charge, order: orderOfEvent(event) } satisfies ToldCharge }] : []));
			const charges = await applyCharges(db, ledger.engine, definition.name, charged.map(({ told }) => told), clock().toISOString());
			const done = charged.flatMap(({ event }, index) => appliedOf(event, charges[index], gone));
			const told = await withLatePayments(db, ledger.engine, definition.name, done);
			const broken = mine.filter(({ event }) => event.charge === null).map(({ event }): EventOutcome => ({ eventId: event.id, state: 'ignored', effect: null, detail: event.ignored, invoiceId: null }));
			const outcomes = [...told.map(outcomeOf), ...broken];
			await settleEvents(db, ledger.engine, definition.name, outcomes);
			return { charges: told, settled: new Set(outcomes.map(({ eventId }) => eventId)) };
		});
		result.applied.push(...applied.charges);
		// Whatever still waits now, for its customer or for another process, is not asked for again in this call.
		for (const { event_id } of batch) if (!applied.settled.has(event_id)) passed.add(event_id);
		result.waiting = passed.size;
	}
}

/** The stored id stands for the event even if a newer version of the package would read another from the same text. */
function readStored(definition: Pick<GatewayDefinition, 'webhooks'>, stored: StoredEvent): GatewayEvent {
	return { ...definition.webhooks.readEvent(JSON.parse(stored.body)), id: stored.event_id };
}

/** Nothing for an event that waits for its customer. */
function appliedOf(event: GatewayEvent, { effect, detail, invoiceId }: AppliedCharge, gone: ReadonlySet<string>): AppliedEvent[] {
	if (effect !== 'no_customer') return [{ event, effect, detail, invoiceId }];
	if (!gone.has(event.charge?.customerId ?? '')) return [];
	return [{ event, effect: 'refused', detail: `O gateway não tem o cliente ${event.charge?.customerId} da cobrança.`, invoiceId }];
}

function outcomeOf({ event, effect, detail, invoiceId }: AppliedEvent): EventOutcome {
	return { eventId: event.id, state: 'applied', effect, detail, invoiceId };
}

/**
 * The events that a listener has to tell of, each once: those delivered to it that have been applied, whichever
 * execution or sync did it, and whatever broke off before it could tell.
 */
export async function takeEvents(ledger: Ledger, definition: Pick<GatewayDefinition, 'name' | 'webhooks'>, listener: string, at: Instant): Promise<AppliedEvent[]> {
	const untold = await takeUntold(ledger, definition.name, listener, at);
	// What was about no charge is nothing to tell of.
	return untold.filter(({ state }) => state === 'applied').map((stored) => ({ event: readStored(definition, stored), effect: stored.effect as ChargeEffect, detail: stored.detail, invoiceId: stored.invoice_id }));
}

/** Asks the gateway about customers of charges that the ledger does not know, and saves them. */
export async function bringCustomers(
	ledger: Ledger,
	name: string,
	gateway: Pick<Gateway, 'readCustomer'> | null,
	charges: readonly GatewayCharge[],
	clock: () => Date,
): Promise<{ gone: Set<string>; trouble: GatewayError | null }> {
	const wanted = [...new Set(charges.map(({ customerId }) => customerId))];
	const known = await customersOfGateway(ledger.db, ledger.engine, name, wanted);
	const missing = wanted.filter((id) => !known.has(id));
	const gone = new Set<string>();
	if (missing.length === 0) return { gone, trouble: null };
	if (gateway === null) return { gone, trouble: new GatewayError('unreachable', 'Há eventos de clientes que ainda não estão no livro: sincronize o gateway.') };
	let trouble: GatewayError | null = null;
	const found = await Promise.all(
		missing.map(async (id): Promise<GatewayCustomer | null> => {
			try {
				const customer = await gateway.readCustomer(id);
				if (customer === null) gone.add(id);
				return customer;
			} catch (error) {
				if (!(error instanceof GatewayError)) throw error;
				// One that cannot be read will not be readable later either; the others only could not be asked for.
				if (error.kind === 'refused') gone.add(id);
				else trouble ??= error;
				return null;
			}
		}),
	);
	const customers = found.filter((customer) => customer !== null);
	await inTransaction(ledger, async (db) => await saveGatewayCustomers(db, ledger.engine, name, customers, clock().toISOString()));
	return { gone, trouble };
}
