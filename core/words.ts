import type { Cents } from './money/cents';
import { formatCents } from './money/cents';

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

/** How many of some invoices: `nenhuma das 4 faturas`, `3 das 4 faturas`, `todas as 4 faturas`, `as 2 faturas`, `a única fatura`. */
export function portion(count: number, total: number): string {
	if (count === 0) return total === 1 ? 'nenhuma fatura' : `nenhuma das ${invoices(total)}`;
	if (count === total) return total === 1 ? 'a única fatura' : `${total === 2 ? '' : 'todas '}as ${invoices(total)}`;
	return `${count} das ${invoices(total)}`;
}

/** A number with a comma and at most one decimal: `2,4`. */
export function decimal(value: number): string {
	return String(Math.round(value * 10) / 10).replace('.', ',');
}

/** Days with at most one decimal, which are singular below two in Portuguese: `menos de 0,1 dia`, `1,5 dia`, `2,4 dias`. */
export function decimalDays(value: number): string {
	const rounded = Math.round(value * 10) / 10;
	if (value > 0 && rounded === 0) return 'menos de 0,1 dia';
	return `${decimal(rounded)} ${rounded < 2 ? 'dia' : 'dias'}`;
}

/** Whether some invoices were late: `atrasou 3 das 4 faturas`, `não atrasou nenhuma das 4 faturas`. */
export function lateOf(late: number, due: number): string {
	return `${late === 0 ? 'não atrasou' : 'atrasou'} ${portion(late, due)}`;
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
