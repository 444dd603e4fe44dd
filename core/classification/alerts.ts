import type { Day } from '../calendar/day';
import { formatDay } from '../calendar/formatDay';
import type { CustomerHistory } from '../history/CustomerHistory';
import { counted, days, invoices, reais } from '../words';

export const ALERT_KINDS = ['overdue_invoices', 'credit_limit_exceeded', 'credit_limit_expired'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Something that a person must see at once. */
export interface Alert {
	kind: AlertKind;
	level: 'warning' | 'critical';
	text: string;
}

export interface AlertSettings {
	/** From how many overdue invoices there is a warning, and from how many it is critical; below the first there is none at all. */
	overdueFrom: number;
	overdueCriticalFrom: number;
}

export const DEFAULT_ALERTS: AlertSettings = { overdueFrom: 1, overdueCriticalFrom: 3 };

/** What to say at once of a customer today: overdue invoices, its credit limit exceeded, its credit limit expired. */
export function alertsOf(history: CustomerHistory, { overdueFrom, overdueCriticalFrom }: AlertSettings, today: Day): Alert[] {
	const { overdue, open, creditLimit } = history;
	const alerts: Alert[] = [];
	if (overdue.count > 0 && overdue.count >= overdueFrom) {
		alerts.push({
			kind: 'overdue_invoices',
			level: overdue.count >= overdueCriticalFrom ? 'critical' : 'warning',
			text: `${counted(overdue.count, 'fatura vencida', 'faturas vencidas')}, no total de ${reais(overdue.cents)}; a mais antiga há ${days(overdue.oldestDays)}.`,
		});
	}
	if (creditLimit.cents !== null && open.cents > creditLimit.cents) {
		alerts.push({
			kind: 'credit_limit_exceeded',
			level: 'critical',
			text: `Limite de crédito ultrapassado: deve ${reais(open.cents)} em ${invoices(open.count)}, e o limite é ${reais(creditLimit.cents)}.`,
		});
	}
	if (creditLimit.until !== null && creditLimit.until < today) {
		alerts.push({ kind: 'credit_limit_expired', level: 'warning', text: `Limite de crédito vencido em ${formatDay(creditLimit.until)}: reveja o crédito antes de vender a prazo.` });
	}
	return alerts;
}

/** @throws RangeError, in the operator's words, when a count is not a whole number of at least 1. */
export function checkAlerts({ overdueFrom, overdueCriticalFrom }: AlertSettings): void {
	for (const count of [overdueFrom, overdueCriticalFrom]) {
		if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`O alerta de faturas vencidas precisa começar em um número inteiro, de 1 em diante, e não em ${count}.`);
	}
}
