import { isInsideWindow } from '../calendar/contactWindow';
import { timeZoneOf } from '../calendar/timeZones';
import { addDays, type Day } from '../calendar/day';
import type { Calendar } from '../calendar/holidays';
import { isInSegment } from './segments';
import { stepDateReckoner, type StepDates } from './stepDates';
import { asksForSegments } from './steps';
import { isTimeBarred } from './timeBar';
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
	const stepsFor = stepReckoner(policy.steps, moment.calendar);
	const windowFor = windowReckoner(policy, moment);
	return (facts, contacts) => {
		const { steps, datesFor, others } = stepsFor(facts);
		const dates = datesFor(facts.dueDate);
		const closed = facts.status === 'paid' || facts.status === 'cancelled';
		// Of a settled invoice, and of one that is never collected again, nothing is looked for on later steps.
		const nextOfOthers = others === null || closed ? null : earliestAfter(others(facts.dueDate).days, -1, moment.today);
		const skip = (reason: SkipReason, step: RulerStep | null, nextOn: Day | null, lookOn = earlier(nextOn, nextOfOthers)): Decision => ({ kind: 'skip', reason, step, nextOn, lookOn });

		const newest = newestReached(dates.days, moment.today);
		const next = closed ? null : earliestAfter(dates.days, newest, moment.today);
		const step = newest < 0 ? null : steps[newest];
		const ofOthers = others === null || closed ? null : newestOfOthers(policy, others(facts.dueDate).days, facts, step, moment.today);
		const nothing = (reason: SkipReason) => (ofOthers ? skip('other_segment', ofOthers, next) : skip(reason, step, next));
		if (step === null) return nothing('not_due');
		if (facts.doneDay !== null && step.day <= facts.doneDay) return nothing(newest === steps.length - 1 ? 'past_last_step' : 'done');
		const isBacklog = policy.backlog === 'ignore' && dates.days[newest] < (facts.enrolledOn ?? moment.today);
		if (isBacklog && !closed) return nothing('backlog');
		if (isBacklog) return skip(facts.status as 'paid' | 'cancelled', null, null);
		if (closed) return skip(facts.status as 'paid' | 'cancelled', step, null);
		if (step.day <= 0 && moment.today > dates.payableUntil) return skip('too_late', step, next);
		// A bill due on a day without banks is paid on the next banking day with no surcharge (Lei 7.089/1983): whoever
		// counts the step from the nominal due date must not dun before that.
		if (step.day > 0 && moment.today <= dates.payableUntil) return skip('not_late', step, addDays(dates.payableUntil, 1));

		// From here on the step is due today, and only a fact that may change tomorrow stands in its way.
		const again = moment.today;
		if (facts.status === 'disputed') return skip('disputed', step, again);
		if (facts.agreementId !== null) return skip('in_agreement', step, again);
		if (isTimeBarred(facts.dueDate, policy.timeBarYears, moment.today)) return skip('time_barred', step, null, null);
		if (facts.excludedUntil !== null && facts.excludedUntil >= moment.today) return skip('excluded', step, again);
		if (facts.promisedUntil !== null && facts.promisedUntil >= moment.today) return skip('promised', step, again);
		if (facts.balanceCents < Math.max(policy.minimumBalanceCents, step.minimumBalanceCents, 1)) return skip('below_minimum', step, again);
		if (policy.repeat === 'once_a_day' && facts.routedOn === moment.today) return skip('routed_today', step, again);
		if (!windowFor(facts)) return skip('outside_window', step, again);
		if (policy.maxContactsADay !== null && (contacts?.today ?? 0) >= policy.maxContactsADay) return skip('over_daily_cap', step, again);
		if (policy.maxContactsAWeek !== null && (contacts?.week ?? 0) >= policy.maxContactsAWeek) return skip('over_weekly_cap', step, again);
		return { kind: 'route', step, superseded: passedOver(steps, facts, dates, newest, moment.today) };
	};
}

/** The steps that a customer is in the segment of, and when they fall. */
interface OwnSteps {
	steps: readonly RulerStep[];
	datesFor: (dueDate: Day) => StepDates;
	/** When all steps of the ruler fall; null when they are the customer's own. */
	others: ((dueDate: Day) => StepDates) | null;
}

/** There are as many kinds of customers as profiles times importances: each is worked out once. */
function stepReckoner(steps: readonly RulerStep[], calendar: Calendar): (facts: Pick<InvoiceFacts, 'profile' | 'importance'>) => OwnSteps {
	const whole: OwnSteps = { steps, datesFor: stepDateReckoner(steps, calendar), others: null };
	if (!asksForSegments(steps)) return () => whole;
	const known = new Map<string, OwnSteps>();
	return ({ profile, importance }) => {
		const key = `${profile} ${importance}`;
		let own = known.get(key);
		if (!own) {
			const visible = steps.filter((step) => isInSegment(step, profile, importance));
			own = { steps: visible, datesFor: stepDateReckoner(visible, calendar), others: whole.datesFor };
			known.set(key, own);
		}
		return own;
	};
}

/** The newest step that has come since the customer's `own`, where it is for other customers only and was not done under another profile. */
function newestOfOthers(policy: RulerPolicy, days: readonly Day[], facts: InvoiceFacts, own: RulerStep | null, today: Day): RulerStep | null {
	const index = newestReached(days, today);
	if (index < 0) return null;
	const step = policy.steps[index];
	const isBacklog = policy.backlog === 'ignore' && days[index] < (facts.enrolledOn ?? today);
	return step.day > Math.max(own?.day ?? -Infinity, facts.doneDay ?? -Infinity) && !isBacklog ? step : null;
}

/** The first of the days after `index` that is still to come. */
function earliestAfter(days: readonly Day[], index: number, today: Day): Day | null {
	let earliest: Day | null = null;
	for (let place = index + 1; place < days.length; place += 1) if (days[place] > today) earliest = earlier(earliest, days[place]);
	return earliest;
}

function earlier(one: Day | null, other: Day | null): Day | null {
	if (one === null || other === null) return one ?? other;
	return one < other ? one : other;
}

/** Index of the newest step whose day has come, -1 when none has. */
function newestReached(days: readonly Day[], today: Day): number {
	let index = days.length - 1;
	while (index >= 0 && days[index] > today) index -= 1;
	return index;
}

/** Older steps that were still owed and are given up for the newest: nobody gets them in a burst. */
function passedOver(steps: readonly RulerStep[], facts: InvoiceFacts, dates: StepDates, newest: number, today: Day): RulerStep[] {
	const from = facts.enrolledOn ?? today;
	return steps.filter(
		(step, index) => index < newest && (facts.doneDay === null || step.day > facts.doneDay) && dates.days[index] >= from,
	);
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
