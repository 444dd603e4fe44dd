/** One measurement: a line of JSON on stdout. */
export interface Measurement {
	name: string;
	/** What the goal is about: how many times faster, slower or larger. */
	ratio: number;
	goal: number;
	/** Whether `ratio` has to reach the goal or stay within it. */
	better: 'higher' | 'lower';
	ok: boolean;
	/** Milliseconds, rates, counts, megabytes: the figures the ratio comes from. */
	[figure: string]: unknown;
}

interface Result {
	name: string;
	ratio: number;
	goal: number;
	better: Measurement['better'];
	/** Further conditions, besides the ratio's. */
	also?: boolean;
	figures: Record<string, unknown>;
}

/** Prints a measurement with a goal. The process ends with exit code 1 when it is not met. */
export function report({ name, ratio, goal, better, also = true, figures }: Result): void {
	const met = better === 'higher' ? ratio >= goal : ratio <= goal;
	const measurement: Measurement = { name, ratio: rounded(ratio), goal, better, ok: met && also, ...figures };
	console.log(JSON.stringify(measurement));
	if (!measurement.ok) process.exitCode = 1;
}

/** Prints figures that have no goal. */
export function inform(name: string, figures: Record<string, unknown>): void {
	console.log(JSON.stringify({ name, goal: null, ok: null, ...figures }));
}

/** Says how far it is, on stderr, so that stdout holds measurements alone. */
export function progress(line: string): void {
	console.error(`  ${line}`);
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** To three digits that count: 0.00123, 1.23, 123. */
export function rounded(value: number): number {
	return Number(value.toPrecision(3));
}
