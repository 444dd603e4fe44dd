import type { Cents } from '../money/cents';
import type { ChargeLine, Moment } from './charges';
import { MONTH_FRACTIONS, type LegalRates } from './legalRates';
import { PERCENT_DIVISOR } from './rate';
import { roundHalfUp } from './roundHalfUp';
import type { Interest } from './terms';

/** A commercial month, by which a monthly rate is divided into days (pro rata die). */
const DAYS_OF_A_MONTH = 30;

/**
 * Simple interest on `baseCents` for the days after `from` up to and including `to`; null when it comes to
 * nothing. The rate of a day is never rounded: only the amount is.
 */
export function interestOn(interest: Interest, baseCents: Cents, from: Moment, to: Moment, legalRates: LegalRates): ChargeLine | null {
	const amountCents = amountOf(interest, baseCents, from.number, to.number, legalRates);
	if (interest.kind === 'none' || amountCents === 0) return null;
	return {
		kind: 'interest',
		amountCents,
		baseCents,
		rate: interest.kind === 'legal' ? null : interest.rate,
		per: interest.kind === 'legal' ? 'legal' : interest.kind === 'monthly' ? 'month' : 'day',
		from: from.day,
		to: to.day,
		days: to.number - from.number,
	};
}

function amountOf(interest: Interest, base: Cents, from: number, to: number, legalRates: LegalRates): Cents {
	switch (interest.kind) {
		case 'none':
			return 0;
		case 'monthly':
			return roundHalfUp(base, interest.rate * (to - from), PERCENT_DIVISOR * DAYS_OF_A_MONTH);
		case 'daily':
			return roundHalfUp(base, interest.rate * (to - from), PERCENT_DIVISOR);
		case 'legal':
			return roundHalfUp(base, legalRates.accrued(from, to), PERCENT_DIVISOR * MONTH_FRACTIONS);
	}
}
