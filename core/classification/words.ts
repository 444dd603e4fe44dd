import type { Cents } from '../money/cents';
import { formatCents } from '../money/cents';

/** `1 dia`, `5 dias`. */
export function days(count: number): string {
	return counted(count, 'dia', 'dias');
}

/** `1 fatura`, `5 faturas`. */
export function invoices(count: number): string {
	return counted(count, 'fatura', 'faturas');
}

/** A whole number with its noun. */
export function counted(count: number, one: string, many: string): string {
	return `${count} ${count === 1 ? one : many}`;
}

/** `R$ 1.234,56`, with plain spaces: reasons are read, copied and searched for. */
export function reais(cents: Cents): string {
	return formatCents(cents).replaceAll('\u00a0', ' ');
}

/** How many of some invoices: `nenhuma das 4 faturas`, `3 das 4 faturas`, `todas as 4 faturas`, `a única fatura`. */
export function portion(count: number, total: number): string {
	if (count === 0) return total === 1 ? 'nenhuma fatura' : `nenhuma das ${invoices(total)}`;
	if (count === total) return total === 1 ? 'a única fatura' : `todas as ${invoices(total)}`;
	return `${count} das ${invoices(total)}`;
}

/** A number with a comma and at most one decimal: `2,4`. */
export function decimal(value: number): string {
	return String(Math.round(value * 10) / 10).replace('.', ',');
}

/** How long, for people: `25 dias`, `4 meses`, `2 anos`. */
export function span(count: number): string {
	if (count < 60) return days(count);
	return count < 730 ? counted(Math.floor(count / 30.44), 'mês', 'meses') : counted(Math.floor(count / 365.25), 'ano', 'anos');
}

/** `a, b e c`. */
export function listed(words: readonly string[]): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} e ${words[words.length - 1]}`;
}
