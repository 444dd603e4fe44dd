import { daysBetween, wallClock } from '../calendar/day';
import { holdInvoice } from '../ledger/invoices/findInvoice';
import { inTransaction, type Ledger } from '../ledger/Ledger';
import type { AppliedEvent } from './applyEvents';
import type { GatewayEvent } from './Gateway';

/** An event that comes later than this after the payment tells of something else, such as a card's money that has arrived. */
const DAYS_AFTER_PAYMENT = 3;

/**
 * The same events, with `paid` as the effect of those that are the first to tell of a payment which the ledger knew by
 * then: a sync, a reminder or a command of ours had asked in between. Whoever waits for payments hears of each once.
 */
export async function withLatePayments(ledger: Ledger, gateway: string, applied: readonly AppliedEvent[], timeZone: string): Promise<AppliedEvent[]> {
	const result: AppliedEvent[] = [];
	for (const one of applied) {
		const isLate = (one.effect === 'unchanged' || one.effect === 'superseded') && one.invoiceId !== null && tellsOfNewPayment(one.event, timeZone);
		result.push(isLate && (await isFirstToTell(ledger, gateway, one.event, one.invoiceId as number)) ? { ...one, effect: 'paid' } : one);
	}
	return result;
}

function tellsOfNewPayment({ charge, happenedAt }: GatewayEvent, timeZone: string): boolean {
	if (charge?.state !== 'paid' || charge.payment === null) return false;
	return daysBetween(charge.payment.paidOn, wallClock(new Date(happenedAt), timeZone).day) <= DAYS_AFTER_PAYMENT;
}

/** Notes the event as the one that told of the payment, unless another was; the invoice is held, so that no two are. */
async function isFirstToTell(ledger: Ledger, gateway: string, event: GatewayEvent, invoiceId: number): Promise<boolean> {
	return await inTransaction(ledger, async (db) => {
		const { status } = await holdInvoice(db, invoiceId);
		if (status !== 'paid') return false;
		const told = await db.selectFrom('gateway_events').select('event_id').where('gateway', '=', gateway).where('charge_id', '=', event.charge?.id ?? '').where('effect', '=', 'paid').limit(1).execute();
		if (told.length > 0) return false;
		await db.updateTable('gateway_events').set({ effect: 'paid' }).where('gateway', '=', gateway).where('event_id', '=', event.id).execute();
		return true;
	});
}
