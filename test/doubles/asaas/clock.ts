import { dayNumber, daysInMonth } from '../../../core/calendar/day.ts';
import type { Cycle } from './types.ts';

/** São Paulo has had one offset since daylight saving time ended in 2019. */
const BEHIND_UTC_MS = 3 * 3_600_000;

/** The day in São Paulo, `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
	return new Date(moment.getTime() - BEHIND_UTC_MS).toISOString().slice(0, 10);
}

/** `YYYY-MM-DD HH:mm:ss` in São Paulo, as events and refunds tell the time. */
export function timeOf(moment: Date): string {
	return new Date(moment.getTime() - BEHIND_UTC_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** The same day of a later month; its last one where the month is shorter. */
export function addMonths(day: string, months: number): string {
	const [year, month, date] = day.split('-').map(Number);
	const total = year * 12 + month - 1 + months;
	const [inYear, inMonth] = [Math.floor(total / 12), (total % 12) + 1];
	return [inYear, inMonth, Math.min(date, daysInMonth(inYear, inMonth))].map((part) => String(part).padStart(2, '0')).join('-');
}

export function addDays(day: string, days: number): string {
	return new Date((dayNumber(day) + days) * 86_400_000).toISOString().slice(0, 10);
}

const MONTHS: Partial<Record<Cycle, number>> = { MONTHLY: 1, BIMONTHLY: 2, QUARTERLY: 3, SEMIANNUALLY: 6, YEARLY: 12 };

/** The due date `count` cycles after the first one. */
export function afterCycles(first: string, cycle: Cycle, count: number): string {
	const months = MONTHS[cycle];
	return months === undefined ? addDays(first, (cycle === 'WEEKLY' ? 7 : 14) * count) : addMonths(first, months * count);
}
