import { isInsideWindow } from '../calendar/contactWindow';
import { timeZoneOf } from '../calendar/timeZones';
import { addDays, type Day } from '../calendar/day';
import type { Calendar } from '../calendar/holidays';
import { stepDateReckoner, type StepDates } from './stepDates';
import type { ContactCount, Decision, InvoiceFacts, RulerPolicy, RulerStep, SkipReason } from './types';

/** When and where a decision is taken. */
export interface Moment {
	today: Day;
	now: Date;
	/** IANA time zone of the creditor. */
	timeZone: string;
	calendar: Calendar;
}

export type Decide = (facts: InvoiceFacts, contacts: ContactCount | undefined) => Decision;

/**
 * Makes the function that decides what a ruler does with an invoice at a moment. It is pure: the same facts
 * at the same moment give the same decision.
 */
export function decider(policy: RulerPolicy, moment: Moment): Decide {
	const datesFor = stepDateReckoner(policy.steps, moment.calendar);
	const windowFor = windowReckoner(policy, moment);
	return (facts, contacts) => {
		const dates = datesFor(facts.dueDate);
		const skip = (reason: SkipReason, step: RulerStep | null, nextOn: Day | null): Decision => ({ kind: 'skip', reason, step, nextOn });

		const closed = facts.status === 'paid' || facts.status === 'cancelled';
		const newest = newestReached(dates.days, moment.today);
		// A settled invoice never comes back by itself, so nothing is looked for on its later steps.
		const next = closed ? null : (dates.days[newest + 1] ?? null);
		if (newest < 0) return skip('not_due', null, next);
		const step = policy.steps[newest];
		if (facts.doneDay !== null && step.day <= facts.doneDay) return skip(newest === policy.steps.length - 1 ? 'past_last_step' : 'done', step, next);
		const isBacklog = policy.backlog === 'ignore' && dates.days[newest] < (facts.enrolledOn ?? moment.today);
		if (isBacklog && !closed) return skip('backlog', step, next);
		if (isBacklog) return skip(facts.status as 'paid' | 'cancelled', null, null);
		if (closed) return skip(facts.status as 'paid' | 'cancelled', step, null);
		if (step.day <= 0 && moment.today > dates.payableUntil) return skip('too_late', step, next);
		// A bill due on a day without banks is paid on the next banking day with no surcharge (Lei 7.089/1983): whoever
		// counts the step from the nominal due date must not dun before that.
		if (step.day > 0 && moment.today <= dates.payableUntil) return skip('not_late', step, addDays(dates.payableUntil, 1));

		// From here on the step is due today, and only a fact that may change tomorrow stands in its way.
		const again = moment.today;
		if (facts.status === 'disputed') return skip('disputed', step, again);
		if (isTimeBarred(facts.dueDate, policy.timeBarYears, moment.today)) return skip('time_barred', step, null);
		if (facts.excludedUntil !== null && facts.excludedUntil >= moment.today) return skip('excluded', step, again);
		if (facts.promisedUntil !== null && facts.promisedUntil >= moment.today) return skip('promised', step, again);
		if (facts.balanceCents < Math.max(policy.minimumBalanceCents, step.minimumBalanceCents, 1)) return skip('below_minimum', step, again);
		if (policy.repeat === 'once_a_day' && facts.routedOn === moment.today) return skip('routed_today', step, again);
		if (!windowFor(facts)) return skip('outside_window', step, again);
		if (policy.maxContactsADay !== null && (contacts?.today ?? 0) >= policy.maxContactsADay) return skip('over_daily_cap', step, again);
		if (policy.maxContactsAWeek !== null && (contacts?.week ?? 0) >= policy.maxContactsAWeek) return skip('over_weekly_cap', step, again);
		return { kind: 'route', step, superseded: passedOver(policy, facts, dates, newest, moment.today) };
	};
}

/** Index of the newest step whose day has come, -1 when none has. */
function newestReached(days: readonly Day[], today: Day): number {
	let index = days.length - 1;
	while (index >= 0 && days[index] > today) index -= 1;
	return index;
}

/** Older steps that were still owed and are given up for the newest: nobody gets them in a burst. */
function passedOver(policy: RulerPolicy, facts: InvoiceFacts, dates: StepDates, newest: number, today: Day): RulerStep[] {
	const from = facts.enrolledOn ?? today;
	return policy.steps.filter(
		(step, index) => index < newest && (facts.doneDay === null || step.day > facts.doneDay) && dates.days[index] >= from,
	);
}

/** Five years after the due date the debt is time-barred (CC art. 206 §5 I) and is not collected (STJ REsp 2.088.100). */
function isTimeBarred(dueDate: Day, years: number | null, today: Day): boolean {
	if (years === null) return false;
	const barredFrom = `${String(Number(dueDate.slice(0, 4)) + years).padStart(4, '0')}${dueDate.slice(4)}`;
	return today > barredFrom;
}

/** A portfolio has many customers and few places: the clock is asked once for each place, not once an invoice. */
function windowReckoner(policy: RulerPolicy, moment: Moment): (facts: InvoiceFacts) => boolean {
	const known = new Map<string, boolean>();
	if (policy.window === 'any') return () => true;
	return ({ customerState: state, customerCity: city, customerPostalCode: postalCode }) => {
		const place = `${state}|${timeZoneOf({ state, postalCode }, moment.timeZone)}|${city}`;
		let inside = known.get(place);
		if (inside === undefined) {
			inside = isInsideWindow(policy.window, { state, city, postalCode }, moment.timeZone, moment.now, moment.calendar);
			known.set(place, inside);
		}
		return inside;
	};
}
