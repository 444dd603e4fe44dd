import fc from 'fast-check';
import { addDays, type Day } from '../../../core/calendar/day';
import { LegalRates, type ChargedInvoice, type ChargeTerms } from '../../../core/charges';

export const FIRST_DUE: Day = '2025-01-01';

export const rate = fc.integer({ min: 0, max: 100_000_000 });
const day = (from: number, to: number) => fc.integer({ min: from, max: to }).map((count) => addDays(FIRST_DUE, count));

export const terms: fc.Arbitrary<ChargeTerms> = fc.record({
	fine: fc.oneof(
		fc.constant({ kind: 'none' as const }),
		fc.record({ kind: fc.constant('percent' as const), rate }),
		fc.record({ kind: fc.constant('fixed' as const), cents: fc.integer({ min: 0, max: 1_000_000 }) }),
	),
	interest: fc.oneof(
		fc.constant({ kind: 'none' as const }),
		fc.record({ kind: fc.constantFrom('monthly' as const, 'daily' as const), rate }),
		fc.constant({ kind: 'legal' as const }),
	),
	discounts: fc.array(
		fc.record({ daysBefore: fc.integer({ min: 0, max: 30 }) }).chain(({ daysBefore }) =>
			fc.oneof(
				rate.map((value) => ({ kind: 'percent' as const, rate: value, daysBefore })),
				fc.integer({ min: 0, max: 1_000_000 }).map((cents) => ({ kind: 'fixed' as const, cents, daysBefore })),
			),
		),
		{ maxLength: 3 },
	),
	graceBankingDays: fc.integer({ min: 0, max: 5 }),
});

/** An invoice of a company, due within a year from {@link FIRST_DUE}, with up to four payments about its due date. */
export const invoice: fc.Arbitrary<ChargedInvoice> = fc.record({
	amountCents: fc.oneof(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 10_000_000_000_000 })),
	dueDate: day(0, 365),
	terms,
	isConsumer: fc.constant(false),
	payments: fc.array(fc.record({ cents: fc.integer({ min: 1, max: 60_000 }), paidOn: day(-30, 500) }), { maxLength: 4 }),
});

export const on = day(-40, 900);

/** A rate for every month that {@link on} can reach. */
export const LEGAL_RATES = new LegalRates(
	new Map(Array.from({ length: 48 }, (_value, index) => [`${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`, (index * 137_911) % 1_000_000])),
);
