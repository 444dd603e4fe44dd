import fc from 'fast-check';
import { addDays, dayFromNumber, dayNumber, daysBetween, isDay, wallClock, weekday } from '../../../core/calendar/day';

const numbers = fc.integer({ min: 0, max: 100_000 });

describe('day', () => {
	it('counts from 1970-01-01', () => {
		expect(dayNumber('1970-01-01')).toBe(0);
		expect(dayNumber('2026-12-31')).toBe(20818);
		expect(dayNumber('1969-12-31')).toBe(-1);
	});

	it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '31/12/2026', '', '2026-12-31T00:00'])('refuses %p', (text) => {
		expect(isDay(text)).toBe(false);
		expect(() => dayNumber(text)).toThrow(RangeError);
	});

	it('goes to numbers and back, in order', () => {
		fc.assert(
			fc.property(numbers, numbers, (one, other) => {
				expect(dayNumber(dayFromNumber(one))).toBe(one);
				expect(dayFromNumber(one) < dayFromNumber(other)).toBe(one < other);
				expect(daysBetween(dayFromNumber(one), dayFromNumber(other))).toBe(other - one);
				expect(addDays(dayFromNumber(one), other - one)).toBe(dayFromNumber(other));
				expect(weekday(dayFromNumber(one))).toBe(new Date(one * 86_400_000).getUTCDay());
			}),
		);
	});

	it('numbers every day from 1900 to 2200 as the engine’s own calendar does', () => {
		const first = Date.UTC(1900, 0, 1) / 86_400_000;
		const last = Date.UTC(2200, 11, 31) / 86_400_000;
		const wrong: number[] = [];
		for (let number = first; number <= last; number += 1) {
			const day = new Date(number * 86_400_000).toISOString().slice(0, 10);
			if (dayFromNumber(number) !== day || dayNumber(day) !== number) wrong.push(number);
		}
		expect(wrong).toEqual([]);
	});

	it.each([
		['0100-01-01', true], ['9999-12-31', true], ['0099-12-31', false], ['0026-01-01', false], ['1900-02-29', false], ['2000-02-29', true],
		['2026-04-31', false], ['2026-12-32', false], ['2026-01-00', false], ['2026/01-01', false], ['2026-01/01', false], ['２026-01-01', false], ['+026-01-01', false],
	])('takes %p as a day: %p', (text, expected) => {
		expect(isDay(text)).toBe(expected);
	});

	it.each([Number.NaN, Infinity, -Infinity, dayNumber('9999-12-31') + 1, -719_529])('has no day number %p', (number) => {
		expect(() => dayFromNumber(number)).toThrow(RangeError);
	});

	it('knows the first and the last year', () => {
		expect(dayFromNumber(-719_528)).toBe('0000-01-01');
		expect(dayFromNumber(dayNumber('0100-01-01'))).toBe('0100-01-01');
		expect(dayFromNumber(dayNumber('9999-12-31'))).toBe('9999-12-31');
	});

	it('knows the day of the week before 1970 too', () => {
		expect(weekday('1969-12-31')).toBe(3);
		expect(weekday('2026-12-31')).toBe(4);
	});

	it('crosses the end of February', () => {
		expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
		expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
	});

	it('shows another instant after the first, and hands out no shared object', () => {
		const first = wallClock(new Date('2026-12-31T12:00:00Z'), 'America/Manaus');
		first.day = 'changed';
		expect(wallClock(new Date('2026-12-31T12:00:00Z'), 'America/Manaus')).toEqual({ day: '2026-12-31', time: '08:00' });
		expect(wallClock(new Date('2026-12-31T12:01:00Z'), 'America/Manaus')).toEqual({ day: '2026-12-31', time: '08:01' });
		expect(() => wallClock(new Date(0), 'America/Nowhere')).toThrow(RangeError);
		expect(() => wallClock(new Date(Number.NaN), 'America/Manaus')).toThrow(RangeError);
	});

	it('shows the wall clock of a time zone', () => {
		const now = new Date('2026-12-31T02:30:00Z');
		expect(wallClock(now, 'America/Sao_Paulo')).toEqual({ day: '2026-12-30', time: '23:30' });
		expect(wallClock(now, 'America/Rio_Branco')).toEqual({ day: '2026-12-30', time: '21:30' });
		expect(wallClock(new Date('2026-12-31T03:00:00Z'), 'America/Sao_Paulo')).toEqual({ day: '2026-12-31', time: '00:00' });
	});
});
