import { parseArgs } from 'node:util';

export interface BenchOptions {
	/** Smaller counts and fewer runs, while developing: the ratios are not the ones that count. */
	quick: boolean;
}

export function readOptions(): BenchOptions {
	const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
	return { quick: values.quick };
}
