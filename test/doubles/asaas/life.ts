import { decimalFromCents, centsFromDecimal } from '../../../core/money/cents.ts';
import type { AsaasAccount } from './account.ts';
import { dueValue, netValueOf } from './amounts.ts';
import { addDays, timeOf } from './clock.ts';
import { refuse } from './errors.ts';
import type { Dunning, Payment, PaymentStatus } from './types.ts';

/** What can be paid, changed or removed. */
export const OPEN: readonly PaymentStatus[] = ['PENDING', 'OVERDUE'];
/** What the customer still owes: what is at the credit bureau is. */
export const OWED: readonly PaymentStatus[] = [...OPEN, 'DUNNING_REQUESTED'];
const PAID: readonly PaymentStatus[] = ['RECEIVED', 'CONFIRMED'];
/** Days until the money of a card payment is the creditor's. */
const CARD_DAYS = 32;

export type PaidBy = 'BOLETO' | 'PIX' | 'CREDIT_CARD';

/** Throws the refusal that the API would make when a charge is in none of these states. */
export function mustBe(payment: Payment, statuses: readonly PaymentStatus[], action: string): void {
	if (!payment.deleted && statuses.includes(payment.status)) return;
	const state = payment.deleted ? 'removida' : payment.status;
	throw refuse('invalid_action', `Não é possível ${action} esta cobrança: a situação dela é ${state}.`);
}

/** A charge's state while it is not paid, by its due date. */
export function unpaidStatus(account: AsaasAccount, { dueDate }: Payment): PaymentStatus {
	return dueDate < account.today ? 'OVERDUE' : 'PENDING';
}

/** The dunning of a charge that is under way, or was before the charge was paid. */
export function dunningOf(account: AsaasAccount, payment: Payment): Dunning | undefined {
	return account.dunnings.page(0, 1, (dunning) => dunning.payment === payment.id && dunning.status !== 'CANCELLED' && dunning.status !== 'DENIED').data[0];
}

function take(payment: Payment, paid: number): void {
	if (paid !== payment.value) {
		payment.originalValue = payment.value;
		payment.interestValue = paid > payment.value ? decimalFromCents(centsFromDecimal(paid) - centsFromDecimal(payment.value)) : null;
		payment.value = paid;
	}
	payment.netValue = netValueOf(paid, payment.billingType === 'CREDIT_CARD');
}

export interface PayOptions {
	/** Default: today. */
	on?: string;
	/** Default: what is owed on that day, with fine, interest and discount. */
	value?: number;
	/** Default: what the charge is billed by; PIX when that is left to the customer. */
	by?: PaidBy;
}

/** The customer pays. Pix is received at once; a boleto is confirmed, then received; a card is only confirmed. */
export function pay(account: AsaasAccount, payment: Payment, { on = account.today, value, by }: PayOptions = {}): void {
	mustBe(payment, OWED, 'pagar');
	const billed = payment.billingType === 'BOLETO' || payment.billingType === 'CREDIT_CARD' ? payment.billingType : 'PIX';
	const inDunning = payment.status === 'DUNNING_REQUESTED';
	payment.billingType = by ?? billed;
	take(payment, value ?? dueValue(payment, on));
	payment.clientPaymentDate = on;
	payment.confirmedDate = on;
	payment.transactionReceiptUrl = `${account.pageUrl}/comprovantes/${account.nextNumber()}`;
	if (inDunning) return receiveInDunning(account, payment, on);
	if (payment.billingType === 'PIX') payment.pixTransaction = account.random.uuid();
	else {
		payment.status = 'CONFIRMED';
		payment.creditDate = payment.estimatedCreditDate = addDays(on, payment.billingType === 'BOLETO' ? 1 : CARD_DAYS);
		account.emit('PAYMENT_CONFIRMED', payment);
	}
	if (payment.billingType !== 'CREDIT_CARD') receive(account, payment, on);
}

function receive(account: AsaasAccount, payment: Payment, on: string): void {
	payment.status = 'RECEIVED';
	payment.paymentDate = on;
	payment.creditDate = payment.estimatedCreditDate = on;
	account.emit('PAYMENT_RECEIVED', payment);
}

function receiveInDunning(account: AsaasAccount, payment: Payment, on: string): void {
	payment.status = 'DUNNING_RECEIVED';
	payment.paymentDate = payment.creditDate = payment.estimatedCreditDate = on;
	const dunning = dunningOf(account, payment);
	if (dunning) Object.assign(dunning, { status: 'PAID', canBeCancelled: false });
	account.emit('PAYMENT_DUNNING_RECEIVED', payment);
}

/** The money of a confirmed payment comes in, or comes back after a won dispute. */
export function settle(account: AsaasAccount, payment: Payment): void {
	mustBe(payment, ['CONFIRMED', 'AWAITING_CHARGEBACK_REVERSAL'], 'receber');
	if (payment.chargeback) payment.chargeback.status = 'REVERSED';
	receive(account, payment, account.today);
}

export function receiveInCash(account: AsaasAccount, payment: Payment, { on = account.today, value }: PayOptions = {}): void {
	mustBe(payment, OWED, 'confirmar o recebimento em dinheiro de');
	take(payment, value ?? payment.value);
	payment.status = 'RECEIVED_IN_CASH';
	payment.paymentDate = payment.clientPaymentDate = payment.confirmedDate = on;
	payment.netValue = payment.value;
	account.emit('PAYMENT_RECEIVED', payment);
}

export function undoReceivedInCash(account: AsaasAccount, payment: Payment): void {
	mustBe(payment, ['RECEIVED_IN_CASH'], 'desfazer o recebimento em dinheiro de');
	payment.status = unpaidStatus(account, payment);
	payment.value = payment.originalValue ?? payment.value;
	payment.netValue = netValueOf(payment.value, false);
	payment.originalValue = payment.interestValue = null;
	payment.paymentDate = payment.clientPaymentDate = payment.confirmedDate = null;
	account.emit('PAYMENT_RECEIVED_IN_CASH_UNDONE', payment);
}

/** Money goes back to the customer: all that is left, or a part. */
export function refund(account: AsaasAccount, payment: Payment, value?: number, description: string | null = null): void {
	mustBe(payment, PAID, 'estornar');
	const refunded = (payment.refunds ?? []).reduce((sum, one) => sum + centsFromDecimal(one.value), 0);
	const left = centsFromDecimal(payment.value) - refunded;
	const cents = value === undefined ? left : centsFromDecimal(value);
	if (cents <= 0 || cents > left) throw refuse('invalid_value', 'O valor do estorno deve ser maior que zero e não pode passar do valor recebido.');
	const isPix = payment.billingType === 'PIX';
	payment.refunds = [
		...(payment.refunds ?? []),
		{
			dateCreated: timeOf(account.now()),
			status: 'DONE',
			value: decimalFromCents(cents),
			endToEndIdentifier: isPix ? `D19540550${account.today.replaceAll('-', '')}${account.random.letters(15)}` : null,
			description,
			effectiveDate: isPix ? timeOf(account.now()) : null,
			transactionReceiptUrl: `${account.pageUrl}/comprovantes/${account.nextNumber()}`,
			refundedSplits: [],
		},
	];
	if (cents === left) payment.status = 'REFUNDED';
	account.emit(cents === left ? 'PAYMENT_REFUNDED' : 'PAYMENT_PARTIALLY_REFUNDED', payment);
}

export function remove(account: AsaasAccount, payment: Payment): void {
	mustBe(payment, OPEN, 'remover');
	account.payments.mark(payment, true);
	account.emit('PAYMENT_DELETED', payment);
}

export function restore(account: AsaasAccount, payment: Payment): void {
	if (!payment.deleted) throw refuse('invalid_action', 'Somente é possível restaurar cobranças removidas.');
	account.payments.mark(payment, false);
	payment.status = unpaidStatus(account, payment);
	account.emit('PAYMENT_RESTORED', payment);
}

/** The due date or the amount of a charge changes, which is what PAYMENT_UPDATED is about. */
export function change(account: AsaasAccount, payment: Payment, changes: { dueDate?: string; value?: number }): void {
	mustBe(payment, OPEN, 'alterar');
	const { dueDate = payment.dueDate, value = payment.value } = changes;
	if (dueDate === payment.dueDate && value === payment.value) return;
	payment.dueDate = dueDate;
	payment.value = value;
	payment.netValue = netValueOf(value, payment.billingType === 'CREDIT_CARD');
	payment.status = unpaidStatus(account, payment);
	account.emit('PAYMENT_UPDATED', payment);
}
