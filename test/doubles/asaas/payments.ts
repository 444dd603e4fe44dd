import { isDay } from '../../../core/calendar/day.ts';
import { makeCharge } from './charge.ts';
import { checkDescription, checkDueDate, checkNew, checkValue, termsIn } from './chargeFields.ts';
import { bankSlipCodes, pixCodes } from './codes.ts';
import { Checks, refuse } from './errors.ts';
import { amountOf, type Call, found, type Route, textOf } from './http.ts';
import { makeInstallments } from './installments.ts';
import { change, mustBe, OPEN, receiveInCash, refund, remove, restore, undoReceivedInCash } from './life.ts';
import { listPayments } from './paymentList.ts';
import { present } from './present.ts';
import { BILLING_TYPES, type BillingType, type Payment } from './types.ts';

const show = ({ account }: Call, payment: Payment) => present(payment, account.today);

function create(call: Call): unknown {
	const { account, body } = call;
	const checks = new Checks();
	const { customer, billingType } = checkNew(checks, account, body);
	const dueDate = textOf(body, 'dueDate');
	if (checks.given(body, 'dueDate')) checkDueDate(checks, account, dueDate);
	const installmentCount = amountOf(body, 'installmentCount') ?? 0;
	if (installmentCount > 1) return makeInstallments(call, checks, { customer, billingType, dueDate, installmentCount });
	const value = amountOf(body, 'value');
	if (checks.given(body, 'value')) checkValue(checks, value, termsIn(body));
	checks.done();
	const charge = makeCharge(account, {
		customer,
		billingType,
		value,
		dueDate: dueDate ?? undefined,
		dateCreated: account.today,
		description: textOf(body, 'description'),
		externalReference: textOf(body, 'externalReference'),
		postalService: body.postalService === true,
		...termsIn(body),
	});
	account.emit('PAYMENT_CREATED', charge);
	return show(call, charge);
}

function update(call: Call): unknown {
	const { account, id, body } = call;
	const payment = found(account.payments, id);
	mustBe(payment, OPEN, 'alterar');
	const checks = new Checks();
	const value = amountOf(body, 'value');
	const dueDate = textOf(body, 'dueDate');
	checkValue(checks, value, termsIn(body));
	if (dueDate !== payment.dueDate) checkDueDate(checks, account, dueDate);
	checkDescription(checks, body);
	const billingType = textOf(body, 'billingType') as BillingType | null;
	checks.that(billingType === null || BILLING_TYPES.includes(billingType), 'invalid_billingType', 'A forma de pagamento informada é inválida.');
	checks.done();
	if (billingType !== null) payment.billingType = billingType;
	if (body.description !== undefined) payment.description = textOf(body, 'description');
	if (body.externalReference !== undefined) payment.externalReference = textOf(body, 'externalReference');
	Object.assign(payment, termsIn(body));
	change(account, payment, { value, dueDate: dueDate ?? undefined });
	return show(call, payment);
}

function inCash(call: Call): unknown {
	const { account, body } = call;
	const payment = found(account.payments, call.id);
	const on = textOf(body, 'paymentDate') ?? account.today;
	if (!isDay(on) || on > account.today) throw refuse('invalid_paymentDate', 'A data de pagamento é inválida ou está no futuro.');
	const value = amountOf(body, 'value');
	if (value !== undefined && value <= 0) throw refuse('invalid_value', 'O valor recebido deve ser maior que zero.');
	receiveInCash(account, payment, { on, value });
	return show(call, payment);
}

function refundPayment(call: Call): unknown {
	const payment = found(call.account.payments, call.id);
	refund(call.account, payment, amountOf(call.body, 'value'), textOf(call.body, 'description'));
	return show(call, payment);
}

/** A handler that does something to a charge and answers with it. */
function acting(act: (account: Call['account'], payment: Payment) => void): (call: Call) => unknown {
	return (call) => {
		const payment = found(call.account.payments, call.id);
		act(call.account, payment);
		return show(call, payment);
	};
}

function billingInfo({ account, id }: Call): unknown {
	const payment = found(account.payments, id);
	const isCard = payment.billingType === 'CREDIT_CARD';
	const bankSlip = payment.nossoNumero === null ? null : { ...bankSlipCodes(payment), bankSlipUrl: payment.bankSlipUrl, daysAfterDueDateToRegistrationCancellation: null };
	return { pix: isCard ? null : pixCodes(account, payment), creditCard: null, bankSlip };
}

const payment = ({ account, id }: Call) => found(account.payments, id);

export const PAYMENT_ROUTES: readonly Route[] = [
	['POST', '/payments', create],
	['GET', '/payments', listPayments],
	['GET', '/payments/:id', (call) => show(call, payment(call))],
	['PUT', '/payments/:id', update],
	['POST', '/payments/:id', update],
	[
		'DELETE',
		'/payments/:id',
		(call) => {
			remove(call.account, payment(call));
			return { deleted: true, id: call.id };
		},
	],
	['POST', '/payments/:id/restore', acting(restore)],
	['POST', '/payments/:id/receiveInCash', inCash],
	['POST', '/payments/:id/undoReceivedInCash', acting(undoReceivedInCash)],
	['POST', '/payments/:id/refund', refundPayment],
	['GET', '/payments/:id/status', (call) => ({ status: payment(call).status })],
	['GET', '/payments/:id/identificationField', (call) => bankSlipCodes(payment(call))],
	['GET', '/payments/:id/pixQrCode', (call) => pixCodes(call.account, payment(call))],
	['GET', '/payments/:id/billingInfo', billingInfo],
	['GET', '/payments/:id/viewingInfo', (call) => ({ invoiceViewedDate: payment(call).lastInvoiceViewedDate, boletoViewedDate: payment(call).lastBankSlipViewedDate })],
];
