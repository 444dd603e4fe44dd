import { cleanText } from '../../importing/text';

/** A JSON object of the API, of which nothing is certain. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields. */
export function isJson(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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

/** What the API says is wrong: its descriptions, one after another. */
export function describeErrors(body: unknown): string | null {
	if (!isJson(body) || !Array.isArray(body.errors)) return null;
	const said = body.errors.flatMap((error: unknown) => (isJson(error) ? [textIn(error, 'description') ?? textIn(error, 'code')] : []));
	const texts = said.filter((text) => text !== null).map((text) => (/[.!?]$/.test(text) ? text : `${text}.`));
	return texts.length === 0 ? null : texts.join(' ');
}
