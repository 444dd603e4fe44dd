import fc from 'fast-check';
import { dayFromNumber, dayNumber, isDay } from '../../../core/calendar/day';
import { parseDay } from '../../../core/calendar/parseDay';
import { ParseError } from '../../../core/importing/problems';

describe('parseDay', () => {
	it.each<[unknown, string]>([
		['31/12/2026', '2026-12-31'],
		['31-12-2026', '2026-12-31'],
		['31.12.2026', '2026-12-31'],
		['1/2/2026', '2026-02-01'],
		['31/12/26', '2026-12-31'],
		['2026-12-31', '2026-12-31'],
		['2026/12/31', '2026-12-31'],
		['2026-12-31T00:00:00.000Z', '2026-12-31'],
		['2026-12-31T23:59:59-03:00', '2026-12-31'],
		['2026-12-31 10:30:00', '2026-12-31'],
		['31/12/2026 10:30', '2026-12-31'],
		['31/12/2026, 10:30:00', '2026-12-31'],
		[' 31/12/2026\u00a0', '2026-12-31'],
		['29/02/2024', '2024-02-29'],
		[new Date('2026-12-31T23:59:59.999Z'), '2026-12-31'],
		[46387, '2026-12-31'],
		[46387.75, '2026-12-31'],
		['46387', '2026-12-31'],
		['46387,5', '2026-12-31'],
		[{ toISODate: () => '2026-12-31' }, '2026-12-31'],
	])('reads %p as %s', (value, expected) => {
		expect(parseDay(value)).toBe(expected);
	});

	it.each<[unknown, string]>([
		['', 'vazia'],
		['30/02/2026', 'não existe'],
		['29/02/2026', 'não existe'],
		['31/04/2026', 'não existe'],
		['2026-02-30', 'não existe'],
		['00/01/2026', 'não existe'],
		['12/31/2026', 'mês 31'],
		['31/12/1989', 'ano'],
		['31/12/2101', 'ano'],
		['31/12/0026', 'ano'],
		[32_000, 'ano'],
		['31/12-2026', 'não é uma data'],
		['31/12', 'não é uma data'],
		['31/12/2026 amanhã', 'não é uma data'],
		['31/12/202', 'não é uma data'],
		['amanhã', 'não é uma data'],
		['12345678', 'não é uma data'],
		[19_999, 'não é uma data'],
		[80_001, 'não é uma data'],
		[Number.NaN, 'não é uma data'],
		[new Date(Number.NaN), 'não é uma data'],
		[{ toISODate: () => null }, 'não é uma data'],
		[null, 'não é uma data'],
		[true, 'não é uma data'],
		['1'.repeat(1_000_000), 'não é uma data'],
	])('refuses case %#', (value, reason) => {
		expect(() => parseDay(value)).toThrow(ParseError);
		expect(() => parseDay(value)).toThrow(reason);
	});

	it('reads back every notation of a day', () => {
		const days = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2100-12-31') }).map(dayFromNumber);
		fc.assert(
			fc.property(days, fc.constantFrom('/', '-', '.'), fc.integer({ min: 0, max: 86_399_999 }), (day, separator, time) => {
				const [year, month, date] = day.split('-');
				const instant = new Date(dayNumber(day) * 86_400_000 + time);
				const values: unknown[] = [
					day,
					[date, month, year].join(separator),
					[Number(date), Number(month), year].join(separator),
					[year, month, date].join(separator),
					instant,
					instant.toISOString(),
					{ toISODate: () => day },
				];
				if (year >= '2000' && year < '2100') values.push([date, month, year.slice(2)].join(separator));
				const serial = dayNumber(day) - dayNumber('1899-12-30');
				values.push(serial, serial + time / 86_400_000);
				expect(values.map(parseDay)).toEqual(values.map(() => day));
			}),
		);
	});

	it('takes any value as a real day or as a ParseError', () => {
		const dayLike = fc.string({ unit: fc.constantFrom(...'0123456789/-.T: Z'), maxLength: 24 });
		fc.assert(
			fc.property(fc.oneof(dayLike, fc.double(), fc.date({ noInvalidDate: false }), fc.anything()), (value) => {
				try {
					expect(isDay(parseDay(value))).toBe(true);
				} catch (error) {
					expect(error).toBeInstanceOf(ParseError);
				}
			}),
			{ numRuns: 1000 },
		);
	});
});
