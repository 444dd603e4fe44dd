import type { Day } from '../calendar/day';
import type { Cents } from '../money/cents';

/** How many, and how much in all. */
export interface Tally {
	count: number;
	cents: Cents;
}

/**
 * How invoices that fell due in a period were paid. An invoice that is still unpaid after its due date is as late as
 * it is today, so that paying later never looks better than paying sooner. One in an agreement that is active, or paid in
 * one that was kept, is as late as it was on the day of the agreement, at most.
 */
export interface Lateness {
	/** Invoices whose last day to pay without being late has passed, or that are paid. */
	due: number;
	/** Those of them paid late or still unpaid. */
	late: number;
	/** Days late, all of `due` together. */
	days: number;
	/** The longest of them. */
	worst: number;
}

/**
 * The facts of one customer that a classification reads. Cancelled invoices are in none of them; disputed ones are
 * told by `disputes` alone. Days late count from the last day on which the bill could be paid without being late
 * (Lei 7.089/1983: the next banking day).
 */
export interface CustomerHistory {
	/** The customer in the ledger; null when the history was made of items alone. */
	customerId: number | null;
	/** As it was told, or else the first invoice's issue or due date, whichever is earlier; null without either. */
	customerSince: Day | null;
	invoiced: Tally;
	paidOnTime: Tally;
	paidLate: Tally;
	/** Over the whole history, and over invoices due in the last 12 months, the last 6, and the 6 before those. */
	lateness: { all: Lateness; year: Lateness; recent: Lateness; before: Lateness };
	/**
	 * Invoices whose last day to pay without being late has passed, paid or not: in all, and of those due in the last 12
	 * months. No payment changes it, which is why it decides whether a history is long enough to tell anything.
	 */
	matured: { all: number; year: number };
	/** Unpaid balance in all, and of it what is past the last day to pay and in no active agreement. */
	open: Tally;
	overdue: Tally & { oldestDays: number };
	/**
	 * Promises by what became of them; one that was replaced by another, or by an agreement, before its day had passed is none of these. What was
	 * promised of several invoices on one day, for the same day, is one promise. `brokenInYear` are the broken ones for a day in the last 12 months.
	 */
	promises: { kept: number; broken: number; pending: number; brokenInYear: number };
	agreements: { kept: number; broken: number; active: number };
	/** Reminders that reached the customer in the last 12 months, and those answered: by a payment or promise within 7 days. */
	contacts: { reached: number; answered: number; bounced: number };
	disputes: { open: number; total: number };
	/** Invoiced in the last 12 months, by this customer and by all of the creditor's; `total` is null when unknown. */
	revenue: { cents: Cents; totalCents: Cents | null };
	creditLimit: { cents: Cents | null; until: Day | null };
	/**
	 * What credit bureaus said in the last 12 months; null when none did. Restricted when the newest report of any bureau's
	 * product is, and `answeredOn` then is of the newest such report; else, as `score` always, of the newest report. Null when
	 * none of them tells whether there are restrictions.
	 */
	bureau: { restricted: boolean | null; score: number | null; answeredOn: Day } | null;
}
