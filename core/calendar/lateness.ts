import type { Calendar } from './Calendar';
import { addDays, type Day } from './day';

/**
 * The latest due date that is late at the end of `day`: the last banking day before it, since a bill due on any later day
 * could still be paid on `day` itself. What falls due on it or before is late, everything else is not.
 */
export function lastLateDueDate(calendar: Calendar, day: Day): Day {
	return calendar.previousBankingDay(addDays(day, -1));
}
