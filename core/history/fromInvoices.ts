import { daysBetween, type Day } from '../calendar/day';
import type { Calendar } from '../calendar/Calendar';
import type { InvoiceStatus } from '../items';
import type { Instant } from '../ledger/schema';
import type { Cents } from '../money/cents';
import type { AgreementState } from '../occurrences/kinds';
import type { CustomerHistory, Lateness, Tally } from './CustomerHistory';
import { endOfPromise, historyPeriods, type HistoryPeriods } from './periods';
import { PromiseTally, type PromiseOutcome } from './promises';
import { undatedPaymentDay } from './undatedPayment';

/** A promise to pay an invoice, and when it was made. */
export interface PromiseFacts {
	until: Day;
	madeAt: Instant;
	/** The same, as a day of the creditor's: invoices promised together are one promise. */
	madeOn: Day;
}

/** An agreement that an invoice entered. */
export interface AgreedFacts {
	state: AgreementState;
	madeOn: Day;
	madeAt: Instant;
}

/** What a history reads of one invoice. */
export interface InvoiceFacts {
	issueDate: Day | null;
	dueDate: Day;
	amountCents: Cents;
	/** All that was received for it. */
	paidCents: Cents;
	status: InvoiceStatus;
	/** Day of the payment that settled it; null also when it is paid and the day was not told. */
	paidOn: Day | null;
	/** In the order in which they were made. */
	promises?: readonly PromiseFacts[];
	agreements?: readonly AgreedFacts[];
}

/** What is known of a customer beside its invoices. */
export type CustomerFacts = Partial<Pick<CustomerHistory, 'customerId' | 'customerSince' | 'agreements' | 'contacts' | 'creditLimit' | 'bureau'>> & {
	/** Invoiced to all customers in the last 12 months; null or left out when unknown. */
	totalRevenueCents?: Cents | null;
	/** Disputes there ever were, those of today among them; left out, today's alone are told. */
	disputes?: number;
};

/**
 * The history of one customer, from its invoices as items carry them. Facts that items do not tell stand at nothing,
 * unless `customer` tells them. The order of the invoices does not matter.
 *
 * @throws RangeError when a date is not a calendar day.
 */
export function historyFromInvoices(invoices: readonly InvoiceFacts[], today: Day, calendar: Calendar, customer: CustomerFacts = {}): CustomerHistory {
	const history = emptyHistory(customer);
	const periods = historyPeriods(today);
	const promises = new PromiseTally();
	const collected: Lateness[] = [history.lateness.all, history.lateness.year, history.lateness.recent, history.lateness.before];
	for (const invoice of invoices) {
		if (invoice.status === 'cancelled') continue;
		const began = invoice.issueDate !== null && invoice.issueDate < invoice.dueDate ? invoice.issueDate : invoice.dueDate;
		if (!customer.customerSince && (history.customerSince === null || began < history.customerSince)) history.customerSince = began;
		if (invoice.status === 'disputed') history.disputes.open += 1;
		else {
			addInvoice(history, collected, invoice, periods, today, calendar);
			addPromises(promises, invoice, today, calendar);
		}
	}
	history.promises = promises.total(periods.yearAgo);
	history.disputes.total = Math.max(customer.disputes ?? 0, history.disputes.open);
	return history;
}

function emptyHistory(customer: CustomerFacts): CustomerHistory {
	return {
		customerId: customer.customerId ?? null,
		customerSince: customer.customerSince ?? null,
		invoiced: tally(),
		paidOnTime: tally(),
		paidLate: tally(),
		lateness: { all: lateness(), year: lateness(), recent: lateness(), before: lateness() },
		matured: { all: 0, year: 0 },
		open: tally(),
		overdue: { ...tally(), oldestDays: 0 },
		promises: { kept: 0, broken: 0, pending: 0, brokenInYear: 0 },
		agreements: customer.agreements ?? { kept: 0, broken: 0, active: 0 },
		contacts: customer.contacts ?? { reached: 0, answered: 0, bounced: 0 },
		disputes: { open: 0, total: 0 },
		revenue: { cents: 0, totalCents: customer.totalRevenueCents ?? null },
		creditLimit: customer.creditLimit ?? { cents: null, until: null },
		bureau: customer.bureau ?? null,
	};
}

const tally = (): Tally => ({ count: 0, cents: 0 });
const lateness = (): Lateness => ({ due: 0, late: 0, days: 0, worst: 0 });

function addInvoice(history: CustomerHistory, collected: readonly Lateness[], invoice: InvoiceFacts, periods: HistoryPeriods, today: Day, calendar: Calendar): void {
	const { dueDate, amountCents } = invoice;
	const payable = calendar.nextBankingDay(dueDate);
	const paidOn = invoice.status === 'paid' ? (invoice.paidOn ?? undatedPaymentDay(dueDate, today)) : null;
	const agreedOn = agreedOnOf(invoice);
	// A payment told for a day to come is as late as no payment, so that none is never better than one.
	const counted = paidOn !== null && paidOn < today ? paidOn : today;
	const days = Math.max(0, daysBetween(payable, agreedOn !== null && agreedOn < counted ? agreedOn : counted));
	const isMature = payable < today;
	const isInYear = dueDate > periods.yearAgo;

	add(history.invoiced, amountCents);
	const invoicedOn = invoice.issueDate ?? dueDate;
	if (invoicedOn > periods.yearAgo && invoicedOn <= today) history.revenue.cents += amountCents;
	if (isMature) history.matured.all += 1;
	if (isMature && isInYear) history.matured.year += 1;
	if (paidOn !== null) add(days > 0 ? history.paidLate : history.paidOnTime, amountCents);
	else addOpen(history, Math.max(0, amountCents - invoice.paidCents), agreedOn === null ? days : 0);
	if (paidOn !== null || isMature) {
		const [all, year, recent, before] = collected;
		const isRecent = dueDate > periods.halfAgo;
		for (const period of [all, ...(isInYear ? [year] : []), ...(isRecent ? [recent] : isInYear ? [before] : [])]) addLateness(period, days);
	}
}

/**
 * The day from which an agreement speaks for the invoice: its delay is no longer counted while the agreement is active, nor
 * once it was paid and the agreement kept. Broken or called off, it is as if there had been none.
 */
function agreedOnOf({ agreements = [], status }: InvoiceFacts): Day | null {
	const days = agreements.filter(({ state }) => state === 'active' || (state === 'kept' && status === 'paid')).map(({ madeOn }) => madeOn);
	return days.sort()[0] ?? null;
}

function add(sum: Tally, cents: Cents): void {
	sum.count += 1;
	sum.cents += cents;
}

function addOpen({ open, overdue }: CustomerHistory, balanceCents: Cents, days: number): void {
	add(open, balanceCents);
	if (days === 0) return;
	add(overdue, balanceCents);
	overdue.oldestDays = Math.max(overdue.oldestDays, days);
}

function addLateness(period: Lateness, days: number): void {
	period.due += 1;
	period.days += days;
	if (days > 0) period.late += 1;
	period.worst = Math.max(period.worst, days);
}

/**
 * A promise is kept by a payment up to its day, or the next banking day; replaced in time, by another or by an agreement,
 * it is neither kept nor broken.
 */
function addPromises(tally: PromiseTally, { promises = [], agreements = [], status, paidOn }: InvoiceFacts, today: Day, calendar: Calendar): void {
	promises.forEach(({ until, madeAt, madeOn }, index) => {
		const payable = calendar.nextBankingDay(until);
		const next = promises[index + 1];
		const ends = endOfPromise(payable);
		if (next && next.madeAt < ends) return;
		if (agreements.some((agreement) => agreement.madeAt >= madeAt && agreement.madeAt < ends)) return;
		const isKept = status === 'paid' && (paidOn ?? today) <= payable;
		const unkept: PromiseOutcome = payable >= today ? 'pending' : 'broken';
		tally.add(until, madeOn, isKept ? 'kept' : unkept);
	});
}
