import { addDays, civilFromNumber, dayFromNumber, dayNumber, daysBetween, numberFromCivil, type Day } from '../calendar/day';
import { formatDay } from '../calendar/formatDay';
import { monthsBefore } from '../calendar/months';

/** Days from one to another, both included. */
export interface Period {
	from: Day;
	to: Day;
}

export const PERIODS = ['thisMonth', 'lastMonth', 'last12Months', 'custom'] as const;
export type PeriodChoice = (typeof PERIODS)[number];

/** The longest period reported on, in days: some twenty years. */
const MAX_DAYS = 7_500;

/**
 * The period a choice means on `today`: this month up to today, the whole month before it, the twelve months that end
 * today, or the two days given, today at the latest. Throws a RangeError, in Portuguese, when those are the wrong way
 * round, too far apart, or still to come.
 */
export function periodOf(choice: PeriodChoice, today: Day, custom: Partial<Period> = {}): Period {
	if (choice === 'thisMonth') return { from: firstOfMonth(today, 0), to: today };
	if (choice === 'lastMonth') return { from: firstOfMonth(today, -1), to: addDays(firstOfMonth(today, 0), -1) };
	if (choice === 'last12Months') return { from: addDays(monthsBefore(today, 12), 1), to: today };
	const { from, to } = custom;
	if (from === undefined || to === undefined) throw new RangeError('Diga o primeiro e o último dia do período em "From" e "To".');
	if (from > to) throw new RangeError(`O período começa em ${formatDay(from)} e termina antes, em ${formatDay(to)}: troque "From" e "To".`);
	if (from > today) throw new RangeError(`O período começa em ${formatDay(from)}, que ainda não chegou.`);
	if (daysBetween(from, to) > MAX_DAYS) throw new RangeError(`O período de ${formatDay(from)} a ${formatDay(to)} é longo demais: use até ${Math.floor(MAX_DAYS / 365)} anos.`);
	return { from, to: to > today ? today : to };
}

/** How many days a period has. */
export function daysOf({ from, to }: Period): number {
	return daysBetween(from, to) + 1;
}

/** The last days of the months that end within the period, each with the last day of the month before it. */
export function monthEnds({ from, to }: Period): Array<{ before: Day; end: Day }> {
	const ends: Array<{ before: Day; end: Day }> = [];
	for (let first = firstOfMonth(from, 0); ; ) {
		const next = firstOfMonth(first, 1);
		const end = addDays(next, -1);
		if (end > to) return ends;
		ends.push({ before: addDays(first, -1), end });
		first = next;
	}
}

function firstOfMonth(day: Day, monthsOn: number): Day {
	const { year, month } = civilFromNumber(dayNumber(day));
	const months = year * 12 + month - 1 + monthsOn;
	return dayFromNumber(numberFromCivil(Math.floor(months / 12), (months % 12) + 1, 1));
}
