import { centsFromDecimal, decimalFromCents } from '../../../core/money/cents.ts';
import type { AsaasAccount } from './account.ts';
import { netValueOf, split } from './amounts.ts';
import { makeCharge } from './charge.ts';
import { checkValue, termsIn } from './chargeFields.ts';
import { addMonths } from './clock.ts';
import type { Checks } from './errors.ts';
import { amountOf, type Call, found, listPage, type Route, textOf } from './http.ts';
import { OPEN, remove } from './life.ts';
import { listPayments } from './paymentList.ts';
import { present } from './present.ts';
import type { BillingType, Installment } from './types.ts';

const MOST_PARTS = 60;

interface Plan {
	customer: string;
	billingType: BillingType;
	dueDate: string | null;
	installmentCount: number;
}

/** An installment plan and its charges, a month apart. Answers with the first charge, as the API does. */
export function makeInstallments({ account, body }: Call, checks: Checks, { customer, billingType, dueDate, installmentCount: count }: Plan): unknown {
	checks.that(Number.isInteger(count) && count <= MOST_PARTS, 'invalid_installmentCount', `O número de parcelas deve ser inteiro e no máximo ${MOST_PARTS}.`);
	const [total, part] = [amountOf(body, 'totalValue'), amountOf(body, 'installmentValue')];
	checks.that(total !== undefined || part !== undefined, 'invalid_installmentValue', 'O campo installmentValue ou o campo totalValue deve ser informado.');
	checks.done();
	const values = total === undefined ? Array.from({ length: count }, () => part ?? 0) : split(total, count);
	checkValue(checks, values[0], termsIn(body));
	checks.done();
	const id = account.random.uuid();
	const description = textOf(body, 'description');
	const first = dueDate ?? account.today;
	const sum = decimalFromCents(values.reduce((cents, value) => cents + centsFromDecimal(value), 0));
	const plan: Installment = {
		object: 'installment',
		id,
		value: sum,
		netValue: decimalFromCents(values.reduce((cents, value) => cents + centsFromDecimal(netValueOf(value, billingType === 'CREDIT_CARD')), 0)),
		paymentValue: values[0],
		installmentCount: count,
		billingType,
		paymentDate: null,
		description,
		expirationDay: Number(first.slice(8)),
		dateCreated: account.today,
		customer,
		paymentLink: null,
		checkoutSession: null,
		transactionReceiptUrl: null,
		deleted: false,
		refunds: null,
	};
	account.installments.set(id, plan);
	const charges = values.map((value, at) =>
		makeCharge(account, {
			customer,
			billingType,
			value,
			dueDate: addMonths(first, at),
			dateCreated: account.today,
			installment: id,
			installmentNumber: at + 1,
			description: `Parcela ${at + 1} de ${count}.${description === null ? '' : ` ${description}`}`,
			externalReference: textOf(body, 'externalReference'),
			...termsIn(body),
		}),
	);
	for (const charge of charges) account.emit('PAYMENT_CREATED', charge);
	return present(charges[0], account.today);
}

/** Removes the open charges that belong to something: there are no events of plans, only of their charges. */
export function removeOpenCharges(account: AsaasAccount, owner: 'installment' | 'subscription', id: string): void {
	const { data } = account.payments.page(0, Infinity, (payment) => payment[owner] === id && OPEN.includes(payment.status));
	for (const payment of data) remove(account, payment);
}

/** The list of charges of a plan or a subscription. */
export function ownCharges(owner: 'installment' | 'subscription'): (call: Call) => unknown {
	return (call) => {
		found<{ id: string }>(owner === 'installment' ? call.account.installments : call.account.subscriptions, call.id);
		const query = new URLSearchParams(call.query);
		query.set(owner, call.id);
		return listPayments({ ...call, query });
	};
}

export const INSTALLMENT_ROUTES: readonly Route[] = [
	['GET', '/installments', ({ account, query }) => listPage(account.installments, query)],
	['GET', '/installments/:id', ({ account, id }) => found(account.installments, id)],
	['GET', '/installments/:id/payments', ownCharges('installment')],
	[
		'DELETE',
		'/installments/:id',
		({ account, id }) => {
			removeOpenCharges(account, 'installment', id);
			account.installments.mark(found(account.installments, id), true);
			return { deleted: true, id };
		},
	],
];
