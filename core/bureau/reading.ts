import { isDay, type Day } from '../calendar/day';
import { parseDay } from '../calendar/parseDay';
import { maskDocuments } from '../documents/maskDocuments';
import { cleanText, foldText } from '../importing/text';
import { ParseError } from '../importing/problems';
import { MAX_CENTS, type Cents } from '../money/cents';
import { parseAmount } from '../money/parseAmount';
import { BureauError } from './BureauError';
import type { Restriction } from './CreditReport';

/**
 * Reading values out of a bureau's answer. What is absent is null; what is there and cannot be what it should be makes
 * the whole answer unreadable, because a debt that is misread is worse than none that is read.
 */

const LONGEST_TEXT = 300;

/** One clean line of text, or null. Documents in it are masked: a bureau's texts go into items, errors and letters. */
export function textFrom(value: unknown): string | null {
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	return maskDocuments(cleanText(String(value))).slice(0, LONGEST_TEXT) || null;
}

/** How many; null when it is not told, which is not 0. Throws a BureauError for anything but a whole number. */
export function countFrom(value: unknown, field: string, bureau: string): number | null {
	if (isNothing(value)) return null;
	const count = numberFrom(value);
	if (count === null || !Number.isInteger(count) || count < 0 || count > 1_000_000) throw unreadable(bureau, `o campo "${field}" não é uma quantidade`);
	return count;
}

/**
 * How many debts a part of an answer holds: by its count or its list of them, whichever is more. Null when it has neither.
 * Throws a BureauError where something is owed and nothing says by how many debts: none would be good news that nobody told.
 */
export function debtsIn({ count, listed, cents }: { count: unknown; listed: number | null; cents: Cents | null }, field: string, bureau: string): number | null {
	const told = countFrom(count, field, bureau);
	const most = Math.max(told ?? 0, listed ?? 0);
	if (most === 0 && cents !== null && cents > 0) throw unreadable(bureau, `há um valor de dívidas, e o campo "${field}" não diz quantas são`);
	return told === null && listed === null ? null : most;
}

/** Cents of an amount in reais, a number or a text of either country's form; null when it is not told. */
export function centsFrom(value: unknown, field: string, bureau: string): Cents | null {
	if (isNothing(value)) return null;
	try {
		// Sums of binary fractions come with noise such as 3314.2799999999997.
		if (typeof value === 'number') return roundedCents(value, field, bureau);
		return parseAmount(value);
	} catch (error) {
		if (!(error instanceof ParseError)) throw error;
		const number = numberFrom(value);
		if (number !== null) return roundedCents(number, field, bureau);
		throw unreadable(bureau, `o campo "${field}" não é um valor em reais`);
	}
}

function roundedCents(reais: number, field: string, bureau: string): Cents {
	const cents = withoutSign(Math.round(reais * 100));
	if (!Number.isFinite(cents) || cents < 0 || cents > MAX_CENTS) throw unreadable(bureau, `o campo "${field}" não é um valor em reais`);
	return cents;
}

/**
 * A score; null when there is none. A 0 stands for none where the scale begins above it, and beside a message, which then
 * says why: who has no score is not of very high risk. Throws a BureauError outside its scale.
 */
export function scoreFrom(value: unknown, message: string | null, { min, max }: { min: number; max: number }, bureau: string): number | null {
	if (isNothing(value)) return null;
	const score = numberFrom(value);
	if (score === 0 && (min > 0 || message !== null)) return null;
	if (score === null || score < min || score > max) throw unreadable(bureau, `o score não está entre ${min} e ${max}`);
	return withoutSign(Math.round(score));
}

/** A percentage from 0 to 100, such as `9,0`; null when it is told in no way that is one. */
export function percentFrom(value: unknown): number | null {
	const percent = numberFrom(typeof value === 'string' ? value.replace('%', '') : value);
	return percent !== null && percent >= 0 && percent <= 100 ? percent : null;
}

/** A day in any usual form; null when it is told in none, since no decision hangs on it. */
export function dayFrom(value: unknown): Day | null {
	if (typeof value !== 'string' || value.trim() === '') return null;
	try {
		const day = parseDay(value);
		return isDay(day) ? day : null;
	} catch (error) {
		if (error instanceof ParseError) return null;
		throw error;
	}
}

/** A number, or text of one with a comma or a dot before its decimals; null for anything else. */
export function numberFrom(value: unknown): number | null {
	if (typeof value === 'number') return Number.isFinite(value) ? withoutSign(value) : null;
	if (typeof value !== 'string' || !/^\s*-?\d+(?:[.,]\d+)?\s*$/.test(value)) return null;
	return withoutSign(Number(value.trim().replace(',', '.')));
}

/** 0 for −0, which JSON would change and tests of equality tell apart. */
function withoutSign(number: number): number {
	return number === 0 ? 0 : number;
}

/** The state of a document at the Receita Federal: anything that is told and is none of `regular` is a flag. */
export function registrationFrom(value: unknown, regular: readonly string[] = REGULAR): { status: string | null; irregular: boolean } {
	const status = textFrom(value);
	if (status === null) return { status: null, irregular: false };
	// `SITUACAO DO CNPJ EM 09/05/2023: ATIVA`
	const said = foldText(status.slice(status.lastIndexOf(':') + 1));
	return { status, irregular: !regular.some((word) => said === word || said.startsWith(`${word} `)) };
}

const REGULAR = ['regular', 'ativa', 'ativo'];

/**
 * One restriction a kind, of those that there are: two of one kind (Pefin of two sources) are counted together. A part that
 * the answer does not tell is null; where it tells none at all, whether there are any is not known: null.
 */
export function restrictionsOf(parts: ReadonlyArray<Restriction | null>): Restriction[] | null {
	if (parts.every((part) => part === null)) return null;
	const kinds = new Map<Restriction['kind'], Restriction>();
	for (const restriction of parts) {
		if (restriction === null || restriction.count === 0) continue;
		const other = kinds.get(restriction.kind);
		kinds.set(restriction.kind, other ? together(other, restriction) : restriction);
	}
	return [...kinds.values()];
}

function together(a: Restriction, b: Restriction): Restriction {
	return {
		kind: a.kind,
		label: a.label === b.label ? a.label : `${a.label}, ${b.label}`,
		count: a.count + b.count,
		cents: a.cents === null ? b.cents : a.cents + (b.cents ?? 0),
		newestOn: [a.newestOn, b.newestOn].filter((day) => day !== null).sort().at(-1) ?? null,
	};
}

/** Throws a BureauError when the answer does not say that it is about `asked`. What it shows as asterisks need not fit. */
export function refuseOtherDocument(told: unknown, asked: string, bureau: string): void {
	const text = typeof told === 'string' || typeof told === 'number' ? cleanText(String(told)) : '';
	if (text === '') throw unreadable(bureau, 'ela não diz de qual CPF ou CNPJ fala');
	const bare = text.replace(/[\s./-]/g, '').toUpperCase();
	if (!isSame(bare, asked)) throw new BureauError('other_document', `O bureau ${bureau} respondeu sobre outro CPF ou CNPJ. A resposta foi recusada e nada dela foi guardado. Avise o suporte do bureau: a consulta pode ter sido cobrada.`);
}

const FEWEST_SHOWN = 6;

function isSame(told: string, asked: string): boolean {
	// Where it is a number, its leading zeros are gone.
	const whole = /^\d+$/.test(told) ? told.padStart(asked.length, '0') : told;
	if (whole === asked) return true;
	if (!whole.includes('*') || whole.length !== asked.length) return false;
	const shown = [...whole].filter((character) => character !== '*').length;
	return shown >= FEWEST_SHOWN && [...whole].every((character, at) => character === '*' || character === asked[at]);
}

/** An answer that is not what was agreed. */
export function unreadable(bureau: string, why: string): BureauError {
	return new BureauError('unreadable', `O bureau ${bureau} deu uma resposta que não se entende: ${why}. Nada dela foi guardado, e a consulta pode ter sido cobrada. Como corrigir a leitura: docs/bureaus.md.`);
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
