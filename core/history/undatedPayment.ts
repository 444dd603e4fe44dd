import type { Day } from '../calendar/day';

/**
 * The day that counts for an invoice of which it is told that it is paid, but not when: its due date, or today before
 * that. The customer has the benefit of the doubt: nobody is late by a day that the source does not tell.
 */
export function undatedPaymentDay(dueDate: Day, today: Day): Day {
	return dueDate < today ? dueDate : today;
}
