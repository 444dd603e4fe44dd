/**
 * A black and white symbol in modules (its narrowest bar or smallest square), quiet zones included. Each row is told
 * once, with the number of modules that it is high.
 */
export interface ModuleRows {
	/** Modules across. */
	width: number;
	rows: ReadonlyArray<{ dark: readonly boolean[]; height: number }>;
}

/** How large a symbol is drawn. */
export interface DrawingSize {
	/** Pixels across one module, a whole number so that edges are sharp: 1 to 32. */
	moduleSize?: number;
}

/** Modules from top to bottom. */
export function heightOf({ rows }: ModuleRows): number {
	return rows.reduce((sum, { height }) => sum + height, 0);
}

/** `value` when it is a whole number from `min` to `max`; else throws a RangeError, in Portuguese, that names it. */
export function wholeNumber(value: number, name: string, min: number, max: number): number {
	if (Number.isInteger(value) && value >= min && value <= max) return value;
	throw new RangeError(`${name} deve ser um número inteiro de ${min} a ${max}.`);
}
