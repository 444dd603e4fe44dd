import type { Day } from '../calendar/day';
import type { Cents } from '../money/cents';
import type { MicroPercent } from './rate';

/** A day, with its number (days since 1970-01-01) at hand. */
export interface Moment {
	day: Day;
	number: number;
}

/** Money received for an invoice. */
export interface ReceivedPayment {
	cents: Cents;
	paidOn: Day;
}

/** What an updated amount is made of, line by line; `explainLine` puts a line into words. */
export type ChargeLine =
	| { kind: 'principal'; amountCents: Cents }
	| { kind: 'fine'; amountCents: Cents; baseCents: Cents; rate: MicroPercent | null }
	| { kind: 'interest'; amountCents: Cents; baseCents: Cents; rate: MicroPercent | null; per: 'month' | 'day' | 'legal'; from: Day; to: Day; days: number }
	| { kind: 'discount'; amountCents: Cents; baseCents: Cents; rate: MicroPercent | null; until: Day }
	| { kind: 'payment'; amountCents: Cents; paidOn: Day; toInterestCents: Cents; toPrincipalCents: Cents; toFineCents: Cents };

/** What is owed of an invoice on a day. Discounts and payments have negative amounts; the lines add up to the total. */
export interface Charges {
	on: Day;
	/** Last day on which paying costs no fine and no interest. */
	payableUntil: Day;
	/** Last day on which paying this total settles the invoice; null when time adds nothing to it. */
	validUntil: Day | null;
	totalCents: Cents;
	/** Still owed of the face amount. */
	principalCents: Cents;
	/** Still owed of the fine and of the interest. */
	fineCents: Cents;
	interestCents: Cents;
	/** Taken off for paying by now. */
	discountCents: Cents;
	/** Received above all that was owed. */
	overpaidCents: Cents;
	lines: ChargeLine[];
}

/** What is owed of an invoice that is paid or cancelled: nothing, and nothing to explain. */
export function nothingOwed(on: Day): Charges {
	return { on, payableUntil: on, validUntil: null, totalCents: 0, principalCents: 0, fineCents: 0, interestCents: 0, discountCents: 0, overpaidCents: 0, lines: [] };
}
