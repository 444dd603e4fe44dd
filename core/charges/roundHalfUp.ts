import type { Cents } from '../money/cents';

const EXACT = Number.MAX_SAFE_INTEGER / 4;

/**
 * `cents × factor ÷ divisor`, exact, rounded half up to the cent. All three are whole numbers, none negative,
 * `divisor` above zero; products above 2^51 are worked out with big integers.
 */
export function roundHalfUp(cents: Cents, factor: number, divisor: number): Cents {
	const product = cents * factor;
	if (product <= EXACT && divisor <= EXACT) {
		const rest = product % divisor;
		return (product - rest) / divisor + (rest * 2 >= divisor ? 1 : 0);
	}
	const by = BigInt(divisor);
	return Number((BigInt(cents) * BigInt(factor) * 2n + by) / (by * 2n));
}
