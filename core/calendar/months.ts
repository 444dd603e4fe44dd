import { addDays, civilFromNumber, dayFromNumber, dayNumber, daysInMonth, numberFromCivil, type Day } from './day';

/** The same day of the month `count` months earlier, or that month's last day where it is shorter. */
export function monthsBefore(day: Day, count: number): Day {
	const { year, month, date } = civilFromNumber(dayNumber(day));
	const months = year * 12 + month - 1 - count;
	const earlier = { year: Math.floor(months / 12), month: (months % 12) + 1 };
	return dayFromNumber(numberFromCivil(earlier.year, earlier.month, Math.min(date, daysInMonth(earlier.year, earlier.month))));
}

/** How many last days of a month come after one day, up to another, which counts; negative for days the wrong way round. */
export function monthEndsBetween(after: Day, upTo: Day): number {
	return monthNumber(addDays(upTo, 1)) - monthNumber(addDays(after, 1));
}

/** Months counted from year 0 on. */
function monthNumber(day: Day): number {
	const { year, month } = civilFromNumber(dayNumber(day));
	return year * 12 + month - 1;
}
