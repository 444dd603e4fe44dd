import { fuzzInputs } from './mutate';
import type { FuzzTarget } from './target';

/** Feeds a parser `count` inputs; throws at the first exception that it does not document, naming the input. */
export function fuzz(target: FuzzTarget, count: number, seed: number): { accepted: number; refused: number } {
	let accepted = 0;
	let refused = 0;
	for (const input of fuzzInputs(target, count, seed)) {
		try {
			target.parse(input);
			accepted += 1;
		} catch (error) {
			if (!target.isDocumented(error)) throw new Error(`${target.name} of ${JSON.stringify(input)}: ${String(error)}`, { cause: error });
			refused += 1;
		}
	}
	return { accepted, refused };
}
