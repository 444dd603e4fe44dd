import fc from 'fast-check';
import { addDays, dayNumber, daysBetween } from '../../../core/calendar/day';
import { endOfDay } from '../../../core/calendar/endOfDay';
import { wallClock } from '../../../core/calendar/day';
import { AGEING_BUCKETS } from '../../../core/metrics/buckets';
import { daysOf, monthEnds, periodOf } from '../../../core/metrics/periods';

const day = fc.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2060-12-31') }).map((number) => addDays('1970-01-01', number));

describe('periodOf', () => {
	it.each([
		['thisMonth', '2026-11-24', '2026-11-01', '2026-11-24'],
		['thisMonth', '2026-11-01', '2026-11-01', '2026-11-01'],
		['lastMonth', '2026-11-24', '2026-10-01', '2026-10-31'],
		['lastMonth', '2026-01-31', '2025-12-01', '2025-12-31'],
		['lastMonth', '2024-03-15', '2024-02-01', '2024-02-29'],
		['last12Months', '2026-11-24', '2025-11-25', '2026-11-24'],
		['last12Months', '2024-02-29', '2023-03-01', '2024-02-29'],
		['last12Months', '2026-12-31', '2026-01-01', '2026-12-31'],
	] as const)('%s on %s is %s to %s', (choice, today, from, to) => {
		expect(periodOf(choice, today)).toEqual({ from, to });
	});

	it('is the two days given, or says what is wrong with them', () => {
		const custom = { from: '2026-01-05', to: '2026-01-05' };
		expect(periodOf('custom', '2026-11-24', custom)).toEqual(custom);
		expect(daysOf(custom)).toBe(1);
		expect(periodOf('custom', '2026-11-24', { from: '2026-11-01', to: '2026-11-30' })).toEqual({ from: '2026-11-01', to: '2026-11-24' });
		expect(() => periodOf('custom', '2026-11-24', { from: '2026-11-25', to: '2026-11-30' })).toThrow('ainda não chegou');
		expect(() => periodOf('custom', '2026-11-24', { from: '2026-01-05' })).toThrow('"From" e "To"');
		expect(() => periodOf('custom', '2026-11-24', { from: '2026-01-06', to: '2026-01-05' })).toThrow('começa em 06/01/2026 e termina antes');
		expect(() => periodOf('custom', '2026-11-24', { from: '1990-01-01', to: '2100-12-31' })).toThrow('longo demais');
	});

	it('has month ends that follow one another without a gap', () => {
		expect(monthEnds({ from: '2026-01-31', to: '2026-03-30' })).toEqual([{ before: '2025-12-31', end: '2026-01-31' }, { before: '2026-01-31', end: '2026-02-28' }]);
		expect(monthEnds({ from: '2026-11-01', to: '2026-11-29' })).toEqual([]);
		fc.assert(
			fc.property(day, fc.integer({ min: 0, max: 900 }), (from, length) => {
				const ends = monthEnds({ from, to: addDays(from, length) });
				const expected = Array.from({ length: length + 1 }, (_, index) => addDays(from, index)).filter((each) => addDays(each, 1).endsWith('-01'));
				expect(ends.map(({ end }) => end)).toEqual(expected);
				for (const { before, end } of ends) expect([addDays(before, 1).slice(0, 7), daysBetween(before, end) >= 28]).toEqual([end.slice(0, 7), true]);
			}),
		);
	});
});

describe('endOfDay', () => {
	it.each([
		['2026-11-24', 'America/Sao_Paulo', '2026-11-25T03:00:00.000Z'],
		['2026-11-24', 'America/Rio_Branco', '2026-11-25T05:00:00.000Z'],
		['2026-11-24', 'UTC', '2026-11-25T00:00:00.000Z'],
		['2026-11-24', 'Asia/Tokyo', '2026-11-24T15:00:00.000Z'],
		// Daylight saving time began at midnight of the 4th.
		['2018-11-02', 'America/Sao_Paulo', '2018-11-03T03:00:00.000Z'],
		['2018-11-04', 'America/Sao_Paulo', '2018-11-05T02:00:00.000Z'],
	])('of %s in %s is %s', (each, zone, instant) => {
		expect(endOfDay(each, zone)).toBe(instant);
	});

	it('is the first instant of the next day', () => {
		fc.assert(
			fc.property(fc.integer({ min: dayNumber('2020-01-01'), max: dayNumber('2050-12-31') }), fc.constantFrom('America/Sao_Paulo', 'America/Manaus', 'America/Noronha', 'UTC'), (number, zone) => {
				const each = addDays('1970-01-01', number);
				const end = Date.parse(endOfDay(each, zone));
				expect([wallClock(new Date(end - 1), zone).day, wallClock(new Date(end), zone).day]).toEqual([each, addDays(each, 1)]);
			}),
		);
	});
});

describe('ageing buckets', () => {
	it('follow one another without a gap, without an end', () => {
		expect(AGEING_BUCKETS.map(({ from }) => from)).toEqual([0, ...AGEING_BUCKETS.slice(0, -1).map(({ to }) => (to as number) + 1)]);
		expect(AGEING_BUCKETS.at(-1)?.to).toBeNull();
	});
});
