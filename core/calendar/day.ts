/**
 * A calendar day, `YYYY-MM-DD`, with no clock and no time zone. Days of this form compare with `<` and
 * `>` as text, which is why the ledger stores them so. Years 0100 to 9999.
 */
export type Day = string;

/** Year, month (1 to 12) and day of the month. */
export interface CivilDay {
	year: number;
	month: number;
	date: number;
}

/** Days from 0000-03-01, where 400 years of exactly 146 097 days begin, to 1970-01-01. */
const EPOCH = 719_468;
const DAYS_A_CYCLE = 146_097;
const FIRST_NUMBER = -719_528; // 0000-01-01
const LAST_NUMBER = 2_932_896; // 9999-12-31
const DASH = 45;

/** Days since 1970-01-01. Throws a RangeError when `day` is not an existing calendar day. */
export function dayNumber(day: Day): number {
	const number = read(day);
	if (Number.isNaN(number)) throw new RangeError(`"${day}" is not a calendar day in the form YYYY-MM-DD`);
	return number;
}

/** The day that is `number` days after 1970-01-01. Throws a RangeError before the year 0 and after the year 9999. */
export function dayFromNumber(number: number): Day {
	const { year, month, date } = civilFromNumber(number);
	return `${year < 1000 ? String(year).padStart(4, '0') : year}-${month < 10 ? '0' : ''}${month}-${date < 10 ? '0' : ''}${date}`;
}

/** Year, month and day of the month of the day that is `number` days after 1970-01-01. */
export function civilFromNumber(number: number): CivilDay {
	const days = Math.floor(number) + EPOCH;
	if (!(number >= FIRST_NUMBER && number < LAST_NUMBER + 1)) throw new RangeError(`${number} is not the number of a calendar day`);
	// A year that begins in March has its leap day last, so months have lengths that one line of arithmetic gives.
	const cycle = Math.floor(days / DAYS_A_CYCLE);
	const dayOfCycle = days - cycle * DAYS_A_CYCLE;
	const yearOfCycle = Math.floor((dayOfCycle - Math.floor(dayOfCycle / 1460) + Math.floor(dayOfCycle / 36_524) - Math.floor(dayOfCycle / 146_096)) / 365);
	const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
	const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
	const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
	return { year: cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month, date: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1 };
}

/** The number of an existing day; the caller has checked that it exists. */
export function numberFromCivil(year: number, month: number, date: number): number {
	const marchYear = month <= 2 ? year - 1 : year;
	const cycle = Math.floor(marchYear / 400);
	const yearOfCycle = marchYear - cycle * 400;
	const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
	return cycle * DAYS_A_CYCLE + yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear - EPOCH;
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
	if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether `text` is an existing calendar day in the form `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
	return !Number.isNaN(read(text));
}

/** The day `count` days after `day`; before it when `count` is negative. */
export function addDays(day: Day, count: number): Day {
	return dayFromNumber(dayNumber(day) + count);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
	return dayNumber(to) - dayNumber(from);
}

/** Day of the week, 0 = Sunday … 6 = Saturday. */
export function weekday(day: Day): number {
	return weekdayOfNumber(dayNumber(day));
}

/** Day of the week of the day that is `number` days after 1970-01-01, 0 = Sunday … 6 = Saturday. */
export function weekdayOfNumber(number: number): number {
	return (((number + 4) % 7) + 7) % 7;
}

/** The number of the day that `text` says; NaN when it says none. */
function read(text: string): number {
	if (text.length !== 10 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return Number.NaN;
	const year = 100 * twoDigits(text, 0) + twoDigits(text, 2);
	const month = twoDigits(text, 5);
	const date = twoDigits(text, 8);
	// Written so that NaN fails each comparison. A year with two leading zeros is a two-digit year gone wrong.
	if (!(year >= 100 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month))) return Number.NaN;
	return numberFromCivil(year, month, date);
}

function twoDigits(text: string, at: number): number {
	const tens = text.charCodeAt(at) - 48;
	const units = text.charCodeAt(at + 1) - 48;
	return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : Number.NaN;
}

interface Clock {
	format: Intl.DateTimeFormat;
	at: number;
	shown: { day: Day; time: string };
}

/** Making a formatter costs far more than using it, and a run asks for one instant in a few zones. */
const clocks = new Map<string, Clock>();

/** Day and time of day as the wall clock in `timeZone` (IANA name) shows them at `now`. */
export function wallClock(now: Date, timeZone: string): { day: Day; time: string } {
	let clock = clocks.get(timeZone);
	if (!clock) {
		clock = { format: clockFormat(timeZone), at: Number.NaN, shown: { day: '', time: '' } };
		clocks.set(timeZone, clock);
	}
	if (clock.at !== now.getTime()) {
		const parts = clock.format.formatToParts(now);
		const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
		clock.shown = { day: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` };
		clock.at = now.getTime();
	}
	return { ...clock.shown };
}

function clockFormat(timeZone: string): Intl.DateTimeFormat {
	return new Intl.DateTimeFormat('en-CA', {
		timeZone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	});
}
