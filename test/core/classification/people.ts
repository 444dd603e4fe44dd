import { addDays, type Day } from '../../../core/calendar/day';
import { Calendar } from '../../../core/calendar/holidays';
import { assess, type Assessment } from '../../../core/classification/assess';
import { describeReason } from '../../../core/classification/profile';
import { describeRow, type ScoreRow } from '../../../core/classification/score';
import { DEFAULT_SETTINGS, type ClassificationSettings } from '../../../core/classification/settings';
import type { CustomerHistory } from '../../../core/history/CustomerHistory';
import { historyFromInvoices, type CustomerFacts, type InvoiceFacts } from '../../../core/history/fromInvoices';
import { monthsBefore } from '../../../core/calendar/months';
import { TODAY } from '../../support/invoices';

export const calendar = new Calendar();

/** Days between the last day to pay and the payment of one invoice; `unpaid` is open to this day. */
export type Delay = number | 'unpaid';

/** An invoice of R$ 1.000,00 by its due date. */
export function dueOn(dueDate: Day, delay: Delay, rest: Partial<InvoiceFacts> = {}): InvoiceFacts {
	const amountCents = rest.amountCents ?? 100_000;
	if (delay === 'unpaid') return { issueDate: null, dueDate, amountCents, paidCents: 0, status: 'open', paidOn: null, ...rest };
	const paidOn = addDays(calendar.nextBankingDay(dueDate), delay);
	if (paidOn > TODAY) throw new Error(`an invoice due on ${dueDate} cannot have been paid ${delay} days late by ${TODAY}`);
	return { issueDate: null, dueDate, amountCents, paidCents: amountCents, status: 'paid', paidOn, ...rest };
}

/** Invoices of R$ 1.000,00 due on the 10th of each month, oldest first, the last of them on 2026-11-10, two weeks ago. */
export function monthly(...delays: Delay[]): InvoiceFacts[] {
	return delays.map((delay, index) => dueOn(monthsBefore('2026-11-10', delays.length - 1 - index), delay));
}

/** As many of the same. */
export function times(count: number, delay: Delay): Delay[] {
	return Array.from({ length: count }, () => delay);
}

export function historyOf(invoices: readonly InvoiceFacts[], customer: CustomerFacts = {}): CustomerHistory {
	return historyFromInvoices(invoices, TODAY, calendar, customer);
}

export function assessed(history: CustomerHistory, settings: ClassificationSettings = DEFAULT_SETTINGS): Assessment {
	return assess(history, settings, TODAY);
}

/** The profile, and the reasons in words. */
export function judged(history: CustomerHistory, settings?: ClassificationSettings): { profile: string; reasons: string[] } {
	const { profile, reasons } = assessed(history, settings);
	return { profile, reasons: reasons.map(describeReason) };
}

/** One row of the score, in words. */
export function rowOf(key: string, history: CustomerHistory, settings?: ClassificationSettings): ScoreRow {
	const row = assessed(history, settings).rows.find((one) => one.key === key);
	if (!row) throw new Error(`no row ${key}`);
	return describeRow(row);
}
