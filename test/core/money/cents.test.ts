import fc from 'fast-check';
import { centsFromDecimal, decimalFromCents, formatCents, MAX_CENTS } from '../../../core/money/cents';

describe('cents', () => {
	it.each([
		[1.005, 101],
		[-1.005, -101],
		[0.1 + 0.2, 30],
		[1234.56, 123456],
		[-0, 0],
	])('rounds %p reais to %p cents', (reais, expected) => {
		expect(centsFromDecimal(reais)).toBe(expected);
	});

	it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e12, -1e12])('refuses %p', (reais) => {
		expect(() => centsFromDecimal(reais)).toThrow(RangeError);
	});

	it('goes to decimals and back without loss', () => {
		fc.assert(
			fc.property(fc.integer({ min: -MAX_CENTS, max: MAX_CENTS }), (cents) => {
				expect(centsFromDecimal(decimalFromCents(cents))).toBe(cents);
			}),
		);
	});

	it('writes amounts as Brazilian messages do', () => {
		expect(formatCents(123456)).toBe('R$\u00a01.234,56');
	});
});
