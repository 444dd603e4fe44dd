import { calendarOf, type Calendar } from './Calendar';
import { wallClock, weekday } from './day';
import { timeZoneOf, type Place } from './timeZones';

/** Opening hours, `[from, to)` as `HH:MM`; null on days without contact. */
export interface WeekHours {
	weekdays: readonly [string, string] | null;
	saturday: readonly [string, string] | null;
	sundaysAndHolidays: readonly [string, string] | null;
}

/** Business days 9–19: the careful hours wherever no law says more. */
export const CAREFUL_HOURS: WeekHours = { weekdays: ['09:00', '19:00'], saturday: null, sundaysAndHolidays: null };

/**
 * Hours set by state laws for collection calls (in some states SMS too): SP Lei 15.426/2014, AL Lei
 * 7.782/2016, RJ Lei 7.868/2018, ES Lei 10.626/2017, AM Lei 306/2016. No state law was found that limits email.
 */
const STATE_HOURS: Readonly<Record<string, WeekHours>> = {
	SP: { weekdays: ['08:00', '20:00'], saturday: ['08:00', '14:00'], sundaysAndHolidays: null },
	AL: { weekdays: ['08:00', '20:00'], saturday: ['08:00', '14:00'], sundaysAndHolidays: null },
	RJ: { weekdays: ['09:00', '19:00'], saturday: null, sundaysAndHolidays: null },
	ES: { weekdays: ['08:00', '19:00'], saturday: null, sundaysAndHolidays: null },
	AM: { weekdays: ['09:00', '19:00'], saturday: null, sundaysAndHolidays: null },
};

/** `any`: whenever the workflow runs. `law`: by the law of the customer's state. Or hours of the creditor's own. */
export type ContactWindow = 'any' | 'law' | WeekHours;

/**
 * Whether a customer at `place` may be contacted at `now`: by the clock there, and on no holiday of the place, as
 * far as it is known, or of the creditor's `calendar`.
 */
export function isInsideWindow(window: ContactWindow, place: Place, creditorZone: string, now: Date, calendar: Calendar): boolean {
	if (window === 'any') return true;
	const { day, time } = wallClock(now, timeZoneOf(place, creditorZone));
	const week = window === 'law' ? lawfulHours(place.state) : window;
	const holiday = calendar.isHoliday(day) || calendarOf(place.state, place.city).isHoliday(day);
	const hours = hoursOf(week, weekday(day), holiday);
	return hours !== null && time >= hours[0] && time < hours[1];
}

function lawfulHours(state: string | null): WeekHours {
	return state !== null && Object.hasOwn(STATE_HOURS, state) ? STATE_HOURS[state] : CAREFUL_HOURS;
}

function hoursOf(week: WeekHours, weekDay: number, holiday: boolean): readonly [string, string] | null {
	if (holiday || weekDay === 0) return week.sundaysAndHolidays;
	return weekDay === 6 ? week.saturday : week.weekdays;
}
