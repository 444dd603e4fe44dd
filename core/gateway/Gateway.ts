import type { Day } from '../calendar/day';
import type { TermsOverride } from '../charges';
import type { CustomerInput } from '../importing/invoiceInput';
import type { RowProblem } from '../importing/problems';
import type { InvoiceStatus } from '../items';
import type { Instant } from '../ledger/schema';
import type { Cents } from '../money/cents';
import type { Transport } from './ApiClient';

/** A charge as a gateway tells it, in the ledger's own terms. */
export interface GatewayCharge {
	/** The gateway's id of it. */
	id: string;
	/** The gateway's id of whoever owes it. */
	customerId: string;
	/** What people call it: the number on its bill. */
	number: string;
	/** What whoever made the charge wrote on it to find it again. */
	reference: string | null;
	description: string | null;
	issueDate: Day | null;
	dueDate: Day;
	/** Face amount, before interest or discount. Above zero. */
	amountCents: Cents;
	/** Where it stands; null for a state that this version does not know, which nobody may be dunned in. */
	state: InvoiceStatus | null;
	/** The gateway's own word for it. */
	status: string;
	/** Why it is cancelled or disputed, for the operator. */
	note: string | null;
	/** What was received, when it is paid. */
	payment: { cents: Cents; paidOn: Day } | null;
	/** What the gateway itself adds for late and takes off for early: it is what will be charged. */
	terms: TermsOverride;
	/** Page where the customer can pay. */
	paymentUrl: string | null;
	installment: Installment | null;
}

/** Which instalment of a plan a charge is. */
export interface Installment {
	/** The gateway's id of the plan. */
	id: string;
	number: number;
	/** How many there are in all; null when the charge does not tell. */
	count: number | null;
}

/** A plan that an amount is paid by in instalments. */
export interface InstallmentPlan {
	id: string;
	/** How many there are in all. */
	count: number;
}

/** A customer as a gateway tells it. */
export interface GatewayCustomer {
	id: string;
	customer: CustomerInput;
	/** Whether the gateway writes to the customer by itself, beside us. */
	notifies: boolean;
}

/** What was read, and when it was so: an event of before does not undo it, one of after does. */
export interface Reading<T> {
	value: T;
	readAt: Instant;
}

/** One of the listings that a sync goes through. */
export interface SyncPass {
	/** Names it in the ledger: a sync that was broken off goes on with it. */
	key: string;
	/** For the operator. */
	label: string;
	of: 'customers' | 'plans' | 'charges';
	/** Query of the listing, for the adapter alone. */
	query: Readonly<Record<string, string>>;
	/** Listings are not always filtered as asked: charges outside are left out here. */
	dueUntil?: Day;
}

/** A page of a listing. */
export interface SyncPage {
	customers: GatewayCustomer[];
	plans: InstallmentPlan[];
	charges: GatewayCharge[];
	/** Entries that could not be read, with what is wrong; `row` is the place in the listing, from 1. */
	problems: GatewayProblem[];
	/** Entries in the whole listing; null when the gateway does not tell. */
	total: number | null;
	/** Entries before the end of this page, for the progress. */
	read: number;
	/** Where the listing goes on after this page; null after the last. */
	next: string | null;
	readAt: Instant;
}

/** A charge or customer that could not be read. */
export interface GatewayProblem {
	id: string;
	problem: RowProblem;
}

/** From when on a sync asks for what is new. */
export interface SyncWindow {
	mode: 'full' | 'incremental';
	/** First day asked for by an incremental sync, overlap included. */
	since: Day | null;
	today: Day;
}

/** How a charge is paid today. */
export interface GatewaySecondCopy {
	charge: GatewayCharge;
	readAt: Instant;
	/** What the gateway charges today: with its interest and fine, when it tells them. */
	amountCents: Cents;
	/** Digits of the linha digitável and of the barcode. */
	boletoLine: string | null;
	barcode: string | null;
	/** The bank's own number of the boleto (nosso número). */
	bankNumber: string | null;
	pixPayload: string | null;
	/** Last moment at which the Pix code works, as the gateway writes it. */
	pixExpires: string | null;
	paymentUrl: string | null;
	boletoUrl: string | null;
}

export type BillingType = 'boleto' | 'pix' | 'card' | 'any';

/** A charge to be made. */
export interface ChargeOrder {
	customerId: string;
	billing: BillingType;
	amountCents: Cents;
	dueDate: Day;
	description: string | null;
	/** Finds the charge again, should the answer be lost. */
	reference: string;
	terms: TermsOverride;
}

export const CYCLES = ['weekly', 'biweekly', 'monthly', 'bimonthly', 'quarterly', 'semiannually', 'yearly'] as const;
export type Cycle = (typeof CYCLES)[number];

/** A subscription to be made: a charge every cycle, from `dueDate` on. */
export interface SubscriptionOrder extends ChargeOrder {
	cycle: Cycle;
	/** How many charges in all; null without end. */
	count: number | null;
}

/** What a subscription became. */
export interface GatewaySubscription {
	id: string;
	nextDueDate: Day;
}

/** What a credit bureau needs to know of whoever is listed. */
export interface ListingOrder {
	chargeId: string;
	description: string | null;
	name: string;
	document: string;
	phone: string;
	postalCode: string;
	address: string;
	addressNumber: string;
	complement: string | null;
	/** Neighbourhood (bairro). */
	province: string;
}

/** A listing at a credit bureau (negativação). */
export interface GatewayListing {
	id: string;
	status: string;
	/** Whether it is under way or stands, and can be taken back. */
	isActive: boolean;
	/** Whether nothing of it stands any more; one whose removal is under way is neither active nor over. */
	isOver: boolean;
	/** What the gateway asks for it. */
	feeCents: Cents | null;
}

/** What a gateway's webhook said. */
export interface GatewayEvent {
	/** The same however often it is delivered. */
	id: string;
	type: string;
	happenedAt: Instant;
	/** Above zero. Among events of one instant, which the later is: what the gateway's clock is too coarse to tell. */
	rank: number;
	/** Null for an event that is about no charge. */
	charge: GatewayCharge | null;
	/** Why there is no charge: a kind of event that says nothing of one, or one that could not be read. */
	ignored: string | null;
}

/** What can be known of a webhook's body before anything else is. */
export interface WebhookContract {
	/** Header, in lower case, in which the gateway gives back the token it was told. */
	tokenHeader: string;
	/** Never throws: what cannot be read is an event with `ignored`. */
	readEvent(body: unknown): GatewayEvent;
}

/** One payment gateway's account. Every method throws a {@link GatewayError} with words for the operator. */
export interface Gateway {
	/** Its name in the ledger. */
	readonly name: string;
	/** Requests made and time waited so far. */
	usage(): GatewayUsage;

	passes(window: SyncWindow): SyncPass[];
	/** The pages of a listing from `cursor` on (null: from its beginning), one at a time in order. */
	pages(pass: SyncPass, cursor: string | null): AsyncIterable<SyncPage>;
	/** One charge as it is now; null when the gateway has none of that id. */
	readCharge(id: string): Promise<Reading<GatewayCharge> | null>;
	readCustomer(id: string): Promise<GatewayCustomer | null>;
	secondCopy(id: string): Promise<GatewaySecondCopy>;

	/** Customers of this CPF or CNPJ. */
	findCustomers(document: string): Promise<GatewayCustomer[]>;
	/** Makes a customer to whom the gateway does not write by itself. */
	createCustomer(customer: CustomerInput): Promise<GatewayCustomer>;
	turnOffNotifications(customerId: string): Promise<void>;

	/** Charges that carry this reference and were not deleted. */
	findCharges(reference: string): Promise<GatewayCharge[]>;
	createCharge(order: ChargeOrder): Promise<Reading<GatewayCharge>>;
	findSubscriptions(reference: string): Promise<GatewaySubscription[]>;
	createSubscription(order: SubscriptionOrder): Promise<GatewaySubscription>;
	cancelCharge(id: string): Promise<Reading<GatewayCharge>>;
	receiveInCash(id: string, payment: { cents: Cents; paidOn: Day }): Promise<Reading<GatewayCharge>>;

	/** The listings that were asked for, for a charge. */
	findListings(chargeId: string): Promise<GatewayListing[]>;
	requestListing(order: ListingOrder): Promise<GatewayListing>;
	cancelListing(listingId: string): Promise<GatewayListing>;

	/** Makes or renews the webhook of this address. */
	registerWebhook(webhook: { url: string; token: string; name: string; email: string | null }): Promise<void>;
	/** Whether the webhook of this address is there and delivers. */
	hasWebhook(url: string): Promise<boolean>;
	removeWebhook(url: string): Promise<void>;
}

export interface GatewayUsage {
	requests: number;
	retries: number;
	waitedMs: number;
	/** Requests left in the gateway's own limit; null when it has not told. */
	remaining: number | null;
}

/** A gateway as the dictionary lists it. */
export interface GatewayDefinition {
	name: string;
	label: string;
	/** n8n credential that holds its key. */
	credential: string;
	webhooks: WebhookContract;
	/** Throws a RangeError that names the field of the credential to correct. */
	connect(credential: Readonly<Record<string, unknown>>, transport: Transport): Gateway;
	/** The secret that webhook tokens are made from. Throws a RangeError when the credential has none. */
	secret(credential: Readonly<Record<string, unknown>>): string;
}
