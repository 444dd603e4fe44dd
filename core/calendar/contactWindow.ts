import type { Calendar } from './holidays';
import { wallClock, weekday } from './day';

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

/** Where the customer's clock differs from Brasília's. Brazil has had no daylight saving time since 2019. */
const STATE_ZONES: Readonly<Record<string, string>> = {
	AC: 'America/Rio_Branco',
	AM: 'America/Manaus',
	MS: 'America/Campo_Grande',
	MT: 'America/Cuiaba',
	RO: 'America/Porto_Velho',
	RR: 'America/Boa_Vista',
};

/** The customer's time zone by state; the creditor's own when the state is unknown. */
export function timeZoneOf(state: string | null, creditorZone: string): string {
	if (state === null) return creditorZone;
	return STATE_ZONES[state] ?? 'America/Sao_Paulo';
}

/** `any`: whenever the workflow runs. `law`: by the law of the customer's state. Or hours of the creditor's own. */
export type ContactWindow = 'any' | 'law' | WeekHours;

/**
 * Whether a customer of `state` may be contacted at `now`, by the customer's own clock and holidays.
 */
export function isInsideWindow(window: ContactWindow, state: string | null, creditorZone: string, now: Date, calendar: Calendar): boolean {
	if (window === 'any') return true;
	const { day, time } = wallClock(now, timeZoneOf(state, creditorZone));
	const week = window === 'law' ? (STATE_HOURS[state ?? ''] ?? CAREFUL_HOURS) : window;
	const hours = hoursOf(week, weekday(day), calendar.isHoliday(day));
	return hours !== null && time >= hours[0] && time < hours[1];
}

function hoursOf(week: WeekHours, weekDay: number, holiday: boolean): readonly [string, string] | null {
	if (holiday || weekDay === 0) return week.sundaysAndHolidays;
	return weekDay === 6 ? week.saturday : week.weekdays;
}
