import fc from 'fast-check';
import { dayFromNumber, dayNumber, isDay } from '../../../core/calendar/day';
import { MAX_LOCAL_HOLIDAYS, parseLocalHolidays } from '../../../core/calendar/localHolidays';

function read(text: string): { days: string[]; yearly: string[] } {
	const { days, yearly } = parseLocalHolidays(text);
	return { days: [...days], yearly: [...yearly] };
}

describe('parseLocalHolidays', () => {
	it.each<[string, string[], string[]]>([
		['', [], []],
		[' ,;\n', [], []],
		['2026-07-09', ['2026-07-09'], []],
		['09/07/2026', ['2026-07-09'], []],
		['9/7/2026', ['2026-07-09'], []],
		['25/01', [], ['01-25']],
		['25/1; 2026-07-09\n25/12/2027,29/02', ['2026-07-09', '2027-12-25'], ['01-25', '02-29']],
		['25/01 25/01 25/1', [], ['01-25']],
	])('reads %j', (text, days, yearly) => {
		expect(read(text)).toEqual({ days, yearly });
	});

	it.each<[string, string]>([
		['25/01, 09-07', '"09-07" não é um dia'],
		['25/01?', '"25/01?" não é um dia'],
		['09/07/26', '"09/07/26" não é um dia'],
		['amanhã', '"amanhã" não é um dia'],
		['1', '"1" não é um dia'],
		['2026-7-9', '"2026-7-9" não é um dia'],
		['30/02', '"30/02" não existe no calendário'],
		['01/13', '"01/13" não existe no calendário'],
		['00/01', '"00/01" não existe no calendário'],
		['29/02/2026', '"29/02/2026" não existe no calendário'],
		['2026-02-30', '"2026-02-30" não existe no calendário'],
		['9'.repeat(1000), 'não é um dia'],
		['25/01 '.repeat(100_000), `mais de ${MAX_LOCAL_HOLIDAYS}`],
	])('refuses case %#', (text, reason) => {
		expect(() => parseLocalHolidays(text)).toThrow(RangeError);
		expect(() => parseLocalHolidays(text)).toThrow(reason);
	});

	it('takes at most as many as it says', () => {
		const days = Array.from({ length: MAX_LOCAL_HOLIDAYS }, (_, index) => dayFromNumber(dayNumber('2026-01-01') + index));
		expect(parseLocalHolidays(days.join(', ')).days.size).toBe(MAX_LOCAL_HOLIDAYS);
		expect(() => parseLocalHolidays([...days, '25/12'].join(', '))).toThrow('mais de');
	});

	it('reads both notations of a full day alike', () => {
		const days = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2100-12-31') }).map(dayFromNumber);
		fc.assert(
			fc.property(fc.array(days, { maxLength: 50 }), (list) => {
				const dayFirst = list.map((day) => day.split('-').reverse().join('/'));
				expect(parseLocalHolidays(list.join(','))).toEqual(parseLocalHolidays(dayFirst.join(';')));
			}),
		);
	});

	it('takes any text as days or refuses it with a RangeError', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({ unit: fc.constantFrom(...'0123456789/-,; '), maxLength: 40 }), fc.string()), (text) => {
				try {
					const { days, yearly } = parseLocalHolidays(text);
					expect([...days].every(isDay) && [...yearly].every((day) => isDay(`2000-${day}`))).toBe(true);
				} catch (error) {
					expect(error).toBeInstanceOf(RangeError);
				}
			}),
			{ numRuns: 1000 },
		);
	});
});
