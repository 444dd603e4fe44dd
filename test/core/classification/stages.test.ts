import fc from 'fast-check';
import { addDays, daysBetween } from '../../../core/calendar/day';
import { checkStages, DEFAULT_STAGES, stageOf, type LateStage, type StageSettings } from '../../../core/classification/stages';
import type { InvoiceStatus } from '../../../core/items';
import { TODAY } from '../../support/invoices';
import { calendar } from './people';

const stage = (dueDate: string, status: InvoiceStatus = 'open', today = TODAY, settings = DEFAULT_STAGES) => stageOf({ dueDate, status }, settings, today, calendar);

describe('the stage of an invoice', () => {
	it.each([
		['2026-12-10', 'to_fall_due', 'A vencer', -16, 'Vence em 16 dias, em 10/12/2026.'],
		['2026-11-25', 'to_fall_due', 'A vencer', -1, 'Vence amanhã, 25/11/2026.'],
		[TODAY, 'due_today', 'Vence hoje', 0, 'Vence hoje.'],
		['2026-11-23', 'late_1', 'Pequeno atraso (1 a 5 dias)', 1, 'Venceu em 23/11/2026, há 1 dia.'],
		['2026-11-19', 'late_1', 'Pequeno atraso (1 a 5 dias)', 5, 'Venceu em 19/11/2026, há 5 dias.'],
		['2026-11-18', 'late_6', '6 a 15 dias', 6, 'Venceu em 18/11/2026, há 6 dias.'],
		['2026-11-09', 'late_6', '6 a 15 dias', 15, 'Venceu em 09/11/2026, há 15 dias.'],
		['2026-11-07', 'late_6', '6 a 15 dias', 15, 'Venceu em 07/11/2026 e podia ser paga até 09/11/2026, o dia útil bancário seguinte: está 15 dias em atraso.'],
		['2026-11-06', 'late_16', '16 a 30 dias', 18, 'Venceu em 06/11/2026, há 18 dias.'],
		['2026-10-23', 'late_31', '31 a 60 dias', 32, 'Venceu em 23/10/2026, há 32 dias.'],
		['2026-09-24', 'late_61', '61 a 90 dias', 61, 'Venceu em 24/09/2026, há 61 dias.'],
		['2026-08-25', 'late_91', '91 a 180 dias', 91, 'Venceu em 25/08/2026, há 91 dias.'],
		['2026-05-27', 'late_181', 'Mais de 180 dias', 181, 'Venceu em 27/05/2026, há 181 dias.'],
	])('due on %s is %s', (dueDate, id, name, daysLate, reason) => {
		expect(stage(dueDate)).toMatchObject({ id, name, daysLate, reason });
	});

	it('is due today until the next banking day (Lei 7.089/1983)', () => {
		expect(stage('2026-11-21', 'open', '2026-11-21')).toMatchObject({ id: 'due_today', daysLate: 0, reason: 'Vence hoje (sábado), dia sem expediente bancário: pode ser paga até segunda-feira, 23/11/2026, sem estar em atraso (Lei 7.089/1983).' });
		expect(stage('2026-11-21', 'open', '2026-11-23')).toMatchObject({ id: 'due_today', daysLate: 0, reason: expect.stringMatching(/^Venceu em 21\/11\/2026 \(sábado\), dia sem expediente bancário: pode ser paga até segunda-feira/) });
		expect(stage('2026-11-21')).toMatchObject({ id: 'late_1', daysLate: 1 });
		expect(stage('2026-11-20', 'open', '2026-11-20')).toMatchObject({ id: 'due_today', reason: expect.stringContaining('Vence hoje (sexta-feira), dia sem expediente') });
	});

	it('of what is paid, cancelled or disputed is its own', () => {
		expect(stage('2026-01-05', 'paid')).toMatchObject({ id: 'paid', name: 'Paga', daysLate: 0 });
		expect(stage('2026-01-05', 'cancelled')).toMatchObject({ id: 'cancelled', name: 'Cancelada', daysLate: 0 });
		expect(stage('2026-11-18', 'disputed')).toMatchObject({ id: 'disputed', name: 'Contestada', daysLate: 6 });
		expect(stage('2026-12-18', 'disputed')).toMatchObject({ daysLate: 0 });
	});
});

const color = '#123ABC';
const someStages: fc.Arbitrary<StageSettings> = fc.uniqueArray(fc.integer({ min: 2, max: 400 }), { maxLength: 12 }).map((later) => ({
	...DEFAULT_STAGES,
	late: [1, ...later.sort((a, b) => a - b)].map((fromDay): LateStage => ({ fromDay, name: `desde ${fromDay}`, color })),
}));

it('stages that may be set leave no day without one, and each day is in one only', () => {
	fc.assert(
		fc.property(someStages, fc.integer({ min: -500, max: 500 }), fc.integer({ min: 0, max: 3_000 }), (settings, offset, start) => {
			expect(() => checkStages(settings)).not.toThrow();
			const today = addDays('2020-01-01', start);
			const dueDate = addDays(today, -offset);
			const { id, name, daysLate, reason, color: shown } = stage(dueDate, 'open', today, settings);
			const late = Math.max(0, daysBetween(calendar.nextBankingDay(dueDate), today));
			expect(daysLate > 0 ? daysLate : 0).toBe(late);
			const fitting = settings.late.filter(({ fromDay }, index) => fromDay <= late && late < (settings.late[index + 1]?.fromDay ?? Infinity)).map(({ fromDay }) => `late_${fromDay}`);
			expect([id]).toEqual(late > 0 ? fitting : today < dueDate ? ['to_fall_due'] : ['due_today']);
			expect(id === 'to_fall_due' ? daysLate : 0).toBe(today < dueDate ? -daysBetween(today, dueDate) : 0);
			expect([name, reason, shown].every((text) => text.trim() !== '' && !/undefined|NaN| {2}/.test(text))).toBe(true);
		}),
	);
});

it.each<[string, Partial<StageSettings>]>([
	['no stage of delay', { late: [] }],
	['a gap before the first', { late: [{ fromDay: 2, name: 'a', color }] }],
	['half a day', { late: [{ fromDay: 1, name: 'a', color }, { fromDay: 5.5, name: 'b', color }] }],
	['stages out of order', { late: [1, 30, 6].map((fromDay) => ({ fromDay, name: 'a', color })) }],
	['a day twice', { late: [1, 6, 6].map((fromDay) => ({ fromDay, name: 'a', color })) }],
	['a stage without a name', { late: [{ fromDay: 1, name: ' ', color }] }],
	['a name for a colour', { dueToday: { name: 'hoje', color: 'red' } }],
])('refuses %s', (_name, changes) => {
	expect(() => checkStages({ ...DEFAULT_STAGES, ...changes })).toThrow(RangeError);
});
