import { addDays, dayFromNumber, dayNumber, type Day } from '../../core/calendar/day.ts';
import type { ChargedInvoice, ChargeTerms, ReceivedPayment } from '../../core/charges/index.ts';

/** The day that amounts are worked out for. */
export const TODAY: Day = '2026-11-24';

/** A year and a half of due dates, of which the last six weeks are still to come. */
const DUE_DAYS = 548;
const DAYS_TO_COME = 42;
const FIRST_DUE = dayNumber(TODAY) - (DUE_DAYS - DAYS_TO_COME);

/** The legal rate of each month that the portfolio reaches, between 0.4% and 0.9%. */
export const LEGAL_RATES: ReadonlyMap<string, number> = new Map(
	Array.from({ length: 24 }, (_value, index) => [`${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`, 400_000 + ((index * 137_911) % 500_000)]),
);

const USUAL: ChargeTerms = { fine: { kind: 'percent', rate: 2_000_000 }, interest: { kind: 'monthly', rate: 1_000_000 }, discounts: [], graceBankingDays: 0 };

/** Contracts that agree otherwise. The ledger hands the same object to all invoices whose terms are the same. */
const OWN_TERMS: readonly ChargeTerms[] = Array.from({ length: 10 }, (_value, index): ChargeTerms[] => [
	{ ...USUAL, interest: { kind: 'daily', rate: 20_000 + index * 1_500 } },
	{ ...USUAL, interest: { kind: 'legal' }, graceBankingDays: index % 2 },
	{ ...USUAL, fine: { kind: 'fixed', cents: 10 + index * 3 }, interest: { kind: 'daily', rate: 33_333 } },
	{ ...USUAL, fine: { kind: 'none' }, graceBankingDays: index % 4 },
	{ ...USUAL, discounts: [{ kind: 'percent', rate: 5_000_000 - index * 250_000, daysBefore: 10 }, { kind: 'percent', rate: 1_000_000, daysBefore: 0 }] },
	{ ...USUAL, discounts: [{ kind: 'fixed', cents: 500 + index * 50, daysBefore: 5 }] },
]).flat();

/** Whole numbers from 0 to below `end`, the same ones in every run. */
function makeDice(): (end: number) => number {
	let state = 20_261_124;
	return (end) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * end);
	};
}

/** One payment or two, from before the due date to weeks after it; some of whoever has a discount pay just the rest. */
function payments(amountCents: number, due: number, terms: ChargeTerms, dice: (end: number) => number): ReceivedPayment[] {
	const paidOn = () => dayFromNumber(due - 12 + dice(60));
	if (terms.discounts.length > 0 && dice(2) === 0) return [{ cents: Math.ceil(amountCents * 0.99), paidOn: paidOn() }];
	return Array.from({ length: 1 + dice(2) }, () => ({ cents: 1 + Math.floor((amountCents * (5 + dice(60))) / 100), paidOn: paidOn() }));
}

/** Invoices of 20 to 50,000 reais; each has its days in strings of its own, as rows of a database do. */
export function makeInvoices(count: number): ChargedInvoice[] {
	const dice = makeDice();
	return Array.from({ length: count }, () => {
		const amountCents = Math.round(2_000 * 2_500 ** (dice(1_000_000) / 1_000_000));
		const due = FIRST_DUE + dice(DUE_DAYS);
		const dueDate = dayFromNumber(due);
		const terms = dice(10) === 0 ? OWN_TERMS[dice(OWN_TERMS.length)] : USUAL;
		const paid = dice(20) === 0 ? payments(amountCents, due, terms, dice) : [];
		return { amountCents, issueDate: addDays(dueDate, -30), dueDate, terms, isConsumer: dice(10) < 7, payments: paid };
	});
}
