import { chargeFrom } from '../../../../core/gateway/asaas/chargeFrom';
import { eventFrom } from '../../../../core/gateway/asaas/eventFrom';
import { isDay } from '../../../../core/calendar/day';
import type { FuzzTarget } from '../target';

const CHARGE = { id: 'pay_1', customer: 'cus_1', value: 100.5, dueDate: '2026-12-10', status: 'PENDING', fine: { value: 2 }, interest: { value: 1 }, discount: { value: 5, dueDateLimitDays: 2, type: 'PERCENTAGE' } };

/** A charge as the gateway's webhook delivers it; whoever knows the address may deliver anything. */
export const asaasTarget: FuzzTarget = {
	name: 'chargeFrom and eventFrom (Asaas)',
	seeds: [JSON.stringify(CHARGE), JSON.stringify({ ...CHARGE, status: 'RECEIVED', originalValue: 100, paymentDate: '2026-12-09', deleted: false }), JSON.stringify({ id: 'pay_2', customer: 'cus_1', value: 1, dueDate: '2026-12-10', status: 'NEW' })],
	alphabet: '{}[]":,0123456789.-eE truefalsnidvaldueDatestatus_PENDING',
	parse(input) {
		const payment = jsonOf(input);
		const event = read(payment);
		const { amountCents, dueDate, payment: received } = chargeFrom(payment, '2026-12-10');
		if (event.charge === null) throw new Error('the event cannot be read though its charge can');
		if (!Number.isSafeInteger(amountCents) || amountCents <= 0 || !isDay(dueDate)) throw new Error(`${amountCents} cents due on ${dueDate}`);
		if (received && (!Number.isSafeInteger(received.cents) || received.cents <= 0 || !isDay(received.paidOn))) throw new Error(`${received.cents} cents paid on ${received.paidOn}`);
	},
	isDocumented: (error) => error instanceof RangeError && !(error instanceof Thrown),
};

class Thrown extends RangeError {}

/** `eventFrom` documents no exception at all. */
function read(payment: unknown): ReturnType<typeof eventFrom> {
	try {
		return eventFrom({ id: 'evt_1', event: 'PAYMENT_UPDATED', dateCreated: '2026-12-01 10:00:00', payment });
	} catch (error) {
		throw new Thrown(`eventFrom threw: ${String(error)}`);
	}
}

function jsonOf(input: string): unknown {
	try {
		return JSON.parse(input) as unknown;
	} catch {
		return input;
	}
}
