import { formatDay } from '../../calendar/formatDay';
import { formatDayInWords, formatReais } from './formats';
import type { ValueKind } from './variables';

/** A function that templates may call. */
export interface TemplateHelper {
	/** What each argument may be; their number is fixed. */
	parameters: ReadonlyArray<readonly ValueKind[]>;
	result: 'text' | 'boolean';
	/** How to write it, for error messages. */
	usage: string;
	/** Whether arguments may be empty. Only for what is used in conditions and prints nothing. */
	acceptsEmpty: boolean;
	run(args: readonly unknown[]): string | boolean;
}

const ANY: readonly ValueKind[] = ['text', 'money', 'day', 'number', 'boolean', 'url'];

function text(usage: string, parameters: TemplateHelper['parameters'], run: (args: readonly unknown[]) => string): TemplateHelper {
	return { parameters, result: 'text', usage, acceptsEmpty: false, run };
}

function condition(usage: string, parameters: TemplateHelper['parameters'], run: (args: readonly unknown[]) => boolean): TemplateHelper {
	return { parameters, result: 'boolean', usage, acceptsEmpty: true, run };
}

/** Values order against their own kind only: numbers with numbers, days with days (their text sorts by date). */
function isGreater(left: unknown, right: unknown): boolean {
	if (typeof left === 'number' && typeof right === 'number') return left > right;
	if (typeof left === 'string' && typeof right === 'string') return left > right;
	return false;
}

export const HELPERS: ReadonlyMap<string, TemplateHelper> = new Map(
	Object.entries({
		moeda: text('{{moeda fatura.saldo}}', [['money', 'number']], ([amount]) => formatReais(Number(amount))),
		data: text('{{data fatura.vencimento}}', [['day']], ([day]) => formatDay(String(day))),
		dataExtenso: text('{{dataExtenso fatura.vencimento}}', [['day']], ([day]) => formatDayInWords(String(day))),
		plural: text(
			'{{plural total.quantidade "fatura" "faturas"}}',
			[['number'], ['text'], ['text']],
			([count, one, many]) => String(count === 1 ? one : many),
		),
		maiusculas: text('{{maiusculas cliente.nome}}', [['text']], ([value]) => String(value).toLocaleUpperCase('pt-BR')),
		igual: condition('{{#if (igual fatura.situacao "paga")}}', [ANY, ANY], ([left, right]) => left === right),
		maior: condition(
			'{{#if (maior fatura.diasAtraso 10)}}',
			[['number', 'money', 'day'], ['number', 'money', 'day']],
			([left, right]) => isGreater(left, right),
		),
	}),
);

/** How a variable prints when no helper is named: amounts and dates as Brazilians write them. */
export function printValue(value: unknown, kind: ValueKind): string {
	if (kind === 'money') return formatReais(Number(value));
	if (kind === 'day') return formatDay(String(value));
	return String(value);
}

/** Whether there is nothing to print: null, undefined, blank text or NaN. Zero is something. */
export function isEmptyValue(value: unknown): boolean {
	return value === null || value === undefined || Number.isNaN(value) || (typeof value === 'string' && value.trim() === '');
}
