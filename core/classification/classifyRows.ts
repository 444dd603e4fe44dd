import type { Day } from '../calendar/day';
import type { Calendar } from '../calendar/Calendar';
import type { CustomerHistory } from '../history/CustomerHistory';
import { historyFromInvoices } from '../history/fromInvoices';
import type { InvoiceInput } from '../importing/invoiceInput';
import type { Cents } from '../money/cents';
import { classifyCustomer, classifyInvoice, type InvoiceClassification, type Overrule } from './classify';
import { importances } from './importance';
import type { ClassificationSettings } from './settings';
import type { StandstillFacts } from './standstill';

/** An invoice as a row tells of it, with what the row tells beside of why it would not be collected. */
export type ClassifiedRow = InvoiceInput & Pick<StandstillFacts, 'promisedUntil'>;

export interface ClassifyRowsOptions {
	today: Day;
	calendar: Calendar;
	/** What people said against computed profiles, by the customer's key. */
	overrules: ReadonlyMap<string, Overrule>;
	/** Keeps the rows of the score without points, too. */
	allPoints?: boolean;
}

/**
 * Classifies invoices by nothing but each other: a customer's history is what the rows tell of it, and its importance its
 * share of their revenue. An invoice that is there twice (same number, due date and amount) counts once, as it stands most
 * settled. Results are in the order of the rows.
 */
export function classifyRows(rows: readonly ClassifiedRow[], settings: ClassificationSettings, { today, calendar, overrules, allPoints }: ClassifyRowsOptions): InvoiceClassification[] {
	const keys = [...new Set(rows.map(({ customer }) => customer.key))];
	const histories = historiesOf(rows, today, calendar);
	const ofKey = (key: string): CustomerHistory => histories.get(key) ?? historyFromInvoices([], today, calendar);
	const abc = importances(keys.map((key, customerId) => ({ customerId, cents: ofKey(key).revenue.cents })), settings.abc);
	const customers = new Map(keys.map((key, id) => [key, classifyCustomer(ofKey(key), settings, today, { importance: abc.get(id), overrule: overrules.get(key) })]));
	return rows.map(({ dueDate, status, amountCents, paidCents, promisedUntil, customer: { key } }) => {
		const customer = customers.get(key);
		if (!customer) throw new Error(`customer ${key} was not classified`);
		return classifyInvoice({ dueDate, status, balanceCents: openBalance(status, amountCents, paidCents), customerOverdueCents: ofKey(key).overdue.cents, promisedUntil }, customer, settings, { today, calendar, allPoints });
	});
}

/** The history of each customer, by key, with the revenue of all of them together. */
function historiesOf(rows: readonly InvoiceInput[], today: Day, calendar: Calendar): Map<string, CustomerHistory> {
	const byCustomer = new Map<string, Map<string, InvoiceInput>>();
	for (const row of rows) {
		const known = byCustomer.get(row.customer.key) ?? new Map<string, InvoiceInput>();
		const invoice = `${row.dueDate} ${row.amountCents} ${row.number}`;
		const other = known.get(invoice);
		if (!other || isMoreSettled(row, other)) known.set(invoice, row);
		byCustomer.set(row.customer.key, known);
	}
	const histories = new Map<string, CustomerHistory>();
	for (const [key, invoices] of byCustomer) histories.set(key, historyFromInvoices([...invoices.values()], today, calendar, told([...invoices.values()])));
	const totalCents = [...histories.values()].reduce((sum, { revenue }) => sum + revenue.cents, 0);
	for (const history of histories.values()) history.revenue.totalCents = totalCents;
	return histories;
}

/** Whether one row of an invoice says more of it than another: of two exports, the later one. Whichever comes first. */
function isMoreSettled(one: InvoiceInput, other: InvoiceInput): boolean {
	const order = SETTLING.indexOf(one.status) - SETTLING.indexOf(other.status) || one.paidCents - other.paidCents;
	return order === 0 ? (one.paidOn ?? '') < (other.paidOn ?? '') : order > 0;
}

const SETTLING: ReadonlyArray<InvoiceInput['status']> = ['open', 'disputed', 'cancelled', 'paid'];

/** What the rows tell of the customer itself; where they differ, the last one that tells it. */
function told(rows: readonly InvoiceInput[]) {
	const last = <K extends 'since' | 'creditLimitCents' | 'creditLimitUntil'>(key: K) => rows.findLast(({ customer }) => customer[key] !== undefined)?.customer[key];
	return { customerSince: last('since') ?? null, creditLimit: { cents: last('creditLimitCents') ?? null, until: last('creditLimitUntil') ?? null } };
}

function openBalance(status: InvoiceInput['status'], amountCents: Cents, paidCents: Cents): Cents {
	return status === 'paid' || status === 'cancelled' ? 0 : Math.max(0, amountCents - paidCents);
}
