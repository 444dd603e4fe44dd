const FORM = /^[\p{L}\p{N}_$-]+(?:\.[\p{L}\p{N}_$-]+)*$/u;

/** Whether a text is a path: names or positions (from 0) separated by dots, such as `dados.protestos.0.valor`. */
export function isPath(text: string): boolean {
	return FORM.test(text);
}

/** The value at a path; undefined when there is none. Only fields of the answer's own are read. */
export function valueAtPath(root: unknown, path: string): unknown {
	let value = root;
	for (const name of path.split('.')) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
		value = (value as Record<string, unknown>)[name];
	}
	return value;
}
