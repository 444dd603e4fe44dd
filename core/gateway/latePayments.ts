import { sql } from 'kysely';
import { daysBetween } from '../calendar/day';
import { jsonRows } from '../ledger/jsonRows';
import type { Engine, LedgerDb } from '../ledger/Ledger';
import type { AppliedEvent } from './applyEvents';
import type { GatewayEvent } from './Gateway';

/** An event that comes later than this after the payment tells of something else, such as a card's money that has arrived. */
const DAYS_AFTER_PAYMENT = 3;

/**
 * The same events, with `paid` as the effect of those that are the first to tell of a payment which the ledger knew by
 * then: a sync, a reminder or a command of ours had asked in between. Whoever waits for payments hears of each once.
 * Call in the transaction that applies the events.
 */
export async function withLatePayments(db: LedgerDb, engine: Engine, gateway: string, applied: readonly AppliedEvent[]): Promise<AppliedEvent[]> {
	const candidates = applied.filter(({ event, effect, invoiceId }) => (effect === 'unchanged' || effect === 'superseded') && invoiceId !== null && tellsOfNewPayment(event));
	if (candidates.length === 0) return [...applied];
	const rows = jsonRows(engine, candidates.map(({ event, invoiceId }) => ({ id: invoiceId, charge: event.charge?.id ?? '' })), { id: 'integer', charge: 'text' });
	const { rows: untold } = await sql<{ charge: string }>`
		select distinct r.charge from ${rows} as r cross join invoices as i where i.id = r.id and i.status = 'paid'
			and not exists (select 1 from gateway_events as e where e.gateway = ${gateway} and e.charge_id = r.charge and e.effect = 'paid')
	`.execute(db);
	const waiting = new Set(untold.map(({ charge }) => charge));
	for (const { event, effect } of applied) if (effect === 'paid') waiting.delete(event.charge?.id ?? '');
	return applied.map((one) => (candidates.includes(one) && waiting.delete(one.event.charge?.id ?? '') ? { ...one, effect: 'paid' } : one));
}

function tellsOfNewPayment({ charge, happenedAt }: GatewayEvent): boolean {
	return charge?.state === 'paid' && charge.payment !== null && daysBetween(charge.payment.paidOn, happenedAt.slice(0, 10)) <= DAYS_AFTER_PAYMENT;
}
