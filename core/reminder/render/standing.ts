import type { Day } from '../../calendar/day';
import { daysBetween } from '../../calendar/day';
import type { Calendar } from '../../calendar/holidays';
import { formatDay } from '../../calendar/formatDay';
import { formatSituation } from './formats';

/** Where an open invoice stands on a day. */
export interface Standing {
	/** The last day on which it can be paid without being late. */
	payableUntil: Day;
	isLate: boolean;
	/** Calendar days past the original due date; 0 when it is not late. */
	daysOverdue: number;
	/** Calendar days up to `payableUntil`; 0 on that day and when it is late. */
	daysLeft: number;
	/** Text that goes into a sentence after "a fatura". */
	situation: string;
}

function movedSituation(payableUntil: Day, today: Day): string {
	return `pode ser paga até ${payableUntil === today ? 'hoje, ' : ''}${formatDay(payableUntil)}`;
}

/**
 * A bill due on a non-banking day is paid on the next banking day with no surcharge (Lei 7.089/1983): up to
 * that day nobody is late, and the message names the day. Once it has passed, the days late count from the
 * original due date (STJ REsp 1.954.924). Throws a RangeError when a day is malformed.
 */
export function standingOf(dueDate: Day, today: Day, calendar: Calendar): Standing {
	const payableUntil = calendar.nextBankingDay(dueDate);
	const isLate = today > payableUntil;
	const daysPastDue = daysBetween(dueDate, today);
	const isMoved = payableUntil !== dueDate;
	return {
		payableUntil,
		isLate,
		daysOverdue: isLate ? daysPastDue : 0,
		daysLeft: isLate ? 0 : daysBetween(today, payableUntil),
		situation: isMoved && !isLate ? movedSituation(payableUntil, today) : formatSituation(daysPastDue),
	};
}
