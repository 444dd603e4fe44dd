import fc from 'fast-check';
import { addDays, dayFromNumber, daysBetween, dayNumber, type Day } from '../../../../core/calendar/day';
import { Calendar } from '../../../../core/calendar/holidays';
import { standingOf } from '../../../../core/reminder/render/standing';
import { contextOn, invoice } from './samples';

/** Due date, payable until, today, and what the message must say: situation, days late, days left. */
type Case = readonly [due: Day, until: Day, today: Day, situation: string, late: number, left: number];

const CASES: Record<string, readonly Case[]> = {
	'a Saturday': [
		['2026-11-14', '2026-11-16', '2026-11-13', 'pode ser paga até 16/11/2026', 0, 3],
		['2026-11-14', '2026-11-16', '2026-11-14', 'pode ser paga até 16/11/2026', 0, 2],
		['2026-11-14', '2026-11-16', '2026-11-15', 'pode ser paga até 16/11/2026', 0, 1],
		['2026-11-14', '2026-11-16', '2026-11-16', 'pode ser paga até hoje, 16/11/2026', 0, 0],
		['2026-11-14', '2026-11-16', '2026-11-17', 'vencida há 3 dias', 3, 0],
	],
	'the Saturday of the mistake': [
		['2026-11-21', '2026-11-23', '2026-11-22', 'pode ser paga até 23/11/2026', 0, 1],
		['2026-11-21', '2026-11-23', '2026-11-24', 'vencida há 3 dias', 3, 0],
	],
	'a Sunday': [
		['2026-11-15', '2026-11-16', '2026-11-16', 'pode ser paga até hoje, 16/11/2026', 0, 0],
		['2026-11-15', '2026-11-16', '2026-11-17', 'vencida há 2 dias', 2, 0],
	],
	'Friday 20 November (since 2024), before a weekend': [
		['2026-11-20', '2026-11-23', '2026-11-19', 'pode ser paga até 23/11/2026', 0, 4],
		['2026-11-20', '2026-11-23', '2026-11-23', 'pode ser paga até hoje, 23/11/2026', 0, 0],
		['2026-11-20', '2026-11-23', '2026-11-24', 'vencida há 4 dias', 4, 0],
		['2023-11-20', '2023-11-20', '2023-11-21', 'vencida há 1 dia', 1, 0],
	],
	'the Saturday of Carnival, until Ash Wednesday': [
		['2026-02-14', '2026-02-18', '2026-02-17', 'pode ser paga até 18/02/2026', 0, 1],
		['2026-02-14', '2026-02-18', '2026-02-18', 'pode ser paga até hoje, 18/02/2026', 0, 0],
		['2026-02-14', '2026-02-18', '2026-02-19', 'vencida há 5 dias', 5, 0],
	],
	'Carnival Monday': [['2026-02-16', '2026-02-18', '2026-02-17', 'pode ser paga até 18/02/2026', 0, 1]],
	'a banking day': [
		['2026-11-18', '2026-11-18', '2026-11-13', 'vence em 5 dias', 0, 5],
		['2026-11-18', '2026-11-18', '2026-11-17', 'vence amanhã', 0, 1],
		['2026-11-18', '2026-11-18', '2026-11-18', 'vence hoje', 0, 0],
		['2026-11-18', '2026-11-18', '2026-11-19', 'vencida há 1 dia', 1, 0],
	],
	'the case of STJ REsp 1.954.924': [
		['2007-05-05', '2007-05-07', '2007-05-07', 'pode ser paga até hoje, 07/05/2007', 0, 0],
		['2007-05-05', '2007-05-07', '2007-05-28', 'vencida há 23 dias', 23, 0],
	],
};

describe.each(Object.entries(CASES))('an invoice due on %s', (_name, cases) => {
	it.each(cases)('%s, payable until %s: on %s "%s"', (dueDate, until, today, situacao, diasAtraso, diasParaVencer) => {
		const { fatura } = contextOn(today, [invoice({ dueDate })]);
		expect(fatura).toMatchObject({ vencimento: dueDate, pagavelAte: until, situacao, diasAtraso, diasParaVencer, vencida: diasAtraso > 0, noPrazo: diasAtraso === 0 });
	});
});

describe('a local holiday', () => {
	it('puts off what is due on it, for the creditor that has it only', () => {
		const due = [invoice({ dueDate: '2026-07-09' })];
		const paulista = ['2026-07-09'];
		expect(contextOn('2026-07-10', due, paulista).fatura).toMatchObject({ vencida: false, situacao: 'pode ser paga até hoje, 10/07/2026' });
		expect(contextOn('2026-07-11', due, paulista).fatura).toMatchObject({ vencida: true, situacao: 'vencida há 2 dias' });
		expect(contextOn('2026-07-10', due).fatura).toMatchObject({ vencida: true, situacao: 'vencida há 1 dia', pagavelAte: '2026-07-09' });
	});

	it('goes on from one closed day to the next', () => {
		expect(contextOn('2026-07-13', [invoice({ dueDate: '2026-07-09' })], ['2026-07-09', '2026-07-10']).fatura).toMatchObject({ pagavelAte: '2026-07-13', vencida: false });
	});
});

describe('on any two days', () => {
	const day = fc.integer({ min: dayNumber('2020-01-01'), max: dayNumber('2035-12-31') }).map(dayFromNumber);
	const near = fc.tuple(day, fc.integer({ min: -12, max: 12 }), fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 3 }));

	it('an invoice is late exactly when the last day to pay has passed', () => {
		fc.assert(
			fc.property(near, ([dueDate, distance, closed]) => {
				const today = addDays(dueDate, distance);
				const calendar = new Calendar(new Set(closed.map((offset) => addDays(dueDate, offset))));
				const until = calendar.nextBankingDay(dueDate);
				const standing = standingOf(dueDate, today, calendar);
				expect(standing.payableUntil).toBe(until);
				expect(standing.isLate).toBe(today > until);
				expect(standing.situation.startsWith('vencida')).toBe(today > until);
				expect(standing.daysOverdue).toBe(today > until ? daysBetween(dueDate, today) : 0);
				expect(standing.daysLeft).toBe(today > until ? 0 : daysBetween(today, until));
				if (until !== dueDate && today <= until) expect(standing.situation).toMatch(/^pode ser paga até (?:hoje, )?\d{2}\/\d{2}\/\d{4}$/);
			}),
			{ numRuns: 1_000 },
		);
	});

	it('refuses what is no day', () => {
		expect(() => standingOf('2026-02-30', '2026-03-01', new Calendar())).toThrow(RangeError);
	});
});
