/**
 * Reads the form in which n8n stores execution data: a JSON array whose first entry is the value, where
 * every text inside an entry is the index of the entry that holds it.
 */
export function parse(text: string): unknown {
	const entries = JSON.parse(text) as unknown[];
	const made = new Map<number, unknown>();
	const resolve = (value: unknown): unknown => (typeof value === 'string' ? entry(Number(value)) : value);
	const entry = (index: number): unknown => {
		if (made.has(index)) return made.get(index);
		const raw = entries[index];
		if (typeof raw !== 'object' || raw === null) return raw;
		const copy: unknown[] | Record<string, unknown> = Array.isArray(raw) ? [] : {};
		made.set(index, copy);
		for (const [key, value] of Object.entries(raw)) (copy as Record<string, unknown>)[key] = resolve(value);
		return copy;
	};
	return entry(0);
}
