import type { FieldKey } from './fields';

/** Longest piece of a bad value that a problem repeats. */
export const EXCERPT_LENGTH = 60;

/** What is wrong with one row of an import, for the operator to put right. */
export interface RowProblem {
	/** Number of the row: the line in a file, the position (from 1) in a list of items. 0 for the whole file. */
	row: number;
	field: FieldKey | 'row' | 'file';
	/** Column the value came from; null when no column holds the field. */
	column: string | null;
	/** The value found, cut to {@link EXCERPT_LENGTH} characters. */
	value: string;
	/** `error`: the row is not imported. `warning`: it is, without the value or as `reason` says. */
	severity: 'error' | 'warning';
	/** In Portuguese: what is wrong and what to do. */
	reason: string;
}

/** A value that cannot be read. The message, in Portuguese, says what is wrong and what form is expected. */
export class ParseError extends RangeError {
	override name = 'ParseError';
}

/** Any value as one short line: never throws, never longer than {@link EXCERPT_LENGTH}, whatever it is given. */
export function excerpt(value: unknown): string {
	const text = printable(value);
	const start = text.slice(0, EXCERPT_LENGTH * 2).replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\s]+/gu, ' ').trim();
	return start.length > EXCERPT_LENGTH || text.length > EXCERPT_LENGTH * 2
		? `${start.slice(0, EXCERPT_LENGTH - 1)}…`
		: start;
}

function printable(value: unknown): string {
	if (typeof value === 'string') return value;
	if (value === null || value === undefined) return '';
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
	if (typeof value === 'object') return Array.isArray(value) ? '[lista]' : '[objeto]';
	if (typeof value === 'function') return '[função]';
	return String(value);
}
