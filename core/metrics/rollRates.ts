import type { Day } from '../calendar/day';
import type { Cents } from '../money/cents';
import { ROLL_BUCKETS } from './buckets';
import { ratio, type Ratio } from './ratio';

/** How much of what stood in one bucket at the end of a month stood in the next at the end of the month after. */
export interface RollRate {
	before: Day;
	end: Day;
	fromLabel: string;
	toLabel: string;
	/** In the bucket rolled from, at `before`. */
	fromCents: Cents;
	/** In the bucket rolled into, at `end`. */
	toCents: Cents;
	/** `to / from × 100`; may pass 100 where more fell due than the month before. */
	rate: Ratio;
}

/**
 * Roll rates between two month ends from the amounts in each of {@link ROLL_BUCKETS}: the amount in bucket n + 1 at
 * the end over the amount in bucket n before. What is in the last bucket stays there, so it rolls into itself together
 * with the one before it. That way each amount before is rolled from once, and each overdue amount at the end is rolled into once.
 */
export function rollRatesOf(months: { before: Day; end: Day }, before: readonly Cents[], end: readonly Cents[]): RollRate[] {
	const last = ROLL_BUCKETS.length - 1;
	return ROLL_BUCKETS.slice(1).map((to, index) => {
		const isLast = index + 1 === last;
		const fromCents = before[index] + (isLast ? before[last] : 0);
		const fromLabel = isLast ? `Mais de ${ROLL_BUCKETS[index].from - 1} dias` : ROLL_BUCKETS[index].label;
		return { ...months, fromLabel, toLabel: to.label, fromCents, toCents: end[index + 1], rate: ratio(end[index + 1], fromCents, `Nada estava em "${fromLabel}" no mês anterior.`, 100) };
	});
}
