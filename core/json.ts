/** A JSON object of which nothing is certain. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields. */
export function isJson(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy of a JSON value in which each of its texts, not the names of its fields, is what `change` makes of it. */
export function mapTexts(value: unknown, change: (text: string) => unknown): unknown {
	if (typeof value === 'string') return change(value);
	if (Array.isArray(value)) return value.map((part) => mapTexts(part, change));
	if (!isJson(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mapTexts(part, change)]));
}
