import { excerpt, ParseError } from '../importing/problems';
import { daysInMonth, type Day } from './day';

const EXPECTED = 'Use dia/mês/ano, como 31/12/2026, ou 2026-12-31.';
const MIN_YEAR = 1990;
const MAX_YEAR = 2100;
const MAX_TEXT = 40;

/** A time of day after the date, read over: `T00:00:00.000Z`, ` 10:30`, `, 10:30:00`. */
const TIME = '(?:(?:T|,?\\s+)\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?\\s*(?:Z|UTC|[+-]\\d{2}:?\\d{2})?)?';
const DAY_FIRST = new RegExp(`^(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})${TIME}$`, 'i');
const YEAR_FIRST = new RegExp(`^(\\d{4})([/.-])(\\d{1,2})\\2(\\d{1,2})${TIME}$`, 'i');
const SERIAL = /^\d{5}(?:[.,]\d{1,12})?$/;

/** Spreadsheets count days from 1899-12-30; this is that day as {@link Date.UTC} milliseconds. */
const SPREADSHEET_EPOCH = Date.UTC(1899, 11, 30);
const MIN_SERIAL = 20_000;
const MAX_SERIAL = 80_000;

/**
 * A calendar day from what spreadsheets, banks, systems and n8n hand over: `31/12/2026`, `31-12-2026`,
 * `31.12.2026`, `1/2/2026` (always the day first), `31/12/26` (20yy), `2026-12-31`, an ISO instant (the day
 * as it is written, not shifted to a time zone), a Date (its UTC day), a spreadsheet's serial number
 * (20000 to 80000, the integer part) and a DateTime-like object with `toISODate()`.
 *
 * @returns a day of the years 1990 to 2100
 * @throws ParseError when it is empty, of another form, outside those years or not in the calendar
 */
export function parseDay(value: unknown): Day {
	if (typeof value === 'string') return fromText(value);
	if (typeof value === 'number') return fromSerial(value, value);
	if (value instanceof Date) return fromDate(value, value);
	if (hasIsoDate(value)) {
		const iso: unknown = value.toISODate();
		if (typeof iso === 'string') return fromText(iso);
	}
	throw notADay(value);
}

function fromText(value: string): Day {
	const text = value.length > MAX_TEXT ? value.trim().slice(0, MAX_TEXT + 1) : value.trim();
	let match = DAY_FIRST.exec(text);
	if (match) return fromParts(match[4].length === 2 ? `20${match[4]}` : match[4], match[3], match[1], value);
	match = YEAR_FIRST.exec(text);
	if (match) return fromParts(match[1], match[3], match[4], value);
	if (SERIAL.test(text)) return fromSerial(Number(text.replace(',', '.')), value);
	if (text === '') throw new ParseError(`A data está vazia. ${EXPECTED}`);
	throw notADay(value);
}

function fromParts(yearText: string, monthText: string, dayText: string, value: unknown): Day {
	const year = Number(yearText);
	const month = Number(monthText);
	const day = Number(dayText);
	if (year < MIN_YEAR || year > MAX_YEAR) {
		throw new ParseError(`O ano da data "${excerpt(value)}" não está entre ${MIN_YEAR} e ${MAX_YEAR}. ${EXPECTED}`);
	}
	if (month < 1 || month > 12) throw new ParseError(`A data "${excerpt(value)}" tem o mês ${month}. ${EXPECTED}`);
	if (day < 1 || day > daysInMonth(year, month)) {
		throw new ParseError(`A data "${excerpt(value)}" não existe no calendário. ${EXPECTED}`);
	}
	return `${yearText}-${twoDigits(month)}-${twoDigits(day)}`;
}

function fromSerial(serial: number, value: unknown): Day {
	if (!(serial >= MIN_SERIAL && serial <= MAX_SERIAL)) throw notADay(value);
	return fromDate(new Date(SPREADSHEET_EPOCH + Math.floor(serial) * 86_400_000), value);
}

function fromDate(date: Date, value: unknown): Day {
	if (Number.isNaN(date.getTime())) throw notADay(value);
	return fromParts(String(date.getUTCFullYear()), String(date.getUTCMonth() + 1), String(date.getUTCDate()), value);
}

function hasIsoDate(value: unknown): value is { toISODate(): unknown } {
	return typeof value === 'object' && value !== null && 'toISODate' in value && typeof value.toISODate === 'function';
}

function twoDigits(number: number): string {
	return number < 10 ? `0${number}` : String(number);
}

function notADay(value: unknown): ParseError {
	return new ParseError(`"${excerpt(value)}" não é uma data. ${EXPECTED}`);
}
