import type { AsaasAccount } from './account.ts';
import { makeCharge, termsOf } from './charge.ts';
import { checkDueDate, checkNew, checkValue, termsIn } from './chargeFields.ts';
import { addDays, afterCycles } from './clock.ts';
import { Checks, refuse } from './errors.ts';
import { amountOf, type Call, filterOf, found, listPage, type Route, textOf } from './http.ts';
import { ownCharges, removeOpenCharges } from './installments.ts';
import { CYCLES, type Cycle, type Payment, type Subscription } from './types.ts';

/** A subscription's charges are made so many days before they are due; the first one at once. */
const DAYS_AHEAD = 40;

/** Makes the next charge of a subscription, or ends it when there is none. */
function makeNext(account: AsaasAccount, subscription: Subscription): Payment | null {
	const { data } = account.payments.page(0, Infinity, (payment) => payment.subscription === subscription.id);
	const { maxPayments, endDate, nextDueDate, cycle } = subscription;
	if ((maxPayments !== null && data.length >= maxPayments) || (endDate !== null && nextDueDate > endDate)) {
		subscription.status = 'EXPIRED';
		return null;
	}
	const { customer, billingType, value, description, externalReference, discount, fine, interest, id } = subscription;
	const charge = makeCharge(account, {
		customer,
		billingType,
		value,
		dueDate: nextDueDate,
		dateCreated: account.today,
		subscription: id,
		description,
		externalReference,
		discount,
		fine,
		interest,
	});
	// counted from the first one, or a 31st would stay a 28th after February
	const first = data.at(-1)?.dueDate ?? nextDueDate;
	subscription.nextDueDate = afterCycles(first, cycle, data.length + 1);
	account.emit('PAYMENT_CREATED', charge);
	return charge;
}

/** What the gateway does every night for subscriptions. */
export function renewSubscriptions(account: AsaasAccount): void {
	const until = addDays(account.today, DAYS_AHEAD);
	for (const subscription of account.subscriptions.values()) {
		while (!subscription.deleted && subscription.status === 'ACTIVE' && subscription.nextDueDate <= until) {
			if (makeNext(account, subscription) === null) break;
		}
	}
}

function create({ account, body }: Call): Subscription {
	const checks = new Checks();
	const { customer, billingType } = checkNew(checks, account, body);
	const nextDueDate = textOf(body, 'nextDueDate');
	if (checks.given(body, 'nextDueDate')) checkDueDate(checks, account, nextDueDate, 'nextDueDate');
	const value = amountOf(body, 'value');
	if (checks.given(body, 'value')) checkValue(checks, value, termsIn(body));
	const cycle = body.cycle as Cycle;
	checks.that(CYCLES.includes(cycle), 'invalid_cycle', 'A periodicidade informada é inválida.');
	checks.done();
	const subscription: Subscription = {
		object: 'subscription',
		id: `sub_${account.random.letters()}`,
		dateCreated: account.today,
		customer,
		paymentLink: null,
		billingType,
		cycle,
		value: value ?? 0,
		nextDueDate: nextDueDate ?? account.today,
		endDate: textOf(body, 'endDate'),
		description: textOf(body, 'description'),
		status: 'ACTIVE',
		deleted: false,
		maxPayments: amountOf(body, 'maxPayments') ?? null,
		externalReference: textOf(body, 'externalReference'),
		checkoutSession: null,
		split: null,
		...termsOf(body),
	};
	account.subscriptions.set(subscription.id, subscription);
	account.emit('SUBSCRIPTION_CREATED', subscription);
	makeNext(account, subscription);
	return subscription;
}

function remove({ account, id }: Call): unknown {
	const subscription = found(account.subscriptions, id);
	if (subscription.deleted) throw refuse('invalid_action', 'Esta assinatura já foi removida.');
	removeOpenCharges(account, 'subscription', id);
	subscription.status = 'INACTIVE';
	account.subscriptions.mark(subscription, true);
	account.emit('SUBSCRIPTION_DELETED', subscription);
	return { deleted: true, id };
}

const FILTERS = {
	customer: (subscription: Subscription, wanted: string) => subscription.customer === wanted,
	billingType: (subscription: Subscription, wanted: string) => subscription.billingType === wanted,
	status: (subscription: Subscription, wanted: string) => subscription.status === wanted,
	externalReference: (subscription: Subscription, wanted: string) => subscription.externalReference === wanted,
	customerGroupName: () => false,
};

export const SUBSCRIPTION_ROUTES: readonly Route[] = [
	['GET', '/subscriptions', ({ account, query }) => listPage(account.subscriptions, query, filterOf(query, FILTERS))],
	['POST', '/subscriptions', create],
	['GET', '/subscriptions/:id', ({ account, id }) => found(account.subscriptions, id)],
	['GET', '/subscriptions/:id/payments', ownCharges('subscription')],
	['DELETE', '/subscriptions/:id', remove],
];
