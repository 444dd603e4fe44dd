import { dayFromNumber, dayNumber, type Day } from '../calendar/day';
import { monthsBefore } from '../calendar/months';

/** Where the periods of a history begin: an invoice belongs to one when its due date is later than that day. */
export interface HistoryPeriods {
	/** 12 months before today. */
	yearAgo: Day;
	/** 6 months before today. */
	halfAgo: Day;
}

/** The periods that end today. */
export function historyPeriods(today: Day): HistoryPeriods {
	return { yearAgo: monthsBefore(today, 12), halfAgo: monthsBefore(today, 6) };
}

/** How long after a reminder a payment or a promise still counts as its answer. */
export const ANSWER_DAYS = 7;

/**
 * The instant before which a promise is still replaced in time, when it was for a day that could be kept until
 * `payable`: the end of that day in the westernmost time zone of Brazil, so that no hour decides against the customer.
 */
export function endOfPromise(payable: Day): string {
	return `${dayFromNumber(dayNumber(payable) + 1)}T05:00:00.000Z`;
}
