import { parseDay } from '../calendar/parseDay';
import { excerpt, ParseError } from '../importing/problems';
import type { Month } from './legalRates';
import { microPercent, MICRO, type MicroPercent } from './rate';

const MONTH = /^(?:(\d{1,2})[/-](\d{4})|(\d{4})[/-](\d{1,2}))$/;
const NUMBER = /^\d{1,2}(?:[.,]\d{1,6})?\s*%?$/;
/** No month's Selic has come near it since 1995: what is above it is a yearly rate, or has lost its comma. */
const HIGHEST = 10 * MICRO;

/**
 * A month of the central bank's table: `08/2024`, `2024-08`, or any day of the month.
 * @throws ParseError when it is neither
 */
export function parseMonth(value: unknown): Month {
	const match = typeof value === 'string' ? MONTH.exec(value.trim()) : null;
	if (!match) return parseDay(value).slice(0, 7);
	const year = match[2] ?? match[3];
	const month = Number(match[1] ?? match[4]);
	if (month < 1 || month > 12) throw new ParseError(`"${excerpt(value)}" não é um mês. Use mês/ano, como 08/2024.`);
	return `${year}-${String(month).padStart(2, '0')}`;
}

/**
 * The legal rate of a month in percent: `0,635398`, `0.57%`, or a number.
 * @throws ParseError when it is not a number of percent from 0 to 10
 */
export function parseLegalRate(value: unknown): MicroPercent {
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text !== 'string' || !NUMBER.test(text.trim())) {
		throw new ParseError(`"${excerpt(value)}" não é uma taxa mensal. Use o percentual do Banco Central, como 0,635398.`);
	}
	const rate = microPercent(Number(text.replace('%', '').replace(',', '.')), 'legalRate', 'Taxa legal');
	if (rate > HIGHEST) throw new ParseError(`A taxa legal de ${excerpt(value)}% em um mês é alta demais: a tabela é mensal, em percentual, como 0,635398.`);
	return rate;
}
