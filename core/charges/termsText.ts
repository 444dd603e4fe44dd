import { excerpt, ParseError } from '../importing/problems';
import { foldText } from '../importing/text';
import { parseAmount } from '../money/parseAmount';
import { microPercent, type MicroPercent } from './rate';
import type { ChargesField } from './ChargesError';
import { checkTerms, type DiscountTier, type Fine, type Interest } from './terms';

const MAX_TEXT = 300;
const NONE = new Set(['', '0', 'nao', 'nenhum', 'nenhuma', 'isento', 'isenta', 'sem', 'sem multa', 'sem juros', 'sem desconto', 'none']);
const PERCENT = /^(\d{1,3})(?:[.,](\d{1,6}))?\s*%$/;
const BARE_NUMBER = /^\d{1,3}(?:[.,]\d{1,6})?$/;
const MONEY = /^(?:R\$|BRL)\s*[\d.,]+$/i;

/** Below it a number without a percent sign may be a fraction of one. */
const SMALLEST_BARE = 0.1;

const FINE_FORM = 'Use 2% ou R$ 5,00.';
const INTEREST_FORM = 'Use 1% ao mês, 0,033% ao dia ou taxa legal.';
const DISCOUNT_FORM = 'Use por exemplo 5% até 10 dias antes; R$ 10,00 até o vencimento.';

/**
 * A fine as people write it: `2%`, `2` (percent), `R$ 5,00`, `isento`.
 * @throws ParseError when it is neither
 * @throws ChargesError when the percentage is above 100
 */
export function parseFine(text: string): Fine {
	const told = trimmed(text, FINE_FORM);
	if (isNone(told)) return { kind: 'none' };
	if (MONEY.test(told)) return checkTerms({ fine: { kind: 'fixed', cents: parseAmount(told) } }).fine;
	return { kind: 'percent', rate: readPercent(told, 'fine', 'Multa', FINE_FORM) };
}

const UNITS: ReadonlyArray<readonly [RegExp, 'monthly' | 'daily']> = [
	[/\s*(?:ao m[eê]s|por m[eê]s|a\.?\s?m\.?|\/\s?m[eê]s|m[eê]s)$/i, 'monthly'],
	[/\s*(?:ao dia|por dia|a\.?\s?d\.?|\/\s?dia|dia)$/i, 'daily'],
];

/**
 * Late interest as people write it: `1% ao mês`, `1` (percent a month), `0,033% a.d.`, `taxa legal`, `isento`.
 * @throws ParseError when it is none of them
 * @throws ChargesError when the percentage is above 100
 */
export function parseInterest(text: string): Interest {
	const told = trimmed(text, INTEREST_FORM);
	if (isNone(told)) return { kind: 'none' };
	if (['legal', 'taxa legal', 'juros legais'].includes(foldText(told))) return { kind: 'legal' };
	const unit = UNITS.find(([form]) => form.test(told));
	const rate = readPercent(unit ? told.replace(unit[0], '') : told, 'interest', 'Juros', INTEREST_FORM, unit !== undefined);
	return { kind: unit?.[1] ?? 'monthly', rate };
}

const BEFORE = /^(\d{1,3})\s*dias?(?:\s+antes(?:\s+do\s+vencimento)?)?$/i;
const TIER = /^(.+?)\s*(?:,?\s*(?:at[eé]|se pag[oa] at[eé])\s+(.+))?$/i;

/**
 * Discounts for paying early as people write them, several separated by `;`: `5% até 10 dias antes; R$ 10,00 até
 * o vencimento`. Without a day they hold until the due date. `isento` and nothing are no discount.
 * @throws ParseError when one is neither, or has no unit: whether `5` is reais or percent cannot be known
 * @throws ChargesError when a percentage is above 100, or there are too many
 */
export function parseDiscounts(text: string): DiscountTier[] {
	const told = trimmed(text, DISCOUNT_FORM);
	if (isNone(told)) return [];
	const tiers = told.split(';').map((part) => part.trim()).filter((part) => part !== '').map(parseTier);
	return checkTerms({ discounts: tiers }).discounts;
}

function parseTier(text: string): DiscountTier {
	const [, value, until] = TIER.exec(text) ?? [];
	if (value === undefined) throw new ParseError(`"${excerpt(text)}" não é um desconto. ${DISCOUNT_FORM}`);
	const daysBefore = until === undefined || /^o?\s*(?:vencimento|vcto|dia)$/i.test(until.trim()) ? 0 : daysOf(until.trim(), text);
	if (MONEY.test(value)) return { kind: 'fixed', cents: parseAmount(value), daysBefore };
	if (BARE_NUMBER.test(value)) throw new ParseError(`"${excerpt(text)}": não se sabe se o desconto é em reais ou percentual. ${DISCOUNT_FORM}`);
	return { kind: 'percent', rate: readPercent(value, 'discount', 'Desconto', DISCOUNT_FORM), daysBefore };
}

function daysOf(until: string, whole: string): number {
	const match = BEFORE.exec(until);
	if (!match) throw new ParseError(`"${excerpt(whole)}": até quando vale o desconto? ${DISCOUNT_FORM}`);
	return Number(match[1]);
}

function readPercent(text: string, field: ChargesField, label: string, form: string, hasUnit = false): MicroPercent {
	const told = text.trim();
	const bare = BARE_NUMBER.test(told);
	const match = PERCENT.exec(bare ? `${told}%` : told);
	// A spreadsheet keeps a cell that shows 2% as 0.02.
	if (bare && !hasUnit && Number(told.replace(',', '.')) < SMALLEST_BARE) throw new ParseError(`${label}: ${excerpt(text)} é ${excerpt(text)}% ou uma fração? Escreva com o sinal de %. ${form}`);
	if (!match) throw new ParseError(`${label}: "${excerpt(text)}" não pôde ser lido. ${form}`);
	return microPercent(Number(`${match[1]}.${match[2] ?? '0'}`), field, label);
}

function trimmed(text: string, form: string): string {
	if (text.length > MAX_TEXT) throw new ParseError(`O texto tem ${text.length} caracteres; o limite é ${MAX_TEXT}. ${form}`);
	return text.replace(/\s+/g, ' ').trim();
}

function isNone(text: string): boolean {
	return NONE.has(foldText(text)) || /^(?:0+(?:[.,]0+)?\s*%?|-+)$/.test(text);
}
