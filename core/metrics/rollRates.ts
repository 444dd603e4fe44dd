import type { Day } from '../calendar/day';
import type { Cents } from '../money/cents';
import { OVERDUE_MONTHS } from './overdueMonths';
import { ratio, type Ratio } from './ratio';

/** How much of what stood in one month of delay at the end of a month stood in the next at the end of the month after. */
export interface RollRate {
	before: Day;
	end: Day;
	fromLabel: string;
	toLabel: string;
	/** In the month of delay rolled from, at `before`. */
	fromCents: Cents;
	/** In the month of delay rolled into, at `end`. */
	toCents: Cents;
	/** `to / from × 100`; only what fell due within the month can take the first past 100. */
	rate: Ratio;
}

/**
 * Roll rates between two month ends from the amounts in each of {@link OVERDUE_MONTHS}: the amount in n + 1 at the end
 * over the amount in n before. What is in the last one stays there, so it rolls into itself together with the one before
 * it. That way each amount before is rolled from once, and each overdue amount at the end is rolled into once.
 */
export function rollRatesOf(months: { before: Day; end: Day }, before: readonly Cents[], end: readonly Cents[]): RollRate[] {
	const last = OVERDUE_MONTHS.length - 1;
	return OVERDUE_MONTHS.slice(1).map((toLabel, index) => {
		const isLast = index + 1 === last;
		const fromCents = before[index] + (isLast ? before[last] : 0);
		const fromLabel = isLast ? `${OVERDUE_MONTHS[index]} em diante` : OVERDUE_MONTHS[index];
		return { ...months, fromLabel, toLabel, fromCents, toCents: end[index + 1], rate: ratio(end[index + 1], fromCents, `Nada estava em "${fromLabel}" no mês anterior.`, 100) };
	});
}
