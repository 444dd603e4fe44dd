import { wallClock } from '../../../core/calendar/day';
import { timeZoneOf } from '../../../core/calendar/timeZones';
import { STATES } from '../../../core/importing/states';

/** Hours from UTC by law (Decreto 2.784/1913, Lei 12.876/2013), not by the engine's tables. */
const HOURS: Readonly<Record<string, number>> = {
	AC: -5, AM: -4, MS: -4, MT: -4, RO: -4, RR: -4,
	AL: -3, AP: -3, BA: -3, CE: -3, DF: -3, ES: -3, GO: -3, MA: -3, MG: -3, PA: -3, PB: -3, PE: -3, PI: -3, PR: -3, RJ: -3, RN: -3, RS: -3, SC: -3, SE: -3, SP: -3, TO: -3,
};

/** States with daylight saving time in its last years (Decreto 8.112/2013), and when it began and ended at their own midnight. */
const SUMMER_STATES = ['DF', 'ES', 'GO', 'MG', 'MS', 'MT', 'PR', 'RJ', 'RS', 'SC', 'SP'];
const SUMMERS: ReadonlyArray<readonly [string, string]> = [
	['2016-10-16', '2017-02-19'],
	['2017-10-15', '2018-02-18'],
	['2018-11-04', '2019-02-17'],
];

function localTime(instant: number, hours: number): { day: string; time: string } {
	const iso = new Date(instant + hours * 3_600_000).toISOString();
	return { day: iso.slice(0, 10), time: iso.slice(11, 16) };
}

/** Hours from UTC in a state at an instant, by the two tables above. */
function hoursAt(state: string, instant: number): number {
	const standard = HOURS[state];
	const inSummer = SUMMERS.some(([from, to]) => {
		const begins = Date.parse(`${from}T00:00:00Z`) - standard * 3_600_000;
		const ends = Date.parse(`${to}T00:00:00Z`) - (standard + 1) * 3_600_000;
		return instant >= begins && instant < ends;
	});
	return inSummer && SUMMER_STATES.includes(state) ? standard + 1 : standard;
}

describe('timeZoneOf', () => {
	it('has the hours of the law in all states around every switch of 2017 to 2019', () => {
		expect(Object.keys(HOURS).sort()).toEqual([...STATES].sort());
		for (const state of STATES) {
			const zone = timeZoneOf({ state }, 'UTC');
			for (const day of SUMMERS.flat()) {
				for (let minutes = 0; minutes <= 7 * 60; minutes += 30) {
					for (const offset of [-60_000, 0]) {
						const instant = Date.parse(`${day}T01:00:00Z`) + minutes * 60_000 + offset;
						expect({ state, ...wallClock(new Date(instant), zone) }).toEqual({ state, ...localTime(instant, hoursAt(state, instant)) });
					}
				}
			}
		}
	});

	it('has no daylight saving time from February 2019 on (Decreto 9.772/2019)', () => {
		for (const state of STATES) {
			const zone = timeZoneOf({ state }, 'UTC');
			for (let month = 2; month < 12 * 8; month += 1) {
				const instant = Date.UTC(2019, month, 15, 2, 30);
				expect({ state, ...wallClock(new Date(instant), zone) }).toEqual({ state, ...localTime(instant, HOURS[state]) });
			}
		}
	});

	it('is the creditor’s for a customer of unknown state, Brasília’s for a state that does not exist', () => {
		expect(timeZoneOf({ state: null }, 'America/Manaus')).toBe('America/Manaus');
		expect(timeZoneOf({ state: null, postalCode: '01310-100' }, 'America/Manaus')).toBe('America/Manaus');
		expect(timeZoneOf({ state: 'RJ' }, 'America/Manaus')).toBe('America/Sao_Paulo');
		expect(timeZoneOf({ state: 'XX' }, 'America/Manaus')).toBe('America/Sao_Paulo');
		expect(timeZoneOf({ state: 'constructor' }, 'America/Manaus')).toBe('America/Sao_Paulo');
	});

	it.each<[string | null, string | null, string]>([
		['PE', '53990-000', 'America/Noronha'],
		['PE', '53990000', 'America/Noronha'],
		[null, '53990000', 'America/Noronha'],
		['SP', '53990000', 'America/Sao_Paulo'],
		['PE', '53989999', 'America/Recife'],
		['PE', '53991000', 'America/Recife'],
		['PE', '5399000', 'America/Recife'],
		['PE', '', 'America/Recife'],
		['PE', null, 'America/Recife'],
		['AM', '69880-000', 'America/Eirunepe'],
		['AM', '69640-000', 'America/Eirunepe'],
		['AM', '69895-000', 'America/Eirunepe'],
		['AM', '69629-999', 'America/Manaus'],
		['AM', '69660-000', 'America/Manaus'],
		['AM', '69850-000', 'America/Manaus'],
		['AM', '69005-010', 'America/Manaus'],
		['AC', '69900-001', 'America/Rio_Branco'],
	])('of %p with the CEP %p is %s', (state, postalCode, zone) => {
		expect(timeZoneOf({ state, postalCode }, 'UTC')).toBe(zone);
	});

	it('has the fourth zone an hour ahead of Brasília, and the west of Amazonas two behind', () => {
		const now = new Date('2026-11-24T12:00:00Z');
		expect(wallClock(now, timeZoneOf({ state: 'PE', postalCode: '53990000' }, 'UTC')).time).toBe('10:00');
		expect(wallClock(now, timeZoneOf({ state: 'AM', postalCode: '69880000' }, 'UTC')).time).toBe('07:00');
	});
});
