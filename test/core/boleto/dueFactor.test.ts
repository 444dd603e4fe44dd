import { addDays, daysBetween } from '../../../core/calendar/day';
import { BoletoError, dueFactor } from '../../../core/boleto';
import { dueDateOfFactor } from '../../../core/boleto/dueFactor';

const TODAY = '2026-07-01';

describe('due factor', () => {
	it.each([
		['1997-10-08', '0001'],
		['2000-07-02', '0999'],
		['2000-07-03', '1000'],
		['2025-02-21', '9999'],
		['2025-02-22', '1000'],
		['2026-07-10', '1503'],
		['2049-10-13', '9999'],
		[null, '0000'],
	])('of %s is %s', (day, factor) => {
		expect(dueFactor(day)).toBe(factor);
	});

	it.each(['1997-10-07', '1900-01-01', '2049-10-14', '9999-12-31'])('there is none of %s', (day) => {
		expect(() => dueFactor(day)).toThrow(BoletoError);
		expect(() => dueFactor(day)).toThrow('não cabe num boleto');
	});

	it('refuses what is no day', () => {
		expect(() => dueFactor('2026-02-30')).toThrow(RangeError);
		expect(() => dueDateOfFactor('1000', '2026-02-30')).toThrow(RangeError);
		expect(() => dueDateOfFactor('0000', '')).toThrow(RangeError);
	});

	it.each([
		['0000', TODAY, null],
		['0001', TODAY, '1997-10-08'],
		['0999', '2049-01-01', '2000-07-02'],
		['1000', TODAY, '2025-02-22'],
		['1000', '2001-01-01', '2000-07-03'],
		['9999', TODAY, '2025-02-21'],
		['9999', '2049-01-01', '2049-10-13'],
		// 4500 days from either: the later one.
		['1000', '2012-10-28', '2025-02-22'],
		['1000', '2012-10-27', '2000-07-03'],
	])('%s seen on %s is %s', (factor, reference, day) => {
		expect(dueDateOfFactor(factor, reference)).toBe(day);
	});

	it('is read back for every day from 2000-07-03 to 2049-10-13, up to 4000 days before and after', () => {
		let wrong = 0;
		for (let day = '2000-07-03'; day <= '2049-10-13'; day = addDays(day, 1)) {
			for (const distance of [-4000, -1234, 0, 1, 4000]) {
				if (dueDateOfFactor(dueFactor(day), addDays(day, distance)) !== day) wrong += 1;
			}
		}
		expect(wrong).toBe(0);
	});

	it('is never read as a day further than 4500 days away in the years of both cycles', () => {
		for (let factor = 1000; factor <= 9999; factor += 7) {
			for (const reference of ['2013-01-01', '2020-02-29', TODAY, '2037-05-05']) {
				const day = dueDateOfFactor(String(factor), reference) ?? '';
				expect(Math.abs(daysBetween(reference, day))).toBeLessThanOrEqual(4500);
			}
		}
	});
});
