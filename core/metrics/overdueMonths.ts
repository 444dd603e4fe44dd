import type { Day } from '../calendar/day';
import { monthEndsBetween } from '../calendar/months';
import { AGEING_BUCKETS } from './buckets';

/** How many months are told apart; what is longer overdue stands with the last. */
const MONTHS = 7;

/**
 * Where amounts stand at the end of a month, in Portuguese: not late yet, then by how many month ends have found them
 * late. Roll rates need it so. Months differ in length: a delay counted in days passes two buckets of 30 in some of them
 * and none in others, while an amount that is never paid goes on by exactly one of these a month.
 */
export const OVERDUE_MONTHS: readonly string[] = [
	AGEING_BUCKETS[0].label,
	...Array.from({ length: MONTHS - 1 }, (_, index) => `${index + 1}º mês de atraso`),
	`${MONTHS}º mês de atraso em diante`,
];

/** Index in {@link OVERDUE_MONTHS}, at the end of the month `end`, of what could be paid up to `lastDay` without being late. */
export function overdueMonth(lastDay: Day, end: Day): number {
	return Math.min(Math.max(0, monthEndsBetween(lastDay, end)), MONTHS);
}
