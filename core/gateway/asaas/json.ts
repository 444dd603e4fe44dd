import { cleanText } from '../../importing/text';
import { isJson, type Json } from '../../json';
import { GatewayError } from '../GatewayError';

export { isJson, type Json };

/** A text on one line, without blanks around it nor what no database takes; null for none. */
export function textIn(json: Json, field: string): string | null {
	const value = json[field];
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' ? cleanText(value) || null : null;
}

/** A number; null for none. */
export function numberIn(json: Json, field: string): number | null {
	const value = json[field];
	return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** An object within; null for none. */
export function jsonIn(json: Json, field: string): Json | null {
	const value = json[field];
	return isJson(value) ? value : null;
}

/** A page of a listing. Throws a GatewayError for anything else: taken for an empty one, what is there already would be made again. */
export function pageIn(body: unknown): Json & { data: unknown[] } {
	if (isJson(body) && Array.isArray(body.data)) return { ...body, data: body.data };
	throw new GatewayError('unreachable', 'O Asaas respondeu com algo que não é uma lista. Tente de novo; se continuar, avise o suporte dele.');
}

/** What the API says is wrong: its descriptions, one after another. */
export function describeErrors(body: unknown): string | null {
	if (!isJson(body) || !Array.isArray(body.errors)) return null;
	const said = body.errors.flatMap((error: unknown) => (isJson(error) ? [textIn(error, 'description') ?? textIn(error, 'code')] : []));
	const texts = said.filter((text) => text !== null).map((text) => (/[.!?]$/.test(text) ? text : `${text}.`));
	return texts.length === 0 ? null : texts.join(' ');
}
