import { createHash } from 'node:crypto';
import { excerpt } from '../../importing/problems';
import type { GatewayEvent } from '../Gateway';
import { dayInBrasilia, momentOf } from './brasilia';
import { chargeFrom } from './chargeFrom';
import { isJson, jsonIn, textIn, type Json } from './json';

/**
 * Events that lead a charge from one state to the next, in the order of its life. Of two events of one second, which
 * is as fine as their dates are, and that have no number, the one further on counts as the later.
 */
const LIFE = [
	'PAYMENT_CREATED',
	'PAYMENT_UPDATED',
	'PAYMENT_OVERDUE',
	'PAYMENT_AWAITING_RISK_ANALYSIS',
	'PAYMENT_APPROVED_BY_RISK_ANALYSIS',
	'PAYMENT_REPROVED_BY_RISK_ANALYSIS',
	'PAYMENT_AUTHORIZED',
	'PAYMENT_CREDIT_CARD_CAPTURE_REFUSED',
	'PAYMENT_DUNNING_REQUESTED',
	'PAYMENT_CONFIRMED',
	'PAYMENT_RECEIVED',
	'PAYMENT_DUNNING_RECEIVED',
	'PAYMENT_RECEIVED_IN_CASH_UNDONE',
	'PAYMENT_CHARGEBACK_REQUESTED',
	'PAYMENT_CHARGEBACK_DISPUTE',
	'PAYMENT_AWAITING_CHARGEBACK_REVERSAL',
	'PAYMENT_REFUND_IN_PROGRESS',
	'PAYMENT_REFUND_DENIED',
	'PAYMENT_PARTIALLY_REFUNDED',
	'PAYMENT_REFUNDED',
	'PAYMENT_DELETED',
	'PAYMENT_RESTORED',
] as const;

/** The events that the webhook asks for: all that change a charge. Views of a bill and the like say nothing of money. */
export const EVENTS: readonly string[] = LIFE;

/** A webhook's body, whatever it is. */
export function eventFrom(body: unknown): GatewayEvent {
	const json = isJson(body) ? body : {};
	const type = textIn(json, 'event') ?? 'desconhecido';
	const place = LIFE.indexOf(type as (typeof LIFE)[number]) + 1;
	const id = idOf(body);
	const event = { id, type, happenedAt: happenedAt(json), rank: numberOf(id) ?? place };
	const payment = jsonIn(json, 'payment');
	if (place === 0 || payment === null) return { ...event, charge: null, ignored: `O evento ${excerpt(type)} não muda nenhuma cobrança.` };
	try {
		return { ...event, charge: chargeFrom(payment, dayInBrasilia(Date.parse(event.happenedAt))), ignored: null };
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return { ...event, charge: null, ignored: error.message };
	}
}

/** Old webhooks have no id; two deliveries of the same text are the same event. */
function idOf(body: unknown): string {
	const id = isJson(body) ? textIn(body, 'id') : null;
	return id !== null && id.length <= 200 ? id : `sha256:${createHash('sha256').update(JSON.stringify(body) ?? '').digest('hex')}`;
}

/**
 * `evt_05b708f961d739ea7eba7e4db318f621&368604920`: the number grows from one event of the gateway to the next, so it
 * tells what their seconds do not. A charge that is deleted, restored and deleted again within one is known by it alone.
 */
function numberOf(id: string): number | null {
	const digits = /&(\d{1,15})$/.exec(id)?.[1];
	return digits === undefined ? null : Number(digits);
}

/** A date that is missing or broken is the oldest: an event that does not tell when it was undoes nothing. */
function happenedAt(json: Json): string {
	const at = momentOf(textIn(json, 'dateCreated') ?? '');
	return new Date(Number.isNaN(at) ? 0 : at).toISOString();
}
