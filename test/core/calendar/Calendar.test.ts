import fc from 'fast-check';
import { Calendar, calendarOf } from '../../../core/calendar/Calendar';
import { addDays, dayFromNumber, dayNumber, type Day } from '../../../core/calendar/day';
import { parseLocalHolidays } from '../../../core/calendar/localHolidays';

const days = fc.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2099-12-31') }).map(dayFromNumber);
const places = fc.constantFrom(
	new Calendar(),
	Calendar.of({ state: 'RJ', city: 'Rio de Janeiro' }),
	Calendar.of({ state: 'AC', city: 'Rio Branco', extra: parseLocalHolidays('28/12, 2026-11-24') }),
);

describe('a calendar of a place', () => {
	const saoPaulo = Calendar.of({ state: 'SP', city: 'SAO PAULO', extra: parseLocalHolidays('2026-05-29, 24/12, 29/02') });

	it.each<[Day, string | null]>([
		['2026-01-25', 'Aniversário de São Paulo'],
		['2027-01-25', 'Aniversário de São Paulo'],
		['2026-07-09', 'Revolução Constitucionalista'],
		['2026-06-04', 'Corpus Christi'],
		['2026-11-20', 'Dia da Consciência Negra'],
		['2026-05-29', 'Feriado local'],
		['2027-05-29', null],
		['2026-12-24', 'Feriado local'],
		['2031-12-24', 'Feriado local'],
		['2028-02-29', 'Feriado local'],
		['2027-03-01', null],
		['2026-12-25', 'Natal'],
		['2026-02-17', null],
		['2026-12-31', null],
		['2026-11-24', null],
	])('names %s %p', (day, name) => {
		expect(saoPaulo.holidayName(day)).toBe(name);
		expect(saoPaulo.isHoliday(day)).toBe(name !== null);
		if (name !== null) expect(saoPaulo.isBankingDay(day)).toBe(false);
	});

	it('lists the holidays of a year in order', () => {
		expect([...saoPaulo.holidaysIn(2026).keys()]).toEqual([
			'2026-01-01', '2026-01-25', '2026-04-03', '2026-04-21', '2026-05-01', '2026-05-29', '2026-06-04', '2026-07-09',
			'2026-09-07', '2026-10-12', '2026-11-02', '2026-11-15', '2026-11-20', '2026-12-24', '2026-12-25',
		]);
	});

	it('tells banking days from business days', () => {
		const calendar = new Calendar();
		for (const day of ['2026-02-16', '2026-02-17', '2026-06-04', '2026-12-31']) {
			expect([calendar.isBusinessDay(day), calendar.isBankingDay(day)]).toEqual([true, false]);
		}
		for (const day of ['2026-11-20', '2026-11-21', '2026-11-22']) {
			expect([calendar.isBusinessDay(day), calendar.isBankingDay(day)]).toEqual([false, false]);
		}
		expect(Calendar.of({ state: 'RJ' }).isBusinessDay('2026-02-17')).toBe(false);
	});

	it('knows nothing of places that do not exist', () => {
		for (const place of [{ state: 'XX' }, { state: 'constructor', city: 'x' }, { state: null, city: 'Recife' }, { city: 'Recife' }, {}]) {
			expect([...Calendar.of(place).holidaysIn(2026)]).toEqual([...new Calendar().holidaysIn(2026)]);
		}
	});

	it('is made once for each known place', () => {
		expect(calendarOf('PE', 'Recife')).toBe(calendarOf('PE', ' RECIFE'));
		expect(calendarOf('PE', 'Olinda')).toBe(calendarOf('PE'));
		expect(calendarOf('XX', 'Recife')).toBe(calendarOf(null));
		expect(calendarOf('PE', 'Recife').isHoliday('2026-07-16')).toBe(true);
		expect(calendarOf('PE').isHoliday('2026-07-16')).toBe(false);
	});

	it('has a fingerprint that changes with its days only', () => {
		const one = Calendar.of({ state: 'SP', extra: parseLocalHolidays('25/01, 2026-07-10') });
		expect(one.fingerprint()).toBe(Calendar.of({ state: 'SP', extra: parseLocalHolidays('2026-07-10 25/01') }).fingerprint());
		const others = [new Calendar(), Calendar.of({ state: 'RJ' }), Calendar.of({ state: 'SP' }), Calendar.of({ state: 'SP', extra: parseLocalHolidays('25/01') })];
		expect(new Set([one, ...others].map((calendar) => calendar.fingerprint())).size).toBe(5);
	});
});

describe('arithmetic with banking days', () => {
	it.each([
		['2026-11-19', 1, '2026-11-23'],
		['2026-11-20', 1, '2026-11-23'],
		['2026-11-20', 0, '2026-11-20'],
		['2026-11-23', -1, '2026-11-19'],
		['2026-02-13', 2, '2026-02-19'],
		['2026-12-30', 1, '2027-01-04'],
		['2027-01-04', -1, '2026-12-30'],
		['2026-01-01', 249, '2027-01-04'], // 2026 has 261 weekdays, less 9 national holidays and 4 days of the banks' own
	])('%s and %i is %s', (day, count, expected) => {
		expect(new Calendar().addBankingDays(day, count)).toBe(expected);
	});

	it('undoes itself, counts what it added, and never goes backwards', () => {
		fc.assert(
			fc.property(places, days, fc.integer({ min: -400, max: 400 }), (calendar, day, count) => {
				const start = calendar.nextBankingDay(day);
				const end = calendar.addBankingDays(start, count);
				expect(calendar.isBankingDay(end)).toBe(true);
				expect(calendar.addBankingDays(end, -count)).toBe(start);
				expect(calendar.bankingDaysBetween(start, end)).toBe(count);
				expect(calendar.bankingDaysBetween(end, start)).toBe(count === 0 ? 0 : -count);
				expect(calendar.addBankingDays(start, count + 1) > end).toBe(true);
			}),
		);
	});

	it('adds up over any day in between', () => {
		fc.assert(
			fc.property(places, days, fc.nat(500), fc.nat(500), (calendar, from, first, second) => {
				const middle = addDays(from, first);
				const to = addDays(middle, second);
				expect(calendar.bankingDaysBetween(from, middle) + calendar.bankingDaysBetween(middle, to)).toBe(calendar.bankingDaysBetween(from, to));
			}),
		);
	});

	it('finds the banking days on both sides of any day', () => {
		fc.assert(
			fc.property(places, days, (calendar, day) => {
				const next = calendar.nextBankingDay(day);
				const previous = calendar.previousBankingDay(day);
				expect(previous <= day && day <= next).toBe(true);
				expect(calendar.isBankingDay(day)).toBe(previous === day && next === day);
				expect(calendar.nextBankingDayNumber(dayNumber(day))).toBe(dayNumber(next));
				for (let between = addDays(previous, 1); between < next; between = addDays(between, 1)) {
					expect(calendar.isBankingDay(between)).toBe(between === day && previous === next);
				}
			}),
		);
	});

	it('gives the same answers in any order of asking', () => {
		const shuffled = fc.array(fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2200-12-31') }), { minLength: 2, maxLength: 50 });
		fc.assert(
			fc.property(shuffled, (numbers) => {
				const one = Calendar.of({ state: 'BA' });
				const answers = numbers.map((number) => one.nextBankingDayNumber(number));
				expect(numbers.map((number) => Calendar.of({ state: 'BA' }).nextBankingDayNumber(number))).toEqual(answers);
			}),
		);
	});

	it('works in years far away, up to the ends of the calendar', () => {
		const calendar = new Calendar();
		expect(calendar.nextBankingDay('1900-04-13')).toBe('1900-04-16'); // Good Friday
		expect(calendar.nextBankingDay('2200-01-01')).toBe('2200-01-02');
		expect(calendar.isHoliday('9999-12-25')).toBe(true);
		expect(calendar.isHoliday('0100-12-25')).toBe(true);
		expect(() => calendar.nextBankingDay('9999-12-31')).toThrow(RangeError);
		expect(() => calendar.nextBankingDayNumber(Number.NaN)).toThrow(RangeError);
		expect(() => calendar.addBankingDays('2026-01-01', 1e9)).toThrow(RangeError);
		expect(() => calendar.addBankingDays('2026-01-01', -1e9)).toThrow(RangeError);
		expect(() => calendar.addBankingDays('2026-01-01', 1.5)).toThrow(RangeError);
		expect(() => calendar.nextBankingDay('2026-02-30')).toThrow(RangeError);
	});
});
