import { dayNumber, type Day } from '../calendar/day';
import type { CustomerHistory, Lateness } from '../history/CustomerHistory';

/** The figures that rules and points look at: all of them either grow with lateness or do not depend on payments at all. */
export interface PayerFacts {
	history: CustomerHistory;
	/** How invoices were paid: those due in the last 12 months, or all there ever were where those are too few. */
	lateness: Lateness;
	/** Whether `lateness` is of the last 12 months. */
	isYear: boolean;
	/** Invoices that have fallen due, paid or not. */
	matured: number;
	/** Since when a customer, in days; null when unknown. */
	relationshipDays: number | null;
}

/**
 * @param minimumInvoices how many invoices must have fallen due in the last 12 months for these alone to be looked at.
 * Payments do not change which period it is, so that no late payment can choose a better one.
 */
export function payerFacts(history: CustomerHistory, minimumInvoices: number, today: Day): PayerFacts {
	const isYear = history.matured.year >= minimumInvoices;
	return {
		history,
		lateness: isYear ? history.lateness.year : history.lateness.all,
		isYear,
		matured: history.matured.all,
		relationshipDays: history.customerSince === null ? null : dayNumber(today) - dayNumber(history.customerSince),
	};
}

/** Mean days late of all invoices of a period, those paid in time among them; 0 of none. */
export function meanDays({ days, due }: Lateness): number {
	return due === 0 ? 0 : days / due;
}

/** Percent of the invoices of a period that were late; 0 of none. */
export function latePercent({ late, due }: Lateness): number {
	return due === 0 ? 0 : (100 * late) / due;
}

/** A rule or a row of points as it is stored: its key and the numbers that its text tells. */
export type Figures = readonly number[];

export const YEAR = 1;
export const WHOLE_HISTORY = 0;

/** `dos últimos 12 meses`, or of the whole history. */
export function period(isYear: number): string {
	return isYear === YEAR ? 'dos últimos 12 meses' : 'de toda a história';
}
