import type { Cents } from '../money/cents';

/**
 * `cents × factor ÷ divisor`, exact, rounded half up to the cent. All three are whole numbers, none negative,
 * `divisor` above zero; what does not fit into 53 bits is worked out with big integers.
 */
export function roundHalfUp(cents: Cents, factor: number, divisor: number): Cents {
	const twice = cents * factor * 2 + divisor;
	// A quotient of whole numbers below 2^53 is never rounded up to the next whole number, so its floor is exact.
	if (twice <= Number.MAX_SAFE_INTEGER) return Math.floor(twice / (divisor * 2));
	const by = BigInt(divisor);
	return Number((BigInt(cents) * BigInt(factor) * 2n + by) / (by * 2n));
}
