import { addDays, type Day } from '../../calendar/day';
import { endOfDay } from '../../calendar/endOfDay';
import { termsFromJson, termsOf, termsToJson } from '../../charges';
import { undatedPaymentDay } from '../../history/undatedPayment';
import type { InvoiceInput } from '../../importing/invoiceInput';
import type { InvoiceStatus } from '../../items';
import type { Cents } from '../../money/cents';
import { isSettledAtDiscount, mayBeConsumer, type Charging } from '../charging';
import type { InvoiceRow } from '../schema';

/** The columns of an invoice that an import may write. */
export interface InvoiceFacts {
	description: string | null;
	issue_date: Day | null;
	due_date: Day;
	amount_cents: Cents;
	paid_cents: Cents;
	status: InvoiceStatus;
	paid_on: Day | null;
	payment_url: string | null;
	boleto_line: string | null;
	pix_payload: string | null;
	card_url: string | null;
	terms: string | null;
}

export interface ImportPlan {
	kind: 'created' | 'updated' | 'unchanged';
	facts: InvoiceFacts;
	/** What the import adds to the payments known so far; 0 when it tells nothing new. */
	newlyPaidCents: Cents;
	/** Whether it makes the invoice paid without telling the day. */
	undated: boolean;
	dueDateChanged: boolean;
}

/**
 * What importing `input` does to the invoice the ledger has (`existing`) or does not have yet.
 *
 * A file is often older than the ledger, so an import never takes back what the ledger learnt since: a paid
 * invoice stays paid, a payment stays counted, a dispute or cancellation stays until a person ends it. And
 * an invoice that is settled keeps the amounts it was settled with.
 */
export function planImport(input: InvoiceInput, existing: InvoiceRow | undefined, today: Day, charging: Charging | null): ImportPlan {
	if (!existing) {
		const facts = factsOf(input, today, charging);
		return { kind: 'created', facts, newlyPaidCents: input.paidCents, undated: isUndated(facts, input), dueDateChanged: false };
	}
	if (existing.status === 'paid' || existing.status === 'cancelled') {
		return { kind: 'unchanged', facts: existing, newlyPaidCents: 0, undated: false, dueDateChanged: false };
	}
	const paid = Math.max(existing.paid_cents, input.paidCents);
	const owed = existing.gateway_id === null ? { ...input, terms: input.terms ?? termsFromJson(existing.terms) } : { ...input, ...chargedAtGateway(existing) };
	const told = factsOf({ ...owed, paidCents: paid }, today, charging);
	const facts: InvoiceFacts = {
		...told,
		description: told.description ?? existing.description,
		issue_date: told.issue_date ?? existing.issue_date,
		payment_url: told.payment_url ?? existing.payment_url,
		boleto_line: told.boleto_line ?? existing.boleto_line,
		pix_payload: told.pix_payload ?? existing.pix_payload,
		card_url: told.card_url ?? existing.card_url,
		terms: told.terms ?? existing.terms,
		status: told.status === 'open' ? existing.status : told.status,
	};
	const undated = isUndated(facts, input);
	if (undated && wasOwedLate(existing, facts.due_date, charging)) facts.paid_on = today;
	return {
		kind: sameFacts(facts, existing) ? 'unchanged' : 'updated',
		facts,
		newlyPaidCents: paid - existing.paid_cents,
		undated,
		dueDateChanged: facts.due_date !== existing.due_date,
	};
}

/** An invoice with a charge at a gateway owes what the charge says, since that is what its boleto and Pix collect. */
function chargedAtGateway({ due_date, amount_cents, terms }: InvoiceRow): Pick<InvoiceInput, 'dueDate' | 'amountCents' | 'terms' | 'boletoLine' | 'pixPayload'> {
	return { dueDate: due_date, amountCents: amount_cents, terms: termsFromJson(terms), boletoLine: null, pixPayload: null };
}

function factsOf(input: InvoiceInput, today: Day, charging: Charging | null): InvoiceFacts {
	const paid = input.status !== 'cancelled' && (input.paidCents >= input.amountCents || (charging !== null && isPaidAtDiscount(input, today, charging)));
	const status = paid ? 'paid' : input.status;
	return {
		description: input.description,
		issue_date: input.issueDate,
		due_date: input.dueDate,
		amount_cents: input.amountCents,
		paid_cents: input.paidCents,
		status,
		paid_on: status === 'paid' ? (input.paidOn ?? undatedPaymentDay(input.dueDate, today)) : null,
		payment_url: input.paymentUrl,
		boleto_line: input.boletoLine,
		pix_payload: input.pixPayload,
		card_url: input.cardUrl,
		terms: termsToJson(input.terms),
	};
}

function isUndated({ status }: InvoiceFacts, { paidOn }: InvoiceInput): boolean {
	return status === 'paid' && paidOn === null;
}

/** In the westernmost time zone of Brazil a day is over last, so that no hour makes a customer late. */
const WESTERNMOST = 'America/Rio_Branco';

/** Whether the invoice was still told as owed once the last day to pay it without being late was over: so it was not paid by then. */
function wasOwedLate({ updated_at }: InvoiceRow, dueDate: Day, charging: Charging | null): boolean {
	const payable = charging ? charging.calendar.nextBankingDay(dueDate) : dueDate;
	return updated_at >= endOfDay(payable, WESTERNMOST);
}

/** Whoever paid early and took the discount owes nothing more. */
function isPaidAtDiscount(input: InvoiceInput, today: Day, charging: Charging): boolean {
	if (input.paidCents === 0) return false;
	const { amountCents, dueDate, terms, customer, paidCents, paidOn } = input;
	const invoice = { amountCents, dueDate, terms: termsOf(charging.terms, terms), isConsumer: mayBeConsumer(customer.document) };
	// A file that does not say when it was paid gets the benefit of the doubt: nobody who paid is dunned.
	const earliest = addDays(dueDate, -Math.max(0, ...invoice.terms.discounts.map(({ daysBefore }) => daysBefore)));
	return isSettledAtDiscount(invoice, [{ cents: paidCents, paidOn: paidOn ?? (earliest < today ? earliest : today) }], charging);
}

function sameFacts(a: InvoiceFacts, b: InvoiceFacts): boolean {
	return (
		a.due_date === b.due_date &&
		a.amount_cents === b.amount_cents &&
		a.paid_cents === b.paid_cents &&
		a.status === b.status &&
		a.description === b.description &&
		a.issue_date === b.issue_date &&
		a.payment_url === b.payment_url &&
		a.boleto_line === b.boleto_line &&
		a.pix_payload === b.pix_payload &&
		a.card_url === b.card_url &&
		a.terms === b.terms
	);
}
