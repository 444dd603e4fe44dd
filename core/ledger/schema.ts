import type { Generated, Insertable, Selectable } from 'kysely';
import type { Day } from '../calendar/day';
import type { Cents } from '../money/cents';
import type { InvoiceStatus } from '../items';
import type { ContactState, ClaimState } from './contacts/states';
import type { Importance, PayerProfile } from '../classification/profiles';
import type { ListingState } from '../listing/states';
import type { AgreementState, CauseOrigin, OccurrenceKind } from '../occurrences/kinds';

/** UTC instant, ISO 8601 with milliseconds: compares as text. */
export type Instant = string;

export interface CustomersTable {
	id: Generated<number>;
	/** What makes two rows of different files the same customer: `doc:…`, `code:…`, `email:…` or `name:…`. */
	key: string;
	name: string;
	document: string | null;
	email: string | null;
	phone: string | null;
	state: string | null;
	city: string | null;
	/** CEP, 8 digits. */
	postal_code: string | null;
	code: string | null;
	/** Last day on which nothing is sent to this customer. */
	excluded_until: Day | null;
	/** Since when it is a customer, where that was told; the first invoice tells otherwise. */
	customer_since: Generated<Day | null>;
	/** How much it may owe at once, and the last day that this holds; null when nobody set one. */
	credit_limit_cents: Generated<Cents | null>;
	credit_limit_until: Generated<Day | null>;
	created_at: Instant;
	updated_at: Instant;
}

export interface InvoicesTable {
	id: Generated<number>;
	source: string;
	number: string;
	customer_id: number;
	description: string | null;
	issue_date: Day | null;
	due_date: Day;
	amount_cents: Cents;
	/** Sum of the invoice's payments. */
	paid_cents: Cents;
	status: InvoiceStatus;
	paid_on: Day | null;
	payment_url: string | null;
	/** Linha digitável, digits only, check digits verified. */
	boleto_line: string | null;
	/** Pix "copia e cola" that the invoice's source made for it. */
	pix_payload: string | null;
	/** Page where it can be paid by card. */
	card_url: string | null;
	/** Fine, interest and discount where they differ from the account's: a TermsOverride as JSON. */
	terms: string | null;
	/** Last day of the customer's promise to pay. */
	promised_until: Day | null;
	/** Why it is disputed or cancelled, in the operator's words. */
	status_note: string | null;
	/** The import that last saw this invoice: tells a number repeated within one file from an update. */
	import_id: string;
	/** Name of the payment gateway that has a charge of it, and the gateway's id of that charge. */
	gateway: Generated<string | null>;
	gateway_id: Generated<string | null>;
	/** The gateway's own word for where the charge stands. */
	gateway_status: Generated<string | null>;
	/** Where the gateway last said it stands, which a person may have overruled in `status`. */
	gateway_state: Generated<InvoiceStatus | null>;
	/** Orders what the gateway says: a GatewayOrder. Only what is later than this changes the invoice. */
	gateway_as_of: Generated<string | null>;
	/** What the charge asks for: less than the invoice's amount where a part had been paid before it was made. */
	gateway_amount_cents: Generated<Cents | null>;
	/** When the gateway last told of it at all. */
	gateway_seen_at: Generated<Instant | null>;
	/** The plan that the invoice is an instalment of, which one, and how many there are. */
	installment_id: Generated<string | null>;
	installment_number: Generated<number | null>;
	installment_count: Generated<number | null>;
	/** The active agreement that it is part of: nothing is sent about it meanwhile. */
	agreement_id: Generated<number | null>;
	created_at: Instant;
	/** When it last changed, or an import last told of it: of an unpaid one, until when it was known to be that. */
	updated_at: Instant;
}

export interface PaymentsTable {
	id: Generated<number>;
	invoice_id: number;
	amount_cents: Cents;
	paid_on: Day;
	/** Unique within the invoice, so that the same payment told twice counts once. */
	reference: string;
	created_at: Instant;
}

export interface RulersTable {
	id: Generated<number>;
	key: string;
	/** Hash of the steps the positions were computed for; empty until the first full run has ended. */
	steps_hash: string;
	created_at: Instant;
}

/** Where each invoice stands on each ruler. */
export interface PositionsTable {
	ruler_id: number;
	invoice_id: number;
	/** Day the ruler first saw the invoice; null while it has not looked yet. */
	enrolled_on: Day | null;
	/** Day (relative to the due date) of the newest step that was carried out. */
	done_day: number | null;
	/** The ruler must look at the invoice on or after this day; null when no step can follow. */
	next_on: Day | null;
	/** Day the invoice was last routed to a step (what "at most once a day" reads). */
	routed_on: Day | null;
	/** Goes up whenever the invoice must be looked at anew, so that a run that read it before does not undo that. */
	revision: Generated<number>;
}

export interface ContactsTable {
	id: Generated<number>;
	customer_id: number;
	channel: string;
	ruler: string;
	/** Step keys the message covers, for people: `D+5` or `D+1, D+5`. */
	steps: string;
	/** `reminder` asks for money and counts towards the caps; `thanks` does not. */
	purpose: 'reminder' | 'thanks';
	recipient: string;
	subject: string;
	message_id: string;
	/** JSON array of the invoice ids the message covers. */
	invoice_ids: string;
	/** JSON array of `{ txid, invoiceIds }` of the Pix codes in the message; null when it carried none of ours. */
	pix_txids: string | null;
	state: ContactState;
	reason: string | null;
	/** Which try of this message it was, from 1. */
	attempt: number;
	/** Process that claimed it: `host:pid:random`. */
	claimed_by: string;
	claimed_at: Instant;
	/** Day of the claim in the creditor's time zone. */
	claimed_on: Day;
	/** After this instant a contact still `claimed` belongs to nobody. */
	lease_until: Instant;
	finished_at: Instant | null;
	/** Who settled an `unknown` contact and what they wrote. */
	settled_note: string | null;
}

/** One row for each invoice and step that a message covers: the unique key that forbids a second one. */
export interface ClaimsTable {
	ruler: string;
	step: string;
	channel: string;
	invoice_id: number;
	due_date: Day;
	contact_id: number;
	state: ClaimState;
	attempt: number;
	step_day: number;
	/** `positions.done_day` before the claim, put back when the claim is released. */
	previous_done_day: number | null;
}

export interface PromisesTable {
	id: Generated<number>;
	invoice_id: number;
	until: Day;
	note: string | null;
	created_at: Instant;
}

export interface ExclusionsTable {
	id: Generated<number>;
	customer_id: number;
	until: Day;
	note: string | null;
	created_at: Instant;
}

export interface LegalRatesTable {
	/** `YYYY-MM`. */
	month: string;
	/** Millionths of a percent. */
	rate: number;
	updated_at: Instant;
}

/** Which of a gateway's customers is which of ours; several may be the same person. */
export interface GatewayCustomersTable {
	gateway: string;
	gateway_id: string;
	customer_id: number;
	/** 1 while the gateway writes to the customer by itself. */
	notifies: number;
	updated_at: Instant;
}

/** How many instalments a gateway's plans have. */
export interface GatewayPlansTable {
	gateway: string;
	gateway_id: string;
	installments: number;
}

/** Every event that a gateway's webhook delivered, and what became of it. */
export interface GatewayEventsTable {
	gateway: string;
	event_id: string;
	type: string;
	charge_id: string | null;
	happened_at: Instant;
	received_at: Instant;
	/** How often it was delivered. */
	deliveries: Generated<number>;
	/** `received` while it waits to be applied. */
	state: 'received' | 'applied' | 'ignored';
	/** What it did to the invoice, see ChargeEffect. */
	effect: string | null;
	detail: string | null;
	invoice_id: number | null;
	/** As it was delivered, JSON. */
	body: string;
}

/** Which events were delivered to which listener (a published trigger), and which it has told of. */
export interface GatewayDeliveriesTable {
	gateway: string;
	event_id: string;
	listener: string;
	told_at: Instant | null;
}

export interface GatewaySyncsTable {
	gateway: string;
	/** Who runs it, and until when it counts as running unless renewed. */
	worker: string;
	lease_until: Instant;
	/** A sync that has not ended, JSON: see SyncProgress. */
	progress: string | null;
	/** Start of the last sync that ended, and of the last full one that did. */
	last_started_at: Instant | null;
	last_full_at: Instant | null;
	last_finished_at: Instant | null;
}

/** A charge that is being asked for at a gateway: whoever wants the same one waits, or looks for it there first. */
export interface GatewayOrdersTable {
	gateway: string;
	reference: string;
	invoice_id: number | null;
	worker: string;
	lease_until: Instant;
}

/** Why customers do not pay: the list that an occurrence's cause is chosen from. */
export interface CausesTable {
	key: string;
	/** For people, in Portuguese. */
	name: string;
	/** `internal` is our own fault. */
	origin: CauseOrigin;
	/** 1: not offered any more, still told of what happened before. */
	retired: Generated<number>;
}

/** What happened with a customer, or with one invoice of it. */
export interface OccurrencesTable {
	id: Generated<number>;
	customer_id: number;
	invoice_id: number | null;
	kind: OccurrenceKind;
	cause: string | null;
	note: string | null;
	/** Who wrote it down. */
	author: string | null;
	happened_on: Day;
	created_at: Instant;
}

export interface AgreementsTable {
	id: Generated<number>;
	customer_id: number;
	state: AgreementState;
	made_on: Day;
	/** Day of its last payment, where that is known. */
	ends_on: Day | null;
	/** Day it was kept, broken or cancelled; null while it is active. */
	ended_on: Day | null;
	note: string | null;
	created_at: Instant;
	updated_at: Instant;
}

export interface AgreementInvoicesTable {
	agreement_id: number;
	invoice_id: number;
}

/** How each customer was last classified. */
export interface CustomerProfilesTable {
	customer_id: number;
	as_of: Day;
	/** The one that counts: a person's, where a person overruled the computed one. */
	profile: PayerProfile;
	computed_profile: PayerProfile;
	/** Risk, 0 to 100. */
	score: number;
	importance: Importance;
	/** JSON: see core/classification. */
	reasons: string;
	alerts: string;
	overrule_id: number | null;
	/** Hash of the thresholds and points it was computed with. */
	method: string;
}

/** A person's word against a computed profile (LGPD art. 20); one in force a customer. */
export interface ProfileOverrulesTable {
	id: Generated<number>;
	customer_id: number;
	profile: PayerProfile;
	note: string;
	author: string | null;
	/** Last day it holds; null until it is withdrawn. */
	until: Day | null;
	created_at: Instant;
	withdrawn_at: Instant | null;
}

/** Every lookup at a credit bureau, from before it is sent, and every later use of a report that one gave. */
export interface BureauLookupsTable {
	id: Generated<number>;
	provider: string;
	product: string;
	/** CPF or CNPJ without punctuation. */
	document: string;
	customer_id: number | null;
	/** What it was for (LGPD art. 6 I): a LookupPurpose, and more in words. */
	purpose: string;
	purpose_note: string | null;
	cost_cents: Cents;
	/** `YYYY-MM` at the creditor's: the budget it counts in. */
	month: string;
	/** `asked` and `unknown` count in the budget as `answered` does; `refused` was not charged. */
	state: 'asked' | 'answered' | 'refused' | 'unknown';
	detail: string | null;
	/** Who settled an `unknown` lookup and what they wrote. */
	settled_note: string | null;
	worker: string;
	lease_until: Instant;
	asked_at: Instant;
	finished_at: Instant | null;
	/** 1 for the bureau's test environment: what it tells is invented, and costs nothing. */
	is_test: Generated<number>;
	/** The lookup whose report was used again, at no cost; null for one that was asked. */
	reused_lookup_id: number | null;
}

export interface CreditReportsTable {
	id: Generated<number>;
	lookup_id: number;
	provider: string;
	product: string;
	document: string;
	customer_id: number | null;
	answered_at: Instant;
	answered_on: Day;
	/** Null when the bureau gave none, which is not 0. */
	score: number | null;
	/** 1 when the document itself or any debt is restricted; 0, too, when the report does not tell of debts. */
	restricted: number;
	/** JSON: a CreditReport. */
	report: string;
	/** The bureau's own answer, encrypted; null when it was not to be kept. */
	raw: string | null;
	/** 1 for a report of the bureau's test environment, about an invented person: never taken for a real one. */
	is_test: Generated<number>;
}

export interface CreditDecisionsTable {
	id: Generated<number>;
	document: string;
	customer_id: number | null;
	decision: 'approve' | 'approve_with_down_payment' | 'refuse' | 'ask_person';
	limit_cents: Cents | null;
	limit_until: Day | null;
	down_payment_percent: number | null;
	/** JSON array of texts. */
	reasons: string;
	decided_on: Day;
	decided_at: Instant;
}

/** Written notices of a listing to come. */
export interface ListingNoticesTable {
	id: Generated<number>;
	invoice_id: number;
	contact_id: number | null;
	channel: string;
	sent_on: Day;
	/** Day on which its delivery was proven. */
	delivered_on: Day | null;
	/** What proves it: a tracking number, a receipt. */
	proof: string | null;
	created_at: Instant;
	updated_at: Instant;
}

export interface ListingsTable {
	id: Generated<number>;
	invoice_id: number;
	provider: string;
	state: ListingState;
	/** The provider's own id of it. */
	provider_reference: string | null;
	amount_cents: Cents;
	requested_on: Day;
	listed_on: Day | null;
	/** Last day to take it back once nothing justifies it (STJ Súmula 548). */
	removal_due_on: Day | null;
	removal_requested_on: Day | null;
	removed_on: Day | null;
	detail: string | null;
	worker: string;
	lease_until: Instant;
	created_at: Instant;
	updated_at: Instant;
}

export interface LedgerTables {
	causes: CausesTable;
	occurrences: OccurrencesTable;
	agreements: AgreementsTable;
	agreement_invoices: AgreementInvoicesTable;
	customer_profiles: CustomerProfilesTable;
	profile_overrules: ProfileOverrulesTable;
	bureau_lookups: BureauLookupsTable;
	credit_reports: CreditReportsTable;
	credit_decisions: CreditDecisionsTable;
	listing_notices: ListingNoticesTable;
	listings: ListingsTable;
	gateway_customers: GatewayCustomersTable;
	gateway_plans: GatewayPlansTable;
	gateway_events: GatewayEventsTable;
	gateway_deliveries: GatewayDeliveriesTable;
	gateway_syncs: GatewaySyncsTable;
	gateway_orders: GatewayOrdersTable;
	customers: CustomersTable;
	invoices: InvoicesTable;
	payments: PaymentsTable;
	rulers: RulersTable;
	positions: PositionsTable;
	contacts: ContactsTable;
	claims: ClaimsTable;
	promises: PromisesTable;
	exclusions: ExclusionsTable;
	legal_rates: LegalRatesTable;
}

export type InvoiceRow = Selectable<InvoicesTable>;
export type CustomerRow = Selectable<CustomersTable>;
export type ContactRow = Selectable<ContactsTable>;
export type NewContact = Insertable<ContactsTable>;
