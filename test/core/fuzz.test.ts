import { fuzz } from '../support/fuzz/run';
import { FUZZ_TARGETS } from '../support/fuzz/targets';

/** `npm run fuzz` asks for a million. */
const INPUTS = Number(process.env.FUZZ_INPUTS ?? 50_000);

describe('random and mutated inputs', () => {
	it.each(FUZZ_TARGETS.map((target) => [target.name, target] as const))(
		'%s either reads or refuses them as it documents',
		(_name, target) => {
			const { accepted, refused } = fuzz(target, INPUTS, Number(process.env.FUZZ_SEED ?? 1));
			expect(accepted + refused).toBe(INPUTS);
			// A fuzzer that never gets past the first check, or never fails it, tests nothing.
			expect(accepted).toBeGreaterThan(0);
			expect(refused).toBeGreaterThan(0);
		},
		600_000,
	);
});
