import type { AsaasAccount } from './account.ts';
import { addDays, timeOf } from './clock.ts';
import { mustBe } from './life.ts';
import type { Chargeback, Payment } from './types.ts';

/** The card's owner contests a payment. */
export function chargeback(account: AsaasAccount, payment: Payment): void {
	mustBe(payment, ['CONFIRMED', 'RECEIVED'], 'contestar');
	payment.status = 'CHARGEBACK_REQUESTED';
	payment.chargeback = {
		id: account.random.uuid(),
		payment: payment.id,
		installment: payment.installment,
		status: 'REQUESTED',
		reason: 'COMMERCIAL_DISAGREEMENT',
		disputeStartDate: account.today,
		value: payment.value,
		paymentDate: payment.paymentDate,
		disputeStatus: null,
		deadlineToSendDisputeDocuments: addDays(account.today, 7),
	};
	account.emit('PAYMENT_CHARGEBACK_REQUESTED', payment);
}

function answer(payment: Payment, changes: Partial<Chargeback>): void {
	if (payment.chargeback) payment.chargeback = { ...payment.chargeback, ...changes };
}

/** The creditor sends documents against it. */
export function disputeChargeback(account: AsaasAccount, payment: Payment): void {
	mustBe(payment, ['CHARGEBACK_REQUESTED'], 'disputar');
	payment.status = 'CHARGEBACK_DISPUTE';
	answer(payment, { status: 'IN_DISPUTE', disputeStatus: 'REQUESTED' });
	account.emit('PAYMENT_CHARGEBACK_DISPUTE', payment);
}

/** The dispute is won; the money comes back later, when it is settled. */
export function winChargeback(account: AsaasAccount, payment: Payment): void {
	mustBe(payment, ['CHARGEBACK_DISPUTE'], 'reverter');
	payment.status = 'AWAITING_CHARGEBACK_REVERSAL';
	answer(payment, { disputeStatus: 'ACCEPTED' });
	account.emit('PAYMENT_AWAITING_CHARGEBACK_REVERSAL', payment);
}

/** The money goes back to the card's owner. */
export function loseChargeback(account: AsaasAccount, payment: Payment): void {
	mustBe(payment, ['CHARGEBACK_REQUESTED', 'CHARGEBACK_DISPUTE'], 'devolver');
	payment.status = 'REFUNDED';
	answer(payment, { status: 'DISPUTE_LOST', disputeStatus: 'REJECTED' });
	account.emit('PAYMENT_REFUNDED', payment);
}

/** The customer opens the page of a charge, or its boleto. */
export function view(account: AsaasAccount, payment: Payment, what: 'invoice' | 'bankSlip' = 'invoice'): void {
	const moment = timeOf(account.now());
	if (what === 'invoice') payment.lastInvoiceViewedDate = moment;
	else payment.lastBankSlipViewedDate = moment;
	account.emit(what === 'invoice' ? 'PAYMENT_CHECKOUT_VIEWED' : 'PAYMENT_BANK_SLIP_VIEWED', payment);
}
