import type { Calendar } from '../calendar/Calendar';
import { dayFromNumber, type Day } from '../calendar/day';
import type { Cents } from '../money/cents';
import type { ChargeLine } from './charges';
import { PERCENT_DIVISOR } from './rate';
import { roundHalfUp } from './roundHalfUp';
import type { DiscountTier } from './terms';

export interface Discount {
	cents: Cents;
	line: ChargeLine;
	/** Last day on which it can be earned. */
	until: Day;
}

/**
 * The largest of the discounts still open on `day`, taken of the face amount and at most what is `owed` of it;
 * null when none is open.
 */
export function bestDiscount(tiers: readonly DiscountTier[], baseCents: Cents, owed: Cents, day: number, due: number, calendar: Calendar): Discount | null {
	let best: Discount | null = null;
	for (const tier of tiers) {
		const last = calendar.nextBankingDayNumber(due - tier.daysBefore);
		if (day > last) continue;
		const cents = Math.min(owed, tier.kind === 'fixed' ? tier.cents : roundHalfUp(baseCents, tier.rate, PERCENT_DIVISOR));
		if (cents === 0 || (best && cents <= best.cents)) continue;
		const until = dayFromNumber(last);
		best = { cents, until, line: { kind: 'discount', amountCents: -cents, baseCents, rate: tier.kind === 'fixed' ? null : tier.rate, until } };
	}
	return best;
}
