import { addDays, type Day } from '../calendar/day';
import type { Calendar } from '../calendar/holidays';
import type { RulerStep } from './types';

/** When each step of a ruler falls for one due date. */
export interface StepDates {
	/** The days of the steps, in the order of the steps. */
	days: readonly Day[];
	/** The last day on which the bill can be paid without being late: the due date, or the banking day after it. */
	payableUntil: Day;
}

/**
 * A reckoner of step dates that remembers each due date it has seen: a portfolio has a million invoices but
 * only a few hundred due dates.
 */
export function stepDateReckoner(steps: readonly RulerStep[], calendar: Calendar): (dueDate: Day) => StepDates {
	const known = new Map<Day, StepDates>();
	return (dueDate) => {
		let dates = known.get(dueDate);
		if (!dates) {
			const payableUntil = calendar.nextBankingDay(dueDate);
			dates = { payableUntil, days: steps.map((step) => addDays(step.fromBankingDay ? payableUntil : dueDate, step.day)) };
			known.set(dueDate, dates);
		}
		return dates;
	};
}
