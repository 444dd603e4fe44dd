import { excerpt } from '../../core/importing/problems';
import { cleanText } from '../../core/importing/text';
import { centsFromDecimal, MAX_CENTS, type Cents } from '../../core/money/cents';

/**
 * Reading what a field holds. Expressions put anything into any field, so a field's type is only what the
 * editor offers: what cannot be meant is a RangeError that names the field.
 */

/** One line of text, clean and trimmed; '' for nothing. */
export function textOf(value: unknown, field: string): string {
	return cleanText(linesOf(value, field));
}

/** Text of several lines as it was typed; '' for nothing. */
export function linesOf(value: unknown, field: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'object' || typeof value === 'function') throw new RangeError(`O campo "${field}" precisa ser um texto, e recebeu ${excerpt(value)}.`);
	return String(value);
}

/** A whole number between `min` and `max`, or `otherwise` for nothing. What is above `max` is `max`. */
export function wholeOf(value: unknown, field: string, range: { otherwise: number; min: number; max?: number }): number {
	if (isNothing(value)) return range.otherwise;
	const number = Math.min(numberOf(value), range.max ?? 1_000_000_000);
	if (!Number.isInteger(number) || number < range.min) throw new RangeError(`"${excerpt(value)}" não serve em "${field}": use um número inteiro a partir de ${range.min}.`);
	return number;
}

/** Any number; undefined for nothing. */
export function numberIn(value: unknown, field: string): number | undefined {
	if (isNothing(value)) return undefined;
	const number = numberOf(value);
	if (!Number.isFinite(number)) throw new RangeError(`"${excerpt(value)}" não serve em "${field}": use um número.`);
	return number;
}

/** Cents of an amount in reais; undefined for nothing. */
export function centsOf(value: unknown, field: string): Cents | undefined {
	if (isNothing(value)) return undefined;
	const reais = numberOf(value);
	if (!Number.isFinite(reais) || Math.abs(reais) * 100 > MAX_CENTS) throw new RangeError(`"${excerpt(value)}" não serve em "${field}": use um valor em reais, como 99.90.`);
	return centsFromDecimal(reais);
}

/** The options chosen in a field; none for nothing. */
export function choicesOf<T extends string>(value: unknown, field: string, allowed: readonly T[]): T[] {
	if (isNothing(value)) return [];
	const chosen: unknown[] = Array.isArray(value) ? value : [value];
	return chosen.map((choice) => {
		const known = allowed.find((option) => option === choice);
		if (known === undefined) throw new RangeError(`"${excerpt(choice)}" não serve em "${field}": use ${allowed.join(', ')}.`);
		return known;
	});
}

/** A switch; off for nothing. */
export function flagOf(value: unknown, field: string): boolean {
	if (isNothing(value) || value === false || value === 'false') return false;
	if (value === true || value === 'true') return true;
	throw new RangeError(`"${excerpt(value)}" não serve em "${field}": use true ou false.`);
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** NaN for what is no number: a list or a boolean is none, though JavaScript reads it as one. */
function numberOf(value: unknown): number {
	return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : Number.NaN;
}
