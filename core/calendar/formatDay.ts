import { dayNumber, type Day } from './day';

/** `31/12/2026`. Throws a RangeError when `day` is not a calendar day. */
export function formatDay(day: Day): string {
	dayNumber(day);
	return day.split('-').reverse().join('/');
}
