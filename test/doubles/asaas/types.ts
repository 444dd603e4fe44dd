/** What the API answers with, field by field as the real one; ids, days and amounts are its own (reais, `YYYY-MM-DD`). */
export const BILLING_TYPES = ['UNDEFINED', 'BOLETO', 'CREDIT_CARD', 'DEBIT_CARD', 'TRANSFER', 'DEPOSIT', 'PIX'] as const;
export type BillingType = (typeof BILLING_TYPES)[number];

export const PAYMENT_STATUSES = [
	'PENDING',
	'RECEIVED',
	'CONFIRMED',
	'OVERDUE',
	'REFUNDED',
	'RECEIVED_IN_CASH',
	'REFUND_REQUESTED',
	'REFUND_IN_PROGRESS',
	'CHARGEBACK_REQUESTED',
	'CHARGEBACK_DISPUTE',
	'AWAITING_CHARGEBACK_REVERSAL',
	'DUNNING_REQUESTED',
	'DUNNING_RECEIVED',
	'AWAITING_RISK_ANALYSIS',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export type AmountType = 'FIXED' | 'PERCENTAGE';

export interface Customer {
	object: 'customer';
	id: string;
	dateCreated: string;
	name: string;
	email: string | null;
	company: string | null;
	phone: string | null;
	mobilePhone: string | null;
	address: string | null;
	addressNumber: string | null;
	complement: string | null;
	province: string | null;
	postalCode: string | null;
	cpfCnpj: string | null;
	personType: 'FISICA' | 'JURIDICA';
	deleted: boolean;
	additionalEmails: string | null;
	externalReference: string | null;
	notificationDisabled: boolean;
	observations: string | null;
	municipalInscription: string | null;
	stateInscription: string | null;
	canDelete: boolean;
	cannotBeDeletedReason: string | null;
	canEdit: boolean;
	cannotEditReason: string | null;
	city: number | null;
	cityName: string | null;
	state: string | null;
	country: string;
	foreignCustomer: boolean;
}

export interface Refund {
	dateCreated: string;
	status: 'DONE';
	value: number;
	endToEndIdentifier: string | null;
	description: string | null;
	effectiveDate: string | null;
	transactionReceiptUrl: string | null;
	refundedSplits: [];
}

export interface Chargeback {
	id: string;
	payment: string;
	installment: string | null;
	status: 'REQUESTED' | 'IN_DISPUTE' | 'DISPUTE_LOST' | 'REVERSED' | 'DONE';
	reason: string;
	disputeStartDate: string | null;
	value: number;
	paymentDate: string | null;
	disputeStatus: 'REQUESTED' | 'ACCEPTED' | 'REJECTED' | null;
	deadlineToSendDisputeDocuments: string | null;
}

/** Terms that a charge, a subscription and an installment plan have alike. */
export interface Terms {
	discount: { value: number; limitDate: string | null; dueDateLimitDays: number; type: AmountType };
	fine: { value: number; type: AmountType };
	/** Percent a month. */
	interest: { value: number; type: 'PERCENTAGE' };
}

export interface Payment extends Terms {
	object: 'payment';
	id: string;
	dateCreated: string;
	customer: string;
	subscription: string | null;
	installment: string | null;
	checkoutSession: string | null;
	paymentLink: string | null;
	value: number;
	netValue: number;
	originalValue: number | null;
	interestValue: number | null;
	description: string | null;
	billingType: BillingType;
	canBePaidAfterDueDate: boolean;
	confirmedDate: string | null;
	pixTransaction: string | null;
	pixQrCodeId: string | null;
	status: PaymentStatus;
	dueDate: string;
	originalDueDate: string;
	paymentDate: string | null;
	clientPaymentDate: string | null;
	installmentNumber: number | null;
	invoiceUrl: string;
	invoiceNumber: string;
	externalReference: string | null;
	deleted: boolean;
	anticipated: boolean;
	anticipable: boolean;
	creditDate: string | null;
	estimatedCreditDate: string | null;
	transactionReceiptUrl: string | null;
	nossoNumero: string | null;
	bankSlipUrl: string | null;
	lastInvoiceViewedDate: string | null;
	lastBankSlipViewedDate: string | null;
	postalService: boolean;
	chargeback: Chargeback | null;
	escrow: null;
	refunds: Refund[] | null;
}

export interface Installment {
	object: 'installment';
	id: string;
	value: number;
	netValue: number;
	paymentValue: number;
	installmentCount: number;
	billingType: BillingType;
	paymentDate: string | null;
	description: string | null;
	expirationDay: number;
	dateCreated: string;
	customer: string;
	paymentLink: string | null;
	checkoutSession: string | null;
	transactionReceiptUrl: string | null;
	deleted: boolean;
	refunds: null;
}

export const CYCLES = ['WEEKLY', 'BIWEEKLY', 'MONTHLY', 'BIMONTHLY', 'QUARTERLY', 'SEMIANNUALLY', 'YEARLY'] as const;
export type Cycle = (typeof CYCLES)[number];

export interface Subscription extends Terms {
	object: 'subscription';
	id: string;
	dateCreated: string;
	customer: string;
	paymentLink: string | null;
	billingType: BillingType;
	cycle: Cycle;
	value: number;
	nextDueDate: string;
	endDate: string | null;
	description: string | null;
	status: 'ACTIVE' | 'EXPIRED' | 'INACTIVE';
	deleted: boolean;
	maxPayments: number | null;
	externalReference: string | null;
	checkoutSession: string | null;
	split: null;
}

export interface Dunning {
	id: string;
	dunningNumber: number;
	status: 'PENDING' | 'AWAITING_APPROVAL' | 'AWAITING_CANCELLATION' | 'PROCESSED' | 'PAID' | 'PARTIALLY_PAID' | 'DENIED' | 'CANCELLED';
	type: 'CREDIT_BUREAU';
	payment: string;
	requestDate: string;
	description: string | null;
	value: number;
	feeValue: number;
	netValue: number;
	receivedInCashFeeValue: number;
	denialReason: string | null;
	cancellationFeeValue: number;
	canBeCancelled: boolean;
	cannotBeCancelledReason: string | null;
	isNecessaryResendDocumentation: boolean;
}

export interface Webhook {
	id: string;
	name: string;
	url: string;
	email: string;
	enabled: boolean;
	interrupted: boolean;
	apiVersion: number;
	/** Never told: answers have `hasAuthToken`. */
	authToken: string | null;
	sendType: 'SEQUENTIALLY' | 'NON_SEQUENTIALLY';
	events: string[];
}

export interface AsaasEvent {
	id: string;
	event: string;
	dateCreated: string;
	account: { id: string; ownerId: null };
	/** The charge as it was at that moment. */
	payment?: Partial<Payment>;
	subscription?: Subscription;
}
