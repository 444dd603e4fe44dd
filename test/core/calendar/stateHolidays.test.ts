import { Calendar } from '../../../core/calendar/Calendar';
import { CITY_HOLIDAYS, cityKey } from '../../../core/calendar/cityHolidays';
import { isDay, weekday } from '../../../core/calendar/day';
import { STATE_HOLIDAYS } from '../../../core/calendar/stateHolidays';
import { STATES } from '../../../core/importing/states';

/** Days that decrees, courts and newspapers name, not the tables here. */
const STATE_DAYS: ReadonlyArray<readonly [string, string, boolean]> = [
	['AC', '2013-01-25', true], ['AC', '2013-01-23', false], // Wednesday, kept on the Friday
	['AC', '2020-11-20', true], ['AC', '2020-11-17', false],
	['AC', '2023-03-10', true], ['AC', '2023-03-08', false], ['AC', '2023-01-20', true], ['AC', '2023-01-23', true],
	['AC', '2023-06-15', true], // the state's own anniversary stays on its Thursday
	['AC', '2023-09-08', true], ['AC', '2023-09-05', false],
	['AC', '2026-01-22', true], ['AC', '2026-01-23', true], ['AC', '2026-01-20', false],
	['AC', '2025-01-20', true], ['AC', '2025-11-17', true],
	['AL', '2021-11-29', true], ['AL', '2021-11-30', false], ['AL', '2023-12-01', true], ['AL', '2026-11-30', true], ['AL', '2026-06-24', true],
	['AP', '2025-05-15', true], ['AP', '2023-07-25', false], ['AP', '2015-07-25', true],
	['BA', '2026-07-02', true], ['CE', '2026-03-25', true], ['CE', '2026-03-19', false], ['CE', '2011-03-25', false],
	['DF', '2026-11-30', true], ['DF', '2026-06-04', false],
	['ES', '2026-04-13', true], ['ES', '2019-04-29', false], ['GO', '2026-07-26', false],
	['MS', '2026-10-11', true], ['PB', '2016-07-26', false], ['PB', '2015-07-26', true], ['PB', '2026-08-05', true],
	['PE', '2018-03-06', true], ['PE', '2017-03-06', false], ['PE', '2026-06-24', false], ['PI', '2026-10-19', true], ['PI', '2026-03-13', false],
	['PR', '2013-12-19', true], ['PR', '2014-12-19', false],
	['RJ', '2026-02-17', true], ['RJ', '2026-04-23', true], ['RJ', '2008-02-05', false], ['RJ', '2010-11-20', true],
	['RN', '2026-10-03', true], ['RN', '2026-08-07', false], ['RO', '2019-06-18', true], ['RO', '2020-06-18', false],
	['SC', '2026-08-16', true], ['SC', '2026-08-11', false], ['SP', '2026-07-09', true], ['SP', '2022-11-20', false], ['SP', '2023-11-20', true],
	['TO', '2025-08-15', true], ['TO', '2024-08-15', false], ['TO', '2026-03-18', false],
];

const CITY_DAYS: ReadonlyArray<readonly [string, string, string, boolean]> = [
	['SP', 'São Paulo', '2026-01-25', true], ['SP', 'São Paulo', '2026-06-04', true], ['SP', 'Campinas', '2026-01-25', false],
	['RJ', 'Rio de Janeiro', '2026-01-20', true], ['RJ', 'Rio de Janeiro', '2005-04-23', true], ['RJ', 'Niterói', '2005-04-23', false],
	['AM', 'Manaus', '2026-02-17', true], ['AM', 'Manaus', '2026-10-24', true], ['CE', 'Fortaleza', '2026-03-19', true], ['CE', 'Fortaleza', '2003-03-19', false],
	['ES', 'Vitória', '2019-04-29', true], ['ES', 'Vitória', '2000-05-01', true], ['ES', 'Vitória', '2026-09-08', true],
	['MA', 'São Luís', '2026-06-04', false], ['MA', 'São Luís', '2026-12-08', true], ['PE', 'Recife', '2026-06-24', true],
	['MT', 'Cuiabá', '2011-12-08', false], ['MT', 'Cuiabá', '2025-12-08', true], ['RR', 'Boa Vista', '2026-07-09', true],
	['TO', 'Palmas', '2026-03-19', true], ['PR', 'Curitiba', '2026-09-08', true], ['RS', 'Porto Alegre', '2026-02-02', true],
];

describe('state and city holidays', () => {
	it.each(STATE_DAYS)('%s %s is a holiday: %p', (state, day, expected) => {
		expect(Calendar.of({ state }).isHoliday(day)).toBe(expected);
	});

	it.each(CITY_DAYS)('%s, %s, %s is a holiday: %p', (state, city, day, expected) => {
		expect(Calendar.of({ state, city }).isHoliday(day)).toBe(expected);
	});

	it('are known for every state and its capital', () => {
		expect(Object.keys(STATE_HOLIDAYS).sort()).toEqual([...STATES].sort());
		expect(Object.keys(CITY_HOLIDAYS).map((key) => key.slice(0, 2)).sort()).toEqual([...STATES].sort());
		for (const key of Object.keys(CITY_HOLIDAYS)) expect(cityKey(key.slice(0, 2), key.slice(3).toUpperCase())).toBe(key);
	});

	it('have a day, a name, a law and years in order', () => {
		for (const rule of [...Object.values(STATE_HOLIDAYS), ...Object.values(CITY_HOLIDAYS)].flat()) {
			if (typeof rule.on === 'string') expect(isDay(`2000-${rule.on}`)).toBe(true);
			expect(rule.name.length).toBeGreaterThan(3);
			expect(rule.law.length).toBeGreaterThan(3);
			if (rule.since !== null && rule.until !== null) expect(rule.since).toBeLessThanOrEqual(rule.until);
		}
	});

	it('of Acre never fall on a Tuesday to Thursday but where the Friday is a holiday too, or on 15 June', () => {
		const calendar = Calendar.of({ state: 'AC' });
		const national = new Calendar();
		for (let year = 2010; year < 2100; year += 1) {
			for (const day of calendar.holidaysIn(year).keys()) {
				if (national.isHoliday(day) || day.endsWith('-06-15') || weekday(day) < 2 || weekday(day) > 4) continue;
				expect([day, weekday(day)]).toEqual([day, 4]);
			}
		}
	});
});
