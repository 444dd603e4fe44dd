import fc from 'fast-check';
import { calendarOf } from '../../../core/calendar/Calendar';
import { addDays, dayNumber } from '../../../core/calendar/day';
import { OVERDUE_MONTHS, overdueMonth } from '../../../core/metrics/overdueMonths';
import { monthEnds } from '../../../core/metrics/periods';
import { rollRatesOf } from '../../../core/metrics/rollRates';

const LAST = OVERDUE_MONTHS.length - 1;

describe('overdueMonth', () => {
	it.each([
		['2025-12-01', '2025-12-31', 1],
		['2025-12-01', '2026-01-31', 2],
		['2025-12-01', '2026-02-28', 3],
		// Still payable on the very day that the month ends.
		['2026-03-31', '2026-03-31', 0],
		['2026-03-31', '2026-04-30', 1],
		['2026-03-30', '2026-03-31', 1],
		['2026-05-04', '2026-03-31', 0],
		['2024-01-01', '2026-03-31', LAST],
	])('of what could be paid up to %s is, at the end of %s, %i', (lastDay, end, month) => {
		expect(overdueMonth(lastDay, end)).toBe(month);
	});

	it('goes on by one each month, whatever the due date, until it is the last', () => {
		const calendar = calendarOf('SP');
		fc.assert(
			fc.property(fc.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2060-12-31') }), (number) => {
				const dueDate = addDays('1970-01-01', number);
				const lastDay = calendar.nextBankingDay(dueDate);
				const ends = monthEnds({ from: dueDate, to: addDays(dueDate, 400) }).map(({ end }) => end);
				const late = ends.findIndex((end) => end > lastDay);
				expect(ends.map((end) => overdueMonth(lastDay, end))).toEqual(ends.map((_, index) => Math.min(Math.max(0, index - late + 1), LAST)));
			}),
		);
	});
});

describe('rollRatesOf', () => {
	const months = { before: '2026-09-30', end: '2026-10-31' };

	it('compares each month of delay with the one before it a month earlier, and the last with itself too', () => {
		const rates = rollRatesOf(months, [100_000, 20_000, 0, 5_000, 0, 0, 1_000, 9_000], [80_000, 10_000, 5_000, 0, 2_500, 0, 0, 8_000]);
		expect(rates.map(({ fromLabel, toLabel, rate }) => [fromLabel, toLabel, rate.value])).toEqual([
			['A vencer', '1º mês de atraso', 10],
			['1º mês de atraso', '2º mês de atraso', 25],
			['2º mês de atraso', '3º mês de atraso', null],
			['3º mês de atraso', '4º mês de atraso', 50],
			['4º mês de atraso', '5º mês de atraso', null],
			['5º mês de atraso', '6º mês de atraso', null],
			['6º mês de atraso em diante', '7º mês de atraso em diante', 80],
		]);
		expect(rates[2].rate.why).toBe('Nada estava em "2º mês de atraso" no mês anterior.');
	});
});
