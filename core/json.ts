/** A JSON object of which nothing is certain. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields. */
export function isJson(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
