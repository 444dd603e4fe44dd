import type { AsaasAccount } from './account.ts';
import { notFound, refuse } from './errors.ts';
import type { Page, Table } from './table.ts';

export type Body = Record<string, unknown>;

/** A request that has been let in. */
export interface Call {
	account: AsaasAccount;
	/** What the pattern's `:id` stands for. */
	id: string;
	query: URLSearchParams;
	body: Body;
}

export type Handler = (call: Call) => unknown;
export type Route = readonly [method: string, path: string, handler: Handler];

export function found<T extends { id: string; deleted?: boolean }>(table: Table<T>, id: string): T {
	const row = table.get(id);
	if (row === undefined) throw notFound();
	return row;
}

const MOST = 100;
const USUAL = 10;

/** A whole number of the query; what is none counts as the usual one. */
function wholeNumber(text: string | null, least: number, usual: number): number {
	const number = Number(text ?? '');
	return text !== null && Number.isInteger(number) && number >= least ? number : usual;
}

/** A page as every list of the API is answered. */
export function listPage<T extends { id: string; deleted?: boolean }>(
	table: Table<T>,
	query: URLSearchParams,
	matches?: (row: T) => boolean,
	show: (row: T) => unknown = (row) => row,
): unknown {
	const limit = Math.min(wholeNumber(query.get('limit'), 1, USUAL), MOST);
	const offset = wholeNumber(query.get('offset'), 0, 0);
	const { totalCount, data }: Page<T> = table.page(offset, limit, matches);
	return { object: 'list', hasMore: offset + data.length < totalCount, totalCount, limit, offset, data: data.map(show) };
}

/** The filters that a query asks for, as one condition; undefined when there are none. */
export function filterOf<T>(query: URLSearchParams, tests: Readonly<Record<string, (row: T, wanted: string) => boolean>>): ((row: T) => boolean) | undefined {
	const asked = Object.entries(tests).flatMap(([name, test]) => {
		const wanted = query.get(name);
		return wanted ? [(row: T) => test(row, wanted)] : [];
	});
	return asked.length === 0 ? undefined : (row) => asked.every((test) => test(row));
}

export function textOf(body: Body, field: string): string | null {
	const value = body[field];
	return value === undefined || value === null || value === '' ? null : String(value);
}

/** An amount in reais: clients send numbers, and some of them text. */
export function amountOf(body: Body, field: string): number | undefined {
	const value = body[field];
	if (value === undefined || value === null || value === '') return undefined;
	const amount = Number(value);
	if (!Number.isFinite(amount)) throw refuse(`invalid_${field}`, `O campo ${field} é inválido.`);
	return Math.round(amount * 100) / 100;
}
