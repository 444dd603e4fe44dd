import { decimalFromCents, formatCents, type Cents } from '../../core/money/cents';
import { ratio, type Ratio } from '../../core/metrics/ratio';

/** Two decimals, as a report shows them. */
export function rounded(value: number | null): number | null {
	return value === null ? null : Math.round(value * 100) / 100;
}

/** What percentage of a whole a part is, with two decimals; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
	return rounded(ratio(part, whole, '', 100).value);
}

const NUMBER = new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 2 });

/** An amount as an item shows it: in reais, and in words. */
export function amountFigure(cents: Cents): { value: number; unit: string; text: string; why: null } {
	return { value: decimalFromCents(cents), unit: 'R$', text: formatCents(cents), why: null };
}

/** A figure that may not exist: then `text` and `why` say so. */
export function ratioFigure({ value, why }: Ratio, unit: 'dias' | '%'): { value: number | null; unit: string; text: string; why: string | null } {
	const number = rounded(value);
	return { value: number, unit, text: number === null ? `Sem valor: ${why ?? ''}` : `${NUMBER.format(number)}${unit === '%' ? '%' : ` ${unit}`}`, why };
}
