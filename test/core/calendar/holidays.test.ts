import fc from 'fast-check';
import { addDays, dayFromNumber, dayNumber, weekday } from '../../../core/calendar/day';
import { bankingHolidays, Calendar, easter, nationalHolidays } from '../../../core/calendar/holidays';

/** Easter by Gauss's rule with its two exceptions: another way to the same day. */
function gaussEaster(year: number): string {
	const century = Math.floor(year / 100);
	const m = (15 - Math.floor((13 + 8 * century) / 25) + century - Math.floor(century / 4)) % 30;
	const n = (4 + century - Math.floor(century / 4)) % 7;
	const d = (19 * (year % 19) + m) % 30;
	const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7;
	let afterMarch22 = d + e;
	if (d === 29 && e === 6) afterMarch22 -= 7;
	if (d === 28 && e === 6 && (11 * m + 11) % 30 < 19) afterMarch22 -= 7;
	return addDays(`${year}-03-22`, afterMarch22);
}

describe('easter', () => {
	it.each([
		[1961, '1961-04-02'],
		[2000, '2000-04-23'],
		[2008, '2008-03-23'],
		[2011, '2011-04-24'],
		[2024, '2024-03-31'],
		[2025, '2025-04-20'],
		[2026, '2026-04-05'],
		[2027, '2027-03-28'],
		[2038, '2038-04-25'],
		[2049, '2049-04-18'],
	])('of %i is %s', (year, day) => {
		expect(easter(year)).toBe(day);
	});

	it('agrees with Gauss’s rule in every year to 4099', () => {
		for (let year = 1583; year <= 4099; year += 1) expect(easter(year)).toBe(gaussEaster(year));
	});

	it('is always a Sunday from 22 March to 25 April', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1583, max: 4099 }), (year) => {
				const day = easter(year);
				expect(weekday(day)).toBe(0);
				expect(day >= `${year}-03-22` && day <= `${year}-04-25`).toBe(true);
			}),
		);
	});
});

describe('holidays', () => {
	it('are those of the law in 2026', () => {
		expect([...nationalHolidays(2026)].sort()).toEqual([
			'2026-01-01', '2026-04-03', '2026-04-21', '2026-05-01', '2026-09-07', '2026-10-12', '2026-11-02', '2026-11-15', '2026-11-20', '2026-12-25',
		]);
	});

	it('have the Day of Black Consciousness since 2024 only', () => {
		expect(nationalHolidays(2023).has('2023-11-20')).toBe(false);
		expect(nationalHolidays(2024).has('2024-11-20')).toBe(true);
	});

	it('keep 21 April, 12 October and 2 November since 2000', () => {
		for (let year = 2000; year < 2100; year += 1) {
			for (const day of ['04-21', '10-12', '11-02']) expect(nationalHolidays(year).has(`${year}-${day}`)).toBe(true);
		}
	});

	it('of banks add Carnival, Corpus Christi and the last weekday of the year, not Ash Wednesday', () => {
		const added = [...bankingHolidays(2026)].filter((day) => !nationalHolidays(2026).has(day));
		expect(added.sort()).toEqual(['2026-02-16', '2026-02-17', '2026-06-04', '2026-12-31']);
		expect(new Calendar().isBankingDay('2026-02-18')).toBe(true);
	});
});

describe('Calendar', () => {
	it.each([
		['2026-11-24', '2026-11-24'], // a Tuesday
		['2026-11-21', '2026-11-23'], // a Saturday
		['2026-11-20', '2026-11-23'], // a holiday on a Friday
		['2026-02-14', '2026-02-18'], // the Saturday of Carnival
		['2026-12-25', '2026-12-28'],
		['2027-01-01', '2027-01-04'],
		['2022-12-31', '2023-01-02'], // over the end of a year
	])('moves %s to %s', (day, banking) => {
		expect(new Calendar().nextBankingDay(day)).toBe(banking);
	});

	it.each([
		['2026-12-31', '2027-01-04'],
		['2024-12-31', '2025-01-02'], // Febraban: neither 31 December nor 1 January; bills are paid on the next banking day
		['2022-12-30', '2023-01-02'], // 31 December was a Saturday: banks were closed on the Friday
		['2023-12-29', '2024-01-02'],
		['2000-12-29', '2001-01-02'],
		['2026-12-30', '2026-12-30'],
		['2026-12-24', '2026-12-24'],
	])('moves the last weekday of a year on: %s to %s', (day, banking) => {
		expect(new Calendar().nextBankingDay(day)).toBe(banking);
	});

	it.each([
		['2026-02-16', '2026-02-18'], ['2026-06-04', '2026-06-05'], ['2026-11-14', '2026-11-16'], ['2026-11-20', '2026-11-23'], ['2026-11-19', '2026-11-19'],
		['2020-06-11', '2020-06-12'], // the central bank kept Corpus Christi where cities had moved it
		['2000-11-02', '2000-11-03'], ['2000-04-20', '2000-04-20'], // Maundy Thursday is a banking day since 2000 (Resolução CMN 2.516/1998)
	])('moves %s to %s, whatever the year', (day, banking) => {
		expect(new Calendar().nextBankingDay(day)).toBe(banking);
	});

	it('knows the creditor’s own holidays', () => {
		const saoPaulo = new Calendar(new Set(['2026-01-25', '2026-07-09']));
		expect(saoPaulo.isBankingDay('2026-07-09')).toBe(false);
		expect(saoPaulo.isHoliday('2026-07-09')).toBe(true);
		expect(saoPaulo.nextBankingDay('2026-07-09')).toBe('2026-07-10');
		expect(new Calendar().isBankingDay('2026-07-09')).toBe(true);
		expect(new Calendar().isHoliday('2026-02-17')).toBe(false); // Carnival is no holiday by law
	});

	it('finds the first banking day on or after any day', () => {
		const calendar = new Calendar();
		fc.assert(
			fc.property(fc.integer({ min: dayNumber('2001-01-01'), max: dayNumber('2098-12-31') }), (number) => {
				const day = dayFromNumber(number);
				const banking = calendar.nextBankingDay(day);
				expect(calendar.isBankingDay(banking)).toBe(true);
				for (let between = day; between < banking; between = addDays(between, 1)) expect(calendar.isBankingDay(between)).toBe(false);
			}),
		);
	});
});
