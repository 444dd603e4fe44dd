import fc from 'fast-check';
import { indicatorsOf } from '../../../core/metrics/indicators';

/** A worked example: 90 days with sales of R$ 150.000, R$ 60.000 owed at the end, R$ 40.000 of it not yet late. */
const VECTORS = [{ receivables: 60_000, current: 40_000, sales: 150_000, days: 90, dso: 36, bestPossible: 24, averageDaysDelinquent: 12 }];

describe('indicatorsOf', () => {
	it.each(VECTORS)('gives a DSO of $dso days, $bestPossible at best, for $receivables owed', ({ receivables, current, sales, days, dso, bestPossible, averageDaysDelinquent }) => {
		const told = indicatorsOf({ openingCents: 0, invoicedCents: sales * 100, closingCents: receivables * 100, currentCents: current * 100 }, days);
		expect([told.dso.value, told.bestPossibleDso.value, told.averageDaysDelinquent.value]).toEqual([dso, bestPossible, averageDaysDelinquent]);
	});

	it('gives a CEI of 100% when all that was late came in, and of 0% when nothing did', () => {
		// 1.000 owed, 500 invoiced, and of these 500 still to fall due at the end.
		expect(indicatorsOf({ openingCents: 100_000, invoicedCents: 50_000, closingCents: 50_000, currentCents: 50_000 }, 30).cei).toEqual({ value: 100, why: null });
		expect(indicatorsOf({ openingCents: 100_000, invoicedCents: 50_000, closingCents: 150_000, currentCents: 50_000 }, 30).cei).toEqual({ value: 0, why: null });
		// 1.000 of 1.000 could have come in, 750 did.
		expect(indicatorsOf({ openingCents: 100_000, invoicedCents: 50_000, closingCents: 75_000, currentCents: 50_000 }, 30).cei).toEqual({ value: 75, why: null });
	});

	it('has no figure, and says why, where there is nothing to divide by', () => {
		const told = indicatorsOf({ openingCents: 0, invoicedCents: 0, closingCents: 0, currentCents: 0 }, 30);
		expect(told.dso).toEqual({ value: null, why: 'Nada foi faturado no período: não há vendas com que comparar.' });
		expect(told.cei).toEqual({ value: null, why: 'Nada havia a receber no período além do que ainda vai vencer.' });
	});

	it('never gives NaN or infinity, and the delinquent days are the difference of the two DSOs', () => {
		const cents = fc.integer({ min: 0, max: 1_000_000_000 });
		fc.assert(
			fc.property(cents, cents, cents, fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 366 }), (openingCents, invoicedCents, closingCents, share, days) => {
				const { dso, bestPossibleDso, averageDaysDelinquent, cei } = indicatorsOf({ openingCents, invoicedCents, closingCents, currentCents: Math.floor(closingCents * share) }, days);
				for (const { value, why } of [dso, bestPossibleDso, averageDaysDelinquent, cei]) {
					expect(value === null).toBe(why !== null);
					if (value !== null) expect(Number.isFinite(value)).toBe(true);
				}
				if (dso.value !== null) expect(averageDaysDelinquent.value).toBeCloseTo(dso.value - (bestPossibleDso.value as number), 3);
			}),
		);
	});
});
