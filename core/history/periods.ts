import { civilFromNumber, dayFromNumber, dayNumber, daysInMonth, numberFromCivil, type Day } from '../calendar/day';

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

/** The same day of the month `count` months earlier, or that month's last day where it is shorter. */
export function monthsBefore(day: Day, count: number): Day {
	const { year, month, date } = civilFromNumber(dayNumber(day));
	const months = year * 12 + month - 1 - count;
	const earlier = { year: Math.floor(months / 12), month: (months % 12) + 1 };
	return dayFromNumber(numberFromCivil(earlier.year, earlier.month, Math.min(date, daysInMonth(earlier.year, earlier.month))));
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
