import { dayFromNumber, type Day } from './day';
import { dayOfRule, type HolidayRule } from './holidayRule';
import { BANKING, NATIONAL } from './nationalHolidays';

export { Calendar, calendarOf, type CalendarPlace } from './Calendar';
export { easter } from './easter';

/** National holidays of a year. */
export function nationalHolidays(year: number): Set<Day> {
	return daysOf(NATIONAL, year);
}

/** Days on which banks do not open: national holidays, Carnival Monday and Tuesday, Corpus Christi, the last weekday. */
export function bankingHolidays(year: number): Set<Day> {
	return daysOf([...NATIONAL, ...BANKING], year);
}

function daysOf(rules: readonly HolidayRule[], year: number): Set<Day> {
	const numbers = rules.map((rule) => dayOfRule(rule, year)).filter((number) => number !== null);
	return new Set(numbers.map(dayFromNumber));
}
