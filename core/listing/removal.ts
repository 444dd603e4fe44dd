import type { Calendar } from '../calendar/Calendar';
import { addDays, type Day } from '../calendar/day';
import { formatDay } from '../calendar/formatDay';
import type { InvoiceStatus } from '../items';
import { barredFrom } from './timeBar';

/** Business days that the creditor has to take a listing back after full payment (STJ Súmula 548). */
export const REMOVAL_BUSINESS_DAYS = 5;
/** With so many of them left the removal is `soon`. */
const SOON = 2;

/** Why a listing must go. */
export type RemovalReason = 'paid' | 'cancelled' | 'disputed' | 'agreement' | 'time_barred';

/** How pressing it is: `overdue` is past the last day, or has no day left to wait. */
export type RemovalUrgency = 'ok' | 'soon' | 'overdue';

export interface Removal {
	reason: RemovalReason;
	/** Last day to take it back; null: at once. */
	dueOn: Day | null;
	urgency: RemovalUrgency;
	text: string;
}

/** What decides whether a listing still has its reason. */
export interface ListedInvoice {
	status: InvoiceStatus;
	paidOn: Day | null;
	dueDate: Day;
	inAgreement: boolean;
}

/**
 * The last day to take back the listing of a debt paid in full on `paidOn`: the fifth business day after it, the
 * first being the business day that follows (STJ Súmula 548).
 */
export function removalDueOn(paidOn: Day, calendar: Calendar): Day {
	return businessDayAfter(paidOn, REMOVAL_BUSINESS_DAYS, calendar);
}

/**
 * A listing whose debt is barred on this day or before (5 years, CDC art. 43 §1) is told of today: only `SOON` business
 * days are left before it. Nobody goes to a bureau on a Sunday, so the last of them is the last day to take it back.
 */
export function barredSoonUntil(today: Day, calendar: Calendar): Day {
	return businessDayAfter(addDays(today, -1), SOON + 1, calendar);
}

/** Why and until when the listing of an invoice must be taken back; null while its reason stands. */
export function removalOf(invoice: ListedInvoice, today: Day, calendar: Calendar): Removal | null {
	const { status, paidOn, dueDate, inAgreement } = invoice;
	const barred = barredRemoval(dueDate, today, calendar);
	if (status === 'paid') {
		const paid = paidRemoval(paidOn ?? today, today, calendar);
		return barred !== null && lastDayBarred(dueDate, calendar) < paid.dueOn ? barred : paid;
	}
	if (status === 'cancelled') return atOnce('cancelled', 'A fatura foi cancelada');
	if (status === 'disputed') return atOnce('disputed', 'A fatura está contestada');
	if (inAgreement) return atOnce('agreement', 'A fatura está em um acordo');
	return barred;
}

function atOnce(reason: RemovalReason, why: string): Removal {
	return { reason, dueOn: null, urgency: 'overdue', text: `ATENÇÃO: ${why}. A negativação precisa ser retirada JÁ.` };
}

/** Out in time: the day on which the 5 years are over is one too late. */
function barredRemoval(dueDate: Day, today: Day, calendar: Calendar): Removal | null {
	const from = barredFrom(dueDate);
	if (from > barredSoonUntil(today, calendar)) return null;
	if (today >= from) return atOnce('time_barred', `A fatura venceu em ${formatDay(dueDate)}, há 5 anos ou mais (CDC art. 43 §1)`);
	const dueOn = lastDayBarred(dueDate, calendar);
	const old = `A fatura completa 5 anos em ${formatDay(from)}, e nesse dia já não pode estar no bureau (CDC art. 43 §1)`;
	if (today > dueOn) return atOnce('time_barred', old);
	const left = businessDaysLeft(today, dueOn, calendar);
	return { reason: 'time_barred', dueOn, urgency: 'soon', text: `URGENTE: ${old}. A negativação precisa ser retirada até ${formatDay(dueOn)}: ${leftText(left)}.` };
}

/** The last business day on which the listing may still stand. */
function lastDayBarred(dueDate: Day, calendar: Calendar): Day {
	let day = addDays(barredFrom(dueDate), -1);
	while (!calendar.isBusinessDay(day)) day = addDays(day, -1);
	return day;
}

function paidRemoval(paidOn: Day, today: Day, calendar: Calendar): Removal & { dueOn: Day } {
	const dueOn = removalDueOn(paidOn, calendar);
	const paid = `A fatura foi paga em ${formatDay(paidOn)}`;
	if (today > dueOn) return { reason: 'paid', dueOn, urgency: 'overdue', text: `ATENÇÃO: ${paid}, e o prazo para retirar a negativação acabou em ${formatDay(dueOn)} (STJ Súmula 548). Retire JÁ: mantê-la dá direito a indenização.` };
	const left = businessDaysLeft(today, dueOn, calendar);
	const until = `A negativação precisa ser retirada até ${formatDay(dueOn)} (5 dias úteis, STJ Súmula 548)`;
	if (left <= SOON) return { reason: 'paid', dueOn, urgency: 'soon', text: `URGENTE: ${paid}. ${until}: ${leftText(left)}.` };
	return { reason: 'paid', dueOn, urgency: 'ok', text: `${paid}. ${until}: faltam ${left} dias úteis.` };
}

function leftText(left: number): string {
	return left <= 1 ? 'é o último dia útil' : `faltam ${left} dias úteis`;
}

function businessDayAfter(start: Day, count: number, calendar: Calendar): Day {
	let day = start;
	for (let left = count; left > 0; ) {
		day = addDays(day, 1);
		if (calendar.isBusinessDay(day)) left -= 1;
	}
	return day;
}

/** Business days from today, included, to the last day. */
function businessDaysLeft(today: Day, dueOn: Day, calendar: Calendar): number {
	let left = 0;
	for (let day = today; day <= dueOn; day = addDays(day, 1)) if (calendar.isBusinessDay(day)) left += 1;
	return left;
}
