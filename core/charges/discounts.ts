import { addDays, dayFromNumber, dayNumber } from '../calendar/day';
import type { Calendar } from '../calendar/holidays';
import type { Cents } from '../money/cents';
import type { ChargeLine } from './charges';
import { PERCENT_DIVISOR } from './rate';
import { roundHalfUp } from './roundHalfUp';
import type { DiscountTier } from './terms';

export interface Discount {
	cents: Cents;
	line: ChargeLine;
}

/**
 * The largest of the discounts still open on `day`, taken of the face amount and at most what is `owed` of it;
 * null when none is open.
 */
export function bestDiscount(tiers: readonly DiscountTier[], baseCents: Cents, owed: Cents, day: number, due: number, calendar: Calendar): Discount | null {
	let best: Discount | null = null;
	for (const tier of tiers) {
		const until = calendar.nextBankingDay(addDays(dayFromNumber(due), -tier.daysBefore));
		if (day > dayNumber(until)) continue;
		const cents = Math.min(owed, tier.kind === 'fixed' ? tier.cents : roundHalfUp(baseCents, tier.rate, PERCENT_DIVISOR));
		if (cents === 0 || (best && cents <= best.cents)) continue;
		best = { cents, line: { kind: 'discount', amountCents: -cents, baseCents, rate: tier.kind === 'fixed' ? null : tier.rate, until } };
	}
	return best;
}
