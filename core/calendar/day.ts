/**
 * A calendar day, `YYYY-MM-DD`, with no clock and no time zone. Days of this form compare with `<` and
 * `>` as text, which is why the ledger stores them so.
 */
export type Day = string;

const MILLISECONDS_A_DAY = 86_400_000;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01. Throws a RangeError when `day` is not an existing calendar day. */
export function dayNumber(day: Day): number {
	const match = ISO_DAY.exec(day);
	const time = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : Number.NaN;
	if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) {
		throw new RangeError(`"${day}" is not a calendar day in the form YYYY-MM-DD`);
	}
	return time / MILLISECONDS_A_DAY;
}

/** The day that is `number` days after 1970-01-01. */
export function dayFromNumber(number: number): Day {
	return new Date(number * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** Whether `text` is an existing calendar day in the form `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
	try {
		dayNumber(text);
		return true;
	} catch {
		return false;
	}
}

/** The day `count` days after `day`; before it when `count` is negative. */
export function addDays(day: Day, count: number): Day {
	return dayFromNumber(dayNumber(day) + count);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
	return dayNumber(to) - dayNumber(from);
}

/** Day of the week, 0 = Sunday … 6 = Saturday. */
export function weekday(day: Day): number {
	return (((dayNumber(day) + 4) % 7) + 7) % 7;
}

/** Day and time of day as the wall clock in `timeZone` (IANA name) shows them at `now`. */
export function wallClock(now: Date, timeZone: string): { day: Day; time: string } {
	const parts = new Intl.DateTimeFormat('en-CA', {
		timeZone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	}).formatToParts(now);
	const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
	return { day: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` };
}
