import { addDays, dayNumber, wallClock, type Day } from './day';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * The UTC instant (ISO 8601) at which `day` ends and the next begins in `timeZone`, so that stored instants can be told
 * by day without the database knowing of time zones.
 */
export function endOfDay(day: Day, timeZone: string): string {
	const next = addDays(day, 1);
	const midnight = dayNumber(next) * DAY_MS;
	// The zone's offset near that midnight, and once more at the instant found, should the clock change in between.
	let instant = midnight;
	for (let round = 0; round < 2; round += 1) {
		const shown = wallClock(new Date(instant), timeZone);
		const [hours, minutes] = shown.time.split(':').map(Number);
		instant += midnight - (dayNumber(shown.day) * DAY_MS + (hours * 60 + minutes) * MINUTE_MS);
	}
	return new Date(instant).toISOString();
}
