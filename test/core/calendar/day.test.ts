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

	it('knows the day of the week before 1970 too', () => {
		expect(weekday('1969-12-31')).toBe(3);
		expect(weekday('2026-12-31')).toBe(4);
	});

	it('crosses the end of February', () => {
		expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
		expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
	});

	it('shows the wall clock of a time zone', () => {
		const now = new Date('2026-12-31T02:30:00Z');
		expect(wallClock(now, 'America/Sao_Paulo')).toEqual({ day: '2026-12-30', time: '23:30' });
		expect(wallClock(now, 'America/Rio_Branco')).toEqual({ day: '2026-12-30', time: '21:30' });
		expect(wallClock(new Date('2026-12-31T03:00:00Z'), 'America/Sao_Paulo')).toEqual({ day: '2026-12-31', time: '00:00' });
	});
});
