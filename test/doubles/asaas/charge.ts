import type { AsaasAccount } from './account.ts';
import { netValueOf } from './amounts.ts';
import { addDays } from './clock.ts';
import { makeCustomer } from './people.ts';
import type { Payment, Terms } from './types.ts';

/** No discount, no fine and no interest, as the API tells them. */
export function termsOf(given: { discount?: Partial<Terms['discount']> | null; fine?: Partial<Terms['fine']> | null; interest?: Partial<Terms['interest']> | null }): Terms {
	return {
		discount: { value: 0, limitDate: null, dueDateLimitDays: 0, type: 'FIXED', ...given.discount },
		// a fine is a percentage unless it says otherwise; none at all is told as a fixed one
		fine: { value: 0, type: given.fine?.value ? 'PERCENTAGE' : 'FIXED', ...given.fine },
		interest: { value: 0, type: 'PERCENTAGE', ...given.interest },
	};
}

/** What a charge may be made from. */
export type ChargeChanges = Partial<Omit<Payment, 'discount' | 'fine' | 'interest'>> & Parameters<typeof termsOf>[0];

/** Puts a charge into the data; what is not said is made up. A due date that has gone by makes it OVERDUE. */
export function makeCharge(account: AsaasAccount, changes: ChargeChanges = {}): Payment {
	const id = changes.id ?? `pay_${account.random.letters()}`;
	const own = id.replace(/^pay_/, '');
	const { today } = account;
	const billingType = changes.billingType ?? 'BOLETO';
	const dueDate = changes.dueDate ?? addDays(today, 7);
	const value = changes.value ?? 100;
	// the customer may choose a boleto where the billing type is left to him
	const hasSlip = billingType === 'BOLETO' || billingType === 'UNDEFINED';
	const charge: Payment = {
		object: 'payment',
		id,
		dateCreated: today < dueDate ? today : addDays(dueDate, -7),
		customer: changes.customer ?? makeCustomer(account).id,
		subscription: null,
		installment: null,
		checkoutSession: null,
		paymentLink: null,
		netValue: netValueOf(value, billingType === 'CREDIT_CARD'),
		originalValue: null,
		interestValue: null,
		description: null,
		canBePaidAfterDueDate: true,
		confirmedDate: null,
		pixTransaction: null,
		pixQrCodeId: null,
		status: dueDate < today ? 'OVERDUE' : 'PENDING',
		originalDueDate: dueDate,
		paymentDate: null,
		clientPaymentDate: null,
		installmentNumber: null,
		invoiceUrl: `${account.pageUrl}/i/${own}`,
		invoiceNumber: account.nextNumber(),
		externalReference: null,
		deleted: false,
		anticipated: false,
		anticipable: false,
		creditDate: null,
		estimatedCreditDate: null,
		transactionReceiptUrl: null,
		nossoNumero: hasSlip ? account.nextNumber() : null,
		bankSlipUrl: hasSlip ? `${account.pageUrl}/b/pdf/${own}` : null,
		lastInvoiceViewedDate: null,
		lastBankSlipViewedDate: null,
		postalService: false,
		chargeback: null,
		escrow: null,
		refunds: null,
		...changes,
		// a change that is there and undefined is none
		billingType,
		dueDate,
		value,
		...termsOf(changes),
	};
	account.payments.set(id, charge);
	return charge;
}
