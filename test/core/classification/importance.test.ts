import fc from 'fast-check';
import { checkAbc, DEFAULT_ABC, importances } from '../../../core/classification/importance';

const abc = (...cents: number[]) => [...importances(cents.map((amount, index) => ({ customerId: index + 1, cents: amount })), DEFAULT_ABC)].sort(([one], [other]) => one - other).map(([, importance]) => importance).join('');

describe('the ABC curve', () => {
	it('has as A those who bring 80% together, as B those up to 95%', () => {
		expect(abc(50, 20, 15, 10, 3, 2)).toBe('AAABCC');
		expect(abc(2, 15, 50, 3, 20, 10)).toBe('CAACAB');
	});

	it('has a single customer, or one of half of all, as A', () => {
		expect(abc(1)).toBe('A');
		expect(abc(1, 99)).toBe('CA');
	});

	it('has who brought nothing as C, even where nobody did', () => {
		expect(abc(0, 100, 0)).toBe('CAC');
		expect(abc(0, 0)).toBe('CC');
		expect(abc()).toBe('');
	});

	it('does not depend on the order, gives who brings more nothing lower, and has somebody in A', () => {
		const revenues = fc.uniqueArray(fc.record({ customerId: fc.nat(1_000), cents: fc.oneof(fc.nat(20), fc.nat(10_000_000)) }), { selector: ({ customerId }) => customerId, maxLength: 40 });
		fc.assert(
			fc.property(revenues.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([all, shuffled]) => {
				const found = importances(all, DEFAULT_ABC);
				expect(new Map([...importances(shuffled, DEFAULT_ABC)].sort())).toEqual(new Map([...found].sort()));
				const bySize = [...all].sort((a, b) => b.cents - a.cents || a.customerId - b.customerId).map(({ customerId }) => found.get(customerId));
				expect(bySize.join('')).toMatch(all.some(({ cents }) => cents > 0) ? /^A+B*C*$/ : /^C*$/);
				// Those before the last A bring less than 80%, and with it at least that.
				const total = all.reduce((sum, { cents }) => sum + cents, 0);
				const ofA = all.filter(({ customerId }) => found.get(customerId) === 'A').map(({ cents }) => cents);
				const sum = ofA.reduce((one, other) => one + other, 0);
				if (total > 0) expect(sum * 100).toBeGreaterThanOrEqual(total * 80);
				if (total > 0) expect((sum - Math.min(...ofA)) * 100).toBeLessThan(total * 80);
			}),
		);
	});

	it.each([[0, 95], [80, 79], [80, 101], [-1, 95], [Number.NaN, 95]])('refuses cut-offs of %p and %p', (upToA, upToB) => {
		expect(() => checkAbc({ upToA, upToB })).toThrow(RangeError);
	});
});
