import { excerpt } from '../importing/problems';
import { isDay, type Day } from './day';

/** Days off that an account adds of its own: some once, some every year. */
export interface LocalHolidays {
	/** Full days, `YYYY-MM-DD`. */
	days: ReadonlySet<Day>;
	/** Days of every year, `MM-DD`. */
	yearly: ReadonlySet<string>;
}

/** An account that adds no days. */
export const NO_LOCAL_HOLIDAYS: LocalHolidays = { days: new Set(), yearly: new Set() };

/** More than any place has in many years; a longer list is something else pasted into the field. */
export const MAX_LOCAL_HOLIDAYS = 300;
const MAX_TEXT = 10_000;
const LEAP_YEAR = 2000;

const EXPECTED = 'Use dia/mês para todo ano, como 25/01, ou o dia completo, como 09/07/2026 ou 2026-07-09.';
const FULL = /^(\d{4})-(\d{2})-(\d{2})$/;
const FULL_DAY_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const YEARLY = /^(\d{1,2})\/(\d{1,2})$/;

/**
 * The days off that an account adds, from text such as `25/01, 2026-07-09; 09/07/2027`: separated by commas,
 * semicolons or spaces; `25/01` comes back every year (29/02 in leap years). `09-07` says neither which is the
 * month nor whether it comes back, and is refused.
 *
 * @throws RangeError, in Portuguese, naming the piece that is wrong; also for more than {@link MAX_LOCAL_HOLIDAYS} days
 */
export function parseLocalHolidays(text: string): LocalHolidays {
	if (text.length > MAX_TEXT) throw tooMany();
	const days = new Set<Day>();
	const yearly = new Set<string>();
	for (const piece of text.split(/[\s,;]+/)) {
		if (piece === '') continue;
		const day = readPiece(piece);
		(day.length === 5 ? yearly : days).add(day);
		if (days.size + yearly.size > MAX_LOCAL_HOLIDAYS) throw tooMany();
	}
	return { days, yearly };
}

/** `YYYY-MM-DD` or `MM-DD`. */
function readPiece(piece: string): string {
	const yearlyMatch = YEARLY.exec(piece);
	if (yearlyMatch) {
		const monthDay = `${yearlyMatch[2].padStart(2, '0')}-${yearlyMatch[1].padStart(2, '0')}`;
		if (!isDay(`${LEAP_YEAR}-${monthDay}`)) throw notInCalendar(piece);
		return monthDay;
	}
	const dayFirst = FULL_DAY_FIRST.exec(piece);
	const day = dayFirst ? `${dayFirst[3]}-${dayFirst[2].padStart(2, '0')}-${dayFirst[1].padStart(2, '0')}` : piece;
	if (!FULL.test(day)) throw new RangeError(`O feriado "${excerpt(piece)}" não é um dia. ${EXPECTED}`);
	if (!isDay(day)) throw notInCalendar(piece);
	return day;
}

function notInCalendar(piece: string): RangeError {
	return new RangeError(`O feriado "${excerpt(piece)}" não existe no calendário. ${EXPECTED}`);
}

function tooMany(): RangeError {
	return new RangeError(`São mais de ${MAX_LOCAL_HOLIDAYS} feriados locais. ${EXPECTED}`);
}
