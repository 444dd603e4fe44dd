import type { Day } from '../../calendar/day';
import { dayNumber } from '../../calendar/day';
import { centsFromDecimal, formatCents } from '../../money/cents';

const MONTHS = [
	'janeiro',
	'fevereiro',
	'março',
	'abril',
	'maio',
	'junho',
	'julho',
	'agosto',
	'setembro',
	'outubro',
	'novembro',
	'dezembro',
];

/** `R$ 1.234,56` of decimal reais. Throws a RangeError when it is not an amount. */
export function formatReais(reais: number): string {
	return formatCents(centsFromDecimal(reais));
}

/** `5 de março de 2026`; the first of a month is `1º`, as Portuguese writes it. */
export function formatDayInWords(day: Day): string {
	dayNumber(day); // throws the RangeError when it is no day
	const [year, month, date] = day.split('-');
	const ordinal = date === '01' ? '1º' : String(Number(date));
	return `${ordinal} de ${MONTHS[Number(month) - 1]} de ${year}`;
}

/** Where an open invoice stands on its way to and past the due date, as text that goes into a sentence. */
export function formatSituation(daysOverdue: number): string {
	if (daysOverdue > 1) return `vencida há ${daysOverdue} dias`;
	if (daysOverdue === 1) return 'vencida há 1 dia';
	if (daysOverdue === 0) return 'vence hoje';
	if (daysOverdue === -1) return 'vence amanhã';
	return `vence em ${-daysOverdue} dias`;
}
