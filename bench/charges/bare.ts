import type { Calendar } from '../../core/calendar/Calendar.ts';
import { civilFromNumber, dayFromNumber, dayNumber, daysInMonth, type Day } from '../../core/calendar/day.ts';
import type { ChargedInvoice, ChargeLine, Charges } from '../../core/charges/index.ts';

const FINE_DIVISOR = 100_000_000;
const MONTHLY_DIVISOR = FINE_DIVISOR * 30;
/** Fractions of a month that months of 28, 29, 30 and 31 days all have whole. */
const FRACTIONS = 28 * 29 * 15 * 31;
const LEGAL_DIVISOR = FINE_DIVISOR * FRACTIONS;

interface Due {
	number: number;
	movedNumber: number;
	movedDay: Day;
}

function rounded(cents: number, factor: number, divisor: number): number {
	const twice = cents * factor * 2 + divisor;
	if (twice <= Number.MAX_SAFE_INTEGER) return Math.floor(twice / (divisor * 2));
	return Number((BigInt(cents) * BigInt(factor) * 2n + BigInt(divisor)) / BigInt(divisor * 2));
}

/** What the legal rate adds up to from the table's first month to each day. */
function accrue(legalRates: ReadonlyMap<string, number>, until: number): { first: number; upTo: Float64Array } {
	const first = Math.min(...[...legalRates.keys()].map((month) => dayNumber(`${month}-01`)));
	const upTo = new Float64Array(until - first + 1);
	for (let number = first, sum = 0; number <= until; number += 1) {
		const { year, month } = civilFromNumber(number);
		sum += (legalRates.get(dayFromNumber(number).slice(0, 7)) ?? Number.NaN) * (FRACTIONS / daysInMonth(year, month));
		upTo[number - first] = sum;
	}
	return { first, upTo };
}

/**
 * What `ChargesCalculator` works out, as somebody would write it who needs it once and trusts the data: one loop,
 * nothing checked. The same facts come out of it, line by line; `use` gets those of each invoice.
 */
export function chargeByHand(invoices: readonly ChargedInvoice[], on: Day, calendar: Calendar, legalRates: ReadonlyMap<string, number>, use: (charges: Charges, index: number) => void): void {
	const now = dayNumber(on);
	const legal = accrue(legalRates, now);
	const dues = new Map<Day, Due>();
	for (let index = 0; index < invoices.length; index += 1) {
		const { amountCents, dueDate, terms, payments = [] } = invoices[index];
		const { fine, interest, discounts, graceBankingDays } = terms;
		let due = dues.get(dueDate);
		if (due === undefined) {
			const number = dayNumber(dueDate);
			const movedNumber = calendar.nextBankingDayNumber(number);
			due = { number, movedNumber, movedDay: dayFromNumber(movedNumber) };
			dues.set(dueDate, due);
		}
		const payable = graceBankingDays === 0 ? due.movedNumber : calendar.addBankingDaysNumber(due.movedNumber, graceBankingDays);
		const payableUntil = graceBankingDays === 0 ? due.movedDay : dayFromNumber(payable);
		let principalCents = amountCents;
		let fineCents = 0;
		let interestCents = 0;
		let discountCents = 0;
		let overpaidCents = 0;
		let isLate = false;
		let from = due.number;
		let fromDay = dueDate;
		let discountUntil: Day | null = null;
		const lines: ChargeLine[] = [{ kind: 'principal', amountCents }];
		const received = payments.length === 0 ? payments : payments.filter(({ paidOn }) => paidOn <= on).sort((one, other) => (one.paidOn < other.paidOn ? -1 : Number(one.paidOn > other.paidOn)));

		// Each payment, and then the day itself.
		for (let step = 0; step <= received.length; step += 1) {
			const payment = step < received.length ? received[step] : null;
			const toDay = payment === null ? on : payment.paidOn;
			const to = payment === null ? now : dayNumber(toDay);
			if (to > payable && principalCents > 0) {
				if (!isLate) {
					isLate = true;
					if (fine.kind !== 'none') {
						fineCents = fine.kind === 'fixed' ? fine.cents : rounded(principalCents, fine.rate, FINE_DIVISOR);
						if (fineCents > 0) lines.push({ kind: 'fine', amountCents: fineCents, baseCents: principalCents, rate: fine.kind === 'fixed' ? null : fine.rate });
					}
				}
				const days = to - from;
				if (days > 0 && interest.kind !== 'none') {
					const added =
						interest.kind === 'monthly'
							? rounded(principalCents, interest.rate * days, MONTHLY_DIVISOR)
							: interest.kind === 'daily'
								? rounded(principalCents, interest.rate * days, FINE_DIVISOR)
								: rounded(principalCents, legal.upTo[to - legal.first] - legal.upTo[from - legal.first], LEGAL_DIVISOR);
					if (added > 0) {
						interestCents += added;
						lines.push({
							kind: 'interest',
							amountCents: added,
							baseCents: principalCents,
							rate: interest.kind === 'legal' ? null : interest.rate,
							per: interest.kind === 'monthly' ? 'month' : interest.kind === 'daily' ? 'day' : 'legal',
							from: fromDay,
							to: toDay,
							days,
						});
					}
				}
				from = to;
				fromDay = toDay;
			}

			if (discounts.length > 0 && to <= due.movedNumber && principalCents > 0) {
				let best = 0;
				let bestRate: number | null = null;
				let bestUntil = 0;
				for (const tier of discounts) {
					const until = calendar.nextBankingDayNumber(due.number - tier.daysBefore);
					if (to > until) continue;
					const off = Math.min(principalCents, tier.kind === 'fixed' ? tier.cents : rounded(amountCents, tier.rate, FINE_DIVISOR));
					if (off <= best) continue;
					best = off;
					bestRate = tier.kind === 'fixed' ? null : tier.rate;
					bestUntil = until;
				}
				if (best > 0 && (payment === null || payment.cents >= principalCents + fineCents + interestCents - best)) {
					principalCents -= best;
					discountCents += best;
					discountUntil = dayFromNumber(bestUntil);
					lines.push({ kind: 'discount', amountCents: -best, baseCents: amountCents, rate: bestRate, until: discountUntil });
				}
			}

			if (payment !== null) {
				let left = payment.cents;
				const toInterestCents = Math.min(left, interestCents);
				interestCents -= toInterestCents;
				left -= toInterestCents;
				const toPrincipalCents = Math.min(left, principalCents);
				principalCents -= toPrincipalCents;
				left -= toPrincipalCents;
				const toFineCents = Math.min(left, fineCents);
				fineCents -= toFineCents;
				left -= toFineCents;
				overpaidCents += left;
				if (left < payment.cents) lines.push({ kind: 'payment', amountCents: left - payment.cents, paidOn: toDay, toInterestCents, toPrincipalCents, toFineCents });
			}
		}

		let validUntil: Day | null = discountUntil;
		if (validUntil === null && principalCents > 0) {
			if (now > payable) validUntil = interest.kind === 'none' ? null : on;
			else validUntil = fine.kind === 'none' && interest.kind === 'none' ? null : payableUntil;
		}
		const totalCents = principalCents + fineCents + interestCents;
		use({ on, payableUntil, validUntil, totalCents, principalCents, fineCents, interestCents, discountCents, overpaidCents, lines }, index);
	}
}
