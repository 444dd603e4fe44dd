import { daysInMonth, numberFromCivil, weekdayOfNumber } from './day';
import { easterNumber } from './easter';

/** Days from Easter Sunday to the days that move with it. */
export const CARNIVAL_MONDAY = -48;
export const CARNIVAL_TUESDAY = -47;
export const GOOD_FRIDAY = -2;
export const CORPUS_CHRISTI = 60;

/** One holiday as its law writes it. */
export interface HolidayRule {
	/** `MM-DD`, the days from Easter Sunday, or what finds the day (as days since 1970-01-01) in a year. */
	on: string | number | ((year: number) => number);
	/** In Portuguese, as an operator reads it. */
	name: string;
	/** What makes it a holiday. */
	law: string;
	/** First year it was kept; null when that was before 2000, or is not known. */
	since: number | null;
	/** Last year it was kept; null while it still is. */
	until: number | null;
}

/** A line of a table of holidays. */
export function holiday(on: HolidayRule['on'], name: string, law: string, since: number | null = null, until: number | null = null): HolidayRule {
	return { on, name, law, since, until };
}

/** The day a rule falls on in a year, as days since 1970-01-01; null when it is not kept in that year. */
export function dayOfRule(rule: HolidayRule, year: number): number | null {
	if ((rule.since !== null && year < rule.since) || (rule.until !== null && year > rule.until)) return null;
	if (typeof rule.on === 'function') return rule.on(year);
	return typeof rule.on === 'number' ? easterNumber(year) + rule.on : fixedDay(year, rule.on);
}

/** The number of `MM-DD` in a year; null for 29 February in a year without one. */
export function fixedDay(year: number, monthDay: string): number | null {
	const month = Number(monthDay.slice(0, 2));
	const date = Number(monthDay.slice(3));
	return date <= daysInMonth(year, month) ? numberFromCivil(year, month, date) : null;
}

/** `month`-`date`, moved to another day of its week by the weekday it falls on (0 = Sunday): `{ 2: 3 }` moves a Tuesday three days on. */
export function movedByWeekday(month: number, date: number, moves: Readonly<Record<number, number>>): (year: number) => number {
	return (year) => {
		const number = numberFromCivil(year, month, date);
		return number + (moves[weekdayOfNumber(number)] ?? 0);
	};
}

/** The first Sunday on or after `month`-`date`. */
export function sundayFrom(month: number, date: number): (year: number) => number {
	return movedByWeekday(month, date, { 1: 6, 2: 5, 3: 4, 4: 3, 5: 2, 6: 1 });
}

/** The last Monday to Friday of a year. */
export function lastWeekday(year: number): number {
	return movedByWeekday(12, 31, { 0: -2, 6: -1 })(year);
}
