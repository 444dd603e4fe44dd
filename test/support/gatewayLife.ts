import { addDays } from '../../core/calendar/day';
import type { AsaasDouble, AsaasEvent, Payment } from '../doubles/asaas';
import type { FakeClock } from './gateway';
import { Random } from './random';

export interface LifeOptions {
	seed: number;
	/** Events to make, about. */
	events: number;
	charges: number;
	/** Probability that time passes between two things: what does not is of one second. */
	pauses: number;
}

const SECOND = 1_000;

/** Lets charges live at the double until so many events are made: all that can befall a charge, some of it within one second. */
export function liveLong(asaas: AsaasDouble, clock: FakeClock, { seed, events, charges, pauses }: LifeOptions): AsaasEvent[] {
	const random = new Random(seed);
	const { account } = asaas;
	const ids: string[] = [];
	const customers: string[] = [];
	while (account.events.length < events) {
		if (random.chance(pauses)) clock.advance(random.pick([1, 1, 1, 2, 30, 3_600, 86_400]) * SECOND);
		if (ids.length < charges && random.chance(0.2)) ids.push(aCharge(asaas, random, customers));
		else if (ids.length > 0) {
			const charge = account.payments.get(random.pick(ids)) as Payment;
			// Often several things befall one charge at once, as when a program changes and deletes it.
			for (let times = random.pick([1, 1, 2, 4]); times > 0; times -= 1) befall(asaas, random, charge);
		}
	}
	return [...account.events];
}

function aCharge(asaas: AsaasDouble, random: Random, customers: string[]): string {
	const customer = customers.length > 0 && random.chance(0.7) ? random.pick(customers) : asaas.addCustomer({ notificationDisabled: random.chance(0.5) }).id;
	if (!customers.includes(customer)) customers.push(customer);
	return asaas.addPayment({
		event: true,
		customer,
		value: 20 + random.below(500_000) / 100,
		billingType: random.pick(['BOLETO', 'PIX', 'CREDIT_CARD', 'UNDEFINED'] as const),
		dueDate: addDays(asaas.account.today, random.below(5)),
		description: random.pick([null, 'Mensalidade', 'Parcela 2 de 10. Curso']),
		fine: { value: random.pick([0, 2]) },
		interest: { value: random.pick([0, 1]) },
		discount: { value: random.pick([0, 5]), type: 'PERCENTAGE', dueDateLimitDays: 2 },
	}).id;
}

/** Something that may happen to a charge where it stands. */
function befall(asaas: AsaasDouble, random: Random, { id, status, deleted, dueDate, value }: Payment): void {
	const { today } = asaas.account;
	const options: Array<() => unknown> = [() => asaas.view(id, random.pick(['invoice', 'bankSlip']))];
	if (deleted) options.push(() => asaas.restore(id));
	else if (status === 'PENDING' || status === 'OVERDUE') {
		options.push(
			() => asaas.pay(id, { by: random.pick(['PIX', 'BOLETO', 'CREDIT_CARD']) }),
			() => asaas.pay(id, { by: 'PIX', on: addDays(today, -random.below(3)) }),
			() => asaas.receiveInCash(id, { value: value - random.below(100) / 100 }),
			() => asaas.postpone(id, addDays(today, random.below(6))),
			() => asaas.changeValue(id, 20 + random.below(500_000) / 100),
			() => asaas.remove(id),
		);
		if (status === 'PENDING' && dueDate < today) options.push(() => asaas.makeOverdue(id));
	} else if (status === 'CONFIRMED') options.push(() => asaas.settle(id), () => asaas.chargeback(id), () => asaas.refund(id));
	else if (status === 'RECEIVED') options.push(() => asaas.refund(id), () => asaas.partiallyRefund(id, 1), () => asaas.chargeback(id));
	else if (status === 'RECEIVED_IN_CASH') options.push(() => asaas.undoReceivedInCash(id));
	else if (status === 'CHARGEBACK_REQUESTED') options.push(() => asaas.disputeChargeback(id), () => asaas.loseChargeback(id));
	else if (status === 'CHARGEBACK_DISPUTE') options.push(() => asaas.winChargeback(id), () => asaas.loseChargeback(id));
	else if (status === 'AWAITING_CHARGEBACK_REVERSAL') options.push(() => asaas.settle(id));
	random.pick(options)();
}
