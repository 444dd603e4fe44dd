import { excerpt, ParseError } from '../importing/problems';
import { MAX_CENTS, type Cents } from './cents';

const EXPECTED = 'Use um valor em reais como 1.234,56 ou 1234.56.';
const MAX_TEXT = 60;

const PLAIN = /^(\d*)[.,](\d{1,2})$/;
const DIGITS = /^\d+$/;
/** `1.234`, `1.234,56`, `1.234.567,8` */
const BRAZILIAN = /^([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d{1,2}))?$/;
/** `1,234.56`, `1,234,567`; a single comma before three digits is left out on purpose. */
const ENGLISH = /^([1-9]\d{0,2}(?:,\d{3})+)\.(\d{1,2})$|^([1-9]\d{0,2}(?:,\d{3}){2,})$/;
const TOO_FINE = /^(?:\d+|\d{1,3}(?:[.,]\d{3})+)[.,]\d{3,}$/;

/**
 * An amount of reais, in cents, from a number or from text as spreadsheets, banks and systems write it:
 * `1.234,56`, `1234.56`, `1,234.56`, `R$ 1.234,56`, `1234`.
 *
 * The ambiguous ones: in **text**, one dot before exactly three digits is the Brazilian thousands mark
 * (`'1.234'` is 1234 reais), but one comma before exactly three digits (`'1,234'`) is refused, because it
 * is a decimal in Brazil and a thousand elsewhere. A JS **number** is always decimal, so `1.234` has three
 * decimals and is refused; only binary noise such as `0.1 + 0.2` is rounded off.
 *
 * @returns cents, 0 to {@link MAX_CENTS}
 * @throws ParseError when it is empty, negative, not an amount, finer than a cent or over {@link MAX_CENTS}
 */
export function parseAmount(value: unknown): Cents {
	if (typeof value === 'number') return fromNumber(value);
	if (typeof value === 'string') return fromText(value);
	if (typeof value === 'bigint') return withinLimit(Number(value) * 100, value);
	throw notAnAmount(value);
}

function fromNumber(value: number): Cents {
	if (!Number.isFinite(value)) throw notAnAmount(value);
	if (value < 0) throw negative(value);
	const cents = withinLimit(Math.round(value * 100), value);
	// What a double cannot hold: a fixed part for sums of small amounts, and its own precision for large ones.
	const noise = 1e-6 + cents * 2 ** -50;
	if (Math.abs(value * 100 - cents) > noise) throw tooFine(value);
	return cents;
}

function fromText(value: string): Cents {
	if (value.length > MAX_TEXT && value.trim().length > MAX_TEXT) throw notAnAmount(value);
	const text = withoutCurrency(value.trim());
	let match = PLAIN.exec(text);
	if (match) return toCents(match[1], match[2], value);
	if (DIGITS.test(text)) return toCents(text, '', value);
	match = BRAZILIAN.exec(text);
	if (match) return toCents(match[1].replaceAll('.', ''), match[2] ?? '', value);
	match = ENGLISH.exec(text);
	if (match) return toCents((match[1] ?? match[3]).replaceAll(',', ''), match[2] ?? '', value);
	// `R$ -` is how spreadsheets show zero in accounting format.
	if (text === '-' && value.trim() !== '-') return 0;
	throw refusal(text, value);
}

/** Without `R$` or `BRL` in front of it or behind. */
function withoutCurrency(text: string): string {
	const first = text.charCodeAt(0);
	const last = text.charCodeAt(text.length - 1);
	// Most cells begin and end with a digit: nothing to take off.
	if (first >= 48 && first <= 57 && last >= 48 && last <= 57) return text;
	return text.replace(/^(?:R\$|BRL)\s*|\s*(?:R\$|BRL)$/gi, '');
}

function toCents(reais: string, fraction: string, value: unknown): Cents {
	return withinLimit(Number(reais) * 100 + Number(fraction.padEnd(2, '0')), value);
}

function withinLimit(cents: number, value: unknown): Cents {
	if (cents < 0) throw negative(value);
	if (cents <= MAX_CENTS) return cents === 0 ? 0 : cents;
	throw new ParseError(`"${excerpt(value)}" passa do maior valor aceito, R$ 100 bilhões. ${EXPECTED}`);
}

function refusal(text: string, value: unknown): ParseError {
	if (text === '') return new ParseError(`O valor está vazio. ${EXPECTED}`);
	if (/^(?:[-−–]\s*(?:R\$\s*)?[\d.,]+|[\d.,]+\s*[-−–]|\(\s*(?:R\$\s*)?[\d.,]+\s*\))$/i.test(text)) return negative(value);
	if (TOO_FINE.test(text)) return tooFine(value);
	return notAnAmount(value);
}

function notAnAmount(value: unknown): ParseError {
	return new ParseError(`"${excerpt(value)}" não é um valor em dinheiro. ${EXPECTED}`);
}

function negative(value: unknown): ParseError {
	return new ParseError(`O valor "${excerpt(value)}" é negativo. ${EXPECTED}`);
}

function tooFine(value: unknown): ParseError {
	return new ParseError(`O valor "${excerpt(value)}" tem mais de duas casas decimais. ${EXPECTED}`);
}
