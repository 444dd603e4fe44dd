import fc from 'fast-check';
import { addDays, dayNumber } from '../../../core/calendar/day';
import { Calendar } from '../../../core/calendar/holidays';
import { ChargesCalculator, explainLine, type ChargedInvoice, type Charges } from '../../../core/charges';
import { FIRST_DUE, invoice, LEGAL_RATES, on, rate } from './arbitraries';

const CALENDAR = new Calendar();
const RUNS = { numRuns: 2_000 };

function charge(day: string, charged: ChargedInvoice): Charges {
	return new ChargesCalculator(day, CALENDAR, LEGAL_RATES).of(charged);
}

const outcome = ({ totalCents, principalCents, fineCents, interestCents, discountCents, overpaidCents }: Charges) => ({ totalCents, principalCents, fineCents, interestCents, discountCents, overpaidCents });

describe('charges, whatever the invoice,', () => {
	it('are the sum of their lines, and of what is owed of each part', () => {
		fc.assert(
			fc.property(invoice, on, (charged, day) => {
				const charges = charge(day, charged);
				expect(charges.lines.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(charges.totalCents);
				expect(charges.principalCents + charges.fineCents + charges.interestCents).toBe(charges.totalCents);
			}),
			RUNS,
		);
	});

	it('are whole cents, and never negative', () => {
		fc.assert(
			fc.property(invoice, on, (charged, day) => {
				for (const cents of Object.values(outcome(charge(day, charged)))) expect(Number.isSafeInteger(cents) && cents >= 0).toBe(true);
			}),
			RUNS,
		);
	});

	it('account for every cent received', () => {
		fc.assert(
			fc.property(invoice, on, (charged, day) => {
				const charges = charge(day, charged);
				const received = (charged.payments ?? []).filter(({ paidOn }) => paidOn <= day).reduce((sum, { cents }) => sum + cents, 0);
				const counted = charges.lines.reduce((sum, line) => (line.kind === 'payment' ? sum - line.amountCents : sum), 0);
				expect(counted + charges.overpaidCents).toBe(received);
			}),
			RUNS,
		);
	});

	it('never go down from one day to the next without a payment', () => {
		fc.assert(
			fc.property(invoice, on, fc.integer({ min: 1, max: 90 }), (charged, day, more) => {
				const later = addDays(day, more);
				const payments = (charged.payments ?? []).filter(({ paidOn }) => paidOn <= day);
				expect(charge(later, { ...charged, payments }).totalCents).toBeGreaterThanOrEqual(charge(day, { ...charged, payments }).totalCents);
			}),
			RUNS,
		);
	});

	it('cost nothing extra up to the day they say', () => {
		fc.assert(
			fc.property(invoice, (charged) => {
				const { payableUntil } = charge(charged.dueDate, charged);
				const { fineCents, interestCents } = charge(payableUntil, charged);
				expect([fineCents, interestCents]).toEqual([0, 0]);
				expect(payableUntil >= charged.dueDate).toBe(true);
				expect(CALENDAR.isBankingDay(payableUntil)).toBe(true);
			}),
			RUNS,
		);
	});

	it('do not depend on the order payments are told in', () => {
		fc.assert(
			fc.property(invoice, on, (charged, day) => {
				expect(outcome(charge(day, { ...charged, payments: [...(charged.payments ?? [])].reverse() }))).toEqual(outcome(charge(day, charged)));
			}),
			RUNS,
		);
	});

	it('do not depend on whether a late payment comes in one piece or in two on the same day', () => {
		fc.assert(
			fc.property(invoice, on, fc.integer({ min: 2, max: 80_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (charged, day, cents, share) => {
				const first = Math.min(cents - 1, Math.max(1, Math.round(cents * share)));
				const paidOn = addDays(charged.dueDate, 20);
				const whole = charge(day, { ...charged, payments: [{ cents, paidOn }] });
				const pieces = charge(day, { ...charged, payments: [{ cents: first, paidOn }, { cents: cents - first, paidOn }] });
				expect(outcome(pieces)).toEqual(outcome(whole));
			}),
			RUNS,
		);
	});

	it('of a larger invoice are not smaller', () => {
		fc.assert(
			fc.property(invoice, on, fc.integer({ min: 1, max: 10_000 }), (charged, day, more) => {
				fc.pre(charged.amountCents + more <= 10_000_000_000_000);
				const unpaid = { ...charged, terms: { ...charged.terms, discounts: [] }, payments: [] };
				expect(charge(day, { ...unpaid, amountCents: charged.amountCents + more }).totalCents).toBeGreaterThan(charge(day, unpaid).totalCents);
			}),
			RUNS,
		);
	});

	it('can be put into words', () => {
		fc.assert(
			fc.property(invoice, on, (charged, day) => {
				for (const line of charge(day, charged).lines) {
					const { label, detail, rule } = explainLine(line, LEGAL_RATES);
					expect(`${label}|${detail}|${rule}`).not.toMatch(/undefined|NaN|null| {2}|\.\./);
				}
			}),
			RUNS,
		);
	});
});

describe('a second way of working it out', () => {
	/** Half up, on exact fractions. */
	const half = (numerator: bigint, denominator: bigint) => Number((numerator * 2n + denominator) / (denominator * 2n));

	it('agrees: fine and interest as fractions of big integers, on every amount, rate and day', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 10_000_000_000_000 }), rate, rate, fc.integer({ min: 4, max: 2_000 }), (amountCents, fine, interest, days) => {
				const day = addDays(FIRST_DUE, days);
				const charges = charge(day, {
					amountCents,
					dueDate: FIRST_DUE,
					isConsumer: false,
					terms: { fine: { kind: 'percent', rate: fine }, interest: { kind: 'monthly', rate: interest }, discounts: [], graceBankingDays: 0 },
				});
				expect(charges.fineCents).toBe(half(BigInt(amountCents) * BigInt(fine), 10n ** 8n));
				expect(charges.interestCents).toBe(half(BigInt(amountCents) * BigInt(interest) * BigInt(days), 30n * 10n ** 8n));
			}),
			RUNS,
		);
	});

	it('agrees: the legal rate added up day by day', () => {
		const rateOf = (month: string) => (dayNumber(`${month}-01`) < dayNumber('2024-01-01') ? 0 : ((Number(month.slice(0, 4)) - 2024) * 12 + Number(month.slice(5)) - 1) * 137_911 % 1_000_000);
		const lengthOf = (month: string) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), fc.integer({ min: 4, max: 600 }), (amountCents, days) => {
				let numerator = 0n;
				const common = 28n * 29n * 30n * 31n;
				for (let past = 1; past <= days; past += 1) {
					const month = addDays(FIRST_DUE, past).slice(0, 7);
					numerator += (BigInt(rateOf(month)) * common) / BigInt(lengthOf(month));
				}
				const charges = charge(addDays(FIRST_DUE, days), { amountCents, dueDate: FIRST_DUE, isConsumer: false, terms: { fine: { kind: 'none' }, interest: { kind: 'legal' }, discounts: [], graceBankingDays: 0 } });
				expect(charges.interestCents).toBe(half(BigInt(amountCents) * numerator, common * 10n ** 8n));
			}),
			{ numRuns: 300 },
		);
	});
});

describe('the last day of an amount', () => {
	it('is the last day on which that amount is what is owed', () => {
		fc.assert(
			fc.property(invoice, on, (charged, day) => {
				const unpaid = { ...charged, payments: (charged.payments ?? []).filter(({ paidOn }) => paidOn <= day) };
				const charges = charge(day, unpaid);
				const until = charges.validUntil;
				if (until === null) {
					expect(charge(addDays(day, 300), unpaid).totalCents).toBe(charges.totalCents);
				} else if (charges.totalCents > 0) {
					expect(until >= day).toBe(true);
					expect(charge(until, unpaid).totalCents).toBeLessThanOrEqual(charges.totalCents);
				}
			}),
			RUNS,
		);
	});
});
