import { daysBetween, weekday, type Day } from '../calendar/day';
import type { Calendar } from '../calendar/Calendar';
import { formatDay } from '../calendar/formatDay';
import type { InvoiceStatus } from '../items';
import { days } from '../words';

/** A stage of delay, which begins `fromDay` days after the last day on which the bill could be paid without being late. */
export interface LateStage {
	fromDay: number;
	name: string;
	/** `#RRGGBB`. */
	color: string;
}

/** How invoices are told apart by delay. */
export interface StageSettings {
	toFallDue: { name: string; color: string };
	dueToday: { name: string; color: string };
	/** By ascending `fromDay`; the first is 1, so that no delay is without a stage. Each lasts until the next begins. */
	late: readonly LateStage[];
}

/** The ageing buckets in use, small delays (1 to 5 days) apart. */
export const DEFAULT_STAGES: StageSettings = {
	toFallDue: { name: 'A vencer', color: '#4C9AFF' },
	dueToday: { name: 'Vence hoje', color: '#00A3BF' },
	late: [
		{ fromDay: 1, name: 'Pequeno atraso (1 a 5 dias)', color: '#F5CD47' },
		{ fromDay: 6, name: '6 a 15 dias', color: '#FEA362' },
		{ fromDay: 16, name: '16 a 30 dias', color: '#F5803E' },
		{ fromDay: 31, name: '31 a 60 dias', color: '#E2483D' },
		{ fromDay: 61, name: '61 a 90 dias', color: '#C9372C' },
		{ fromDay: 91, name: '91 a 180 dias', color: '#8E1F17' },
		{ fromDay: 181, name: 'Mais de 180 dias', color: '#4A120D' },
	],
};

/** An invoice that nobody is to be dunned for is in none of the stages of delay. */
const SETTLED = {
	paid: { id: 'paid', name: 'Paga', color: '#22A06B', reason: 'A fatura está paga.' },
	cancelled: { id: 'cancelled', name: 'Cancelada', color: '#8590A2', reason: 'A fatura está cancelada.' },
	disputed: { id: 'disputed', name: 'Contestada', color: '#8270DB', reason: 'A fatura está contestada: ninguém é cobrado por ela até isso se resolver.' },
} as const;

/** The stage that an invoice is in. */
export interface InvoiceStage {
	/** `to_fall_due`, `due_today`, `late_1`, `late_6` … (from which day), `paid`, `cancelled` or `disputed`. */
	id: string;
	name: string;
	color: string;
	/** Days past the last day to pay without being late; 0 up to then but for what is still to fall due, where it is minus the days to go. */
	daysLate: number;
	/** Why, for people. */
	reason: string;
}

const WEEKDAYS = ['domingo', 'segunda-feira', 'terça-feira', 'quarta-feira', 'quinta-feira', 'sexta-feira', 'sábado'];

/**
 * The stage of an invoice today. A bill due on a day without banks may be paid on the next banking day (Lei
 * 7.089/1983): until then it is still `due_today`, and days late count from that day.
 *
 * @throws RangeError when a date is not a calendar day.
 */
export function stageOf(invoice: { dueDate: Day; status: InvoiceStatus }, settings: StageSettings, today: Day, calendar: Calendar): InvoiceStage {
	const { dueDate, status } = invoice;
	const payable = calendar.nextBankingDay(dueDate);
	const daysLate = today > payable ? daysBetween(payable, today) : Math.min(0, daysBetween(today, dueDate) * -1) || 0;
	if (status !== 'open') return { ...SETTLED[status], daysLate: status === 'disputed' ? Math.max(0, daysLate) : 0 };
	if (today < dueDate) {
		return { id: 'to_fall_due', ...settings.toFallDue, daysLate, reason: daysLate === -1 ? `Vence amanhã, ${formatDay(dueDate)}.` : `Vence em ${days(-daysLate)}, em ${formatDay(dueDate)}.` };
	}
	if (daysLate === 0) return { id: 'due_today', ...settings.dueToday, daysLate, reason: dueReason(dueDate, payable, today) };
	const { fromDay, name, color } = settings.late.findLast((stage) => stage.fromDay <= daysLate) ?? settings.late[0];
	return { id: `late_${fromDay}`, name, color, daysLate, reason: lateReason(dueDate, payable, daysLate) };
}

function dueReason(dueDate: Day, payable: Day, today: Day): string {
	if (dueDate === payable) return 'Vence hoje.';
	const when = dueDate === today ? 'Vence hoje' : `Venceu em ${formatDay(dueDate)}`;
	return `${when} (${WEEKDAYS[weekday(dueDate)]}), dia sem expediente bancário: pode ser paga até ${WEEKDAYS[weekday(payable)]}, ${formatDay(payable)}, sem estar em atraso (Lei 7.089/1983).`;
}

function lateReason(dueDate: Day, payable: Day, daysLate: number): string {
	if (dueDate === payable) return `Venceu em ${formatDay(dueDate)}, há ${days(daysLate)}.`;
	return `Venceu em ${formatDay(dueDate)} e podia ser paga até ${formatDay(payable)}, o dia útil bancário seguinte: está ${days(daysLate)} em atraso.`;
}

/** @throws RangeError, in the operator's words, when the stages would leave a delay without one or cannot be shown. */
export function checkStages({ toFallDue, dueToday, late }: StageSettings): void {
	if (late.length === 0 || late[0].fromDay !== 1) throw new RangeError('A primeira faixa de atraso precisa começar no dia 1: sem ela, os primeiros dias de atraso ficariam sem faixa.');
	late.forEach(({ fromDay, name }, index) => {
		if (!Number.isSafeInteger(fromDay)) throw new RangeError(`A faixa "${name}" precisa começar em um número inteiro de dias, e não em ${fromDay}.`);
		if (index > 0 && fromDay <= late[index - 1].fromDay) throw new RangeError(`A faixa "${name}" começa no dia ${fromDay}, que não vem depois do dia ${late[index - 1].fromDay} da faixa anterior: ponha as faixas em ordem, cada dia uma vez.`);
	});
	for (const { name, color } of [toFallDue, dueToday, ...late]) {
		if (name.trim() === '') throw new RangeError('Há uma faixa de atraso sem nome: escreva um nome para cada uma.');
		if (!/^#[0-9a-f]{6}$/i.test(color)) throw new RangeError(`A cor "${color}" da faixa "${name}" não é uma cor na forma #RRGGBB, como #E2483D.`);
	}
}
