import type { Calendar } from '../calendar/Calendar';
import { addDays, daysBetween, type Day } from '../calendar/day';
import { formatDay } from '../calendar/formatDay';
import { channelName } from '../classification/approach';
import { days } from '../words';
import type { ListingNotice } from './facts';
import type { Guard } from './guards';
import type { ListingPolicy } from './policy';

/** Since when a notice counts. */
interface NoticeSpan {
	/** Last day on which the invoice could be paid without being late: a notice of before told of no default. */
	payableUntil: Day;
	/** Day on which the last listing was taken back: a notice of before announced that one, not another. */
	takenBackOn: Day | null;
}

interface NoticeRule extends NoticeSpan, Pick<ListingPolicy, 'noticeDays' | 'noticeBy'> {
	/** Where the customer's last day is no banking day, it is the next one that is. */
	calendar: Calendar;
}

const BY_BUREAU = 'O aviso prévio é enviado pelo próprio bureau ou gateway (STJ Súmula 359), como está escolhido neste nó.';

/**
 * The written notice before a listing (CDC art. 43 §2, STJ Súmula 359): it was sent, its delivery is proven (an
 * electronic one is valid when it is, STJ Tema 1.315), and the customer has had the days to pay or object.
 */
export function noticeGuards(notices: readonly ListingNotice[], rule: NoticeRule, today: Day): Guard[] {
	if (rule.noticeBy === 'bureau') return [guard('notice_sent', BY_BUREAU), guard('notice_delivered', 'A entrega também é dele.'), guard('notice_waited', 'O prazo também é dele.')];
	const wait = Math.max(1, rule.noticeDays);
	const best = provenNotice(notices, rule, today);
	if (best) {
		return [
			guard('notice_sent', `O aviso foi enviado em ${formatDay(best.sentOn)} (${channelName(best.channel)}).`),
			guard('notice_delivered', `A entrega do aviso está provada desde ${formatDay(best.deliveredOn)}.`),
			waitedGuard(best.deliveredOn, wait, rule.calendar, today),
		];
	}
	const newest = notices.filter((notice) => counts(notice, rule, today)).map(({ sentOn }) => sentOn).sort().at(-1);
	const unproven = `Sem entrega provada o prazo de ${days(wait)} não começa a contar.`;
	if (newest !== undefined) {
		return [
			guard('notice_sent', `O aviso foi enviado em ${formatDay(newest)}.`),
			failed('notice_delivered', 'A entrega do aviso não está provada: registre o comprovante em Listing → Record Delivery (STJ Tema 1.315).'),
			failed('notice_waited', unproven),
		];
	}
	return [failed('notice_sent', whyNone(notices, rule, today)), failed('notice_delivered', 'Sem aviso não há entrega provada.'), failed('notice_waited', unproven)];
}

/**
 * The days that the customer has: the day of the delivery does not count, and the last one is theirs to its end, or the
 * next banking day where it is none (Código Civil art. 132).
 */
function waitedGuard(deliveredOn: Day, wait: number, calendar: Calendar, today: Day): Guard {
	const waited = daysBetween(deliveredOn, today);
	const term = addDays(deliveredOn, wait - 1);
	const last = calendar.nextBankingDay(term);
	if (today > last) return guard('notice_waited', `O aviso foi entregue há ${days(waited)} (o mínimo é ${days(wait)}).`);
	const from = formatDay(addDays(last, 1));
	if (last === term) return failed('notice_waited', `O aviso foi entregue há ${days(waited)}, e o mínimo é ${days(wait)}: só a partir de ${from}.`);
	return failed('notice_waited', `O aviso foi entregue há ${days(waited)} (o mínimo é ${days(wait)}), e o último dia do prazo, ${formatDay(term)}, não é dia útil bancário: vale até ${formatDay(last)} (Código Civil art. 132 §1). Só a partir de ${from}.`);
}

/** The notice that a listing made today stands on: of those that count, the one whose delivery was proven first. */
export function provenNotice(notices: readonly ListingNotice[], span: NoticeSpan, today: Day): (ListingNotice & { deliveredOn: Day }) | null {
	const proven = notices.filter((notice) => counts(notice, span, today)).filter(isProven).filter(({ deliveredOn }) => deliveredOn <= today);
	return proven.sort((one, other) => (one.deliveredOn < other.deliveredOn ? -1 : 1)).at(0) ?? null;
}

function counts({ sentOn, failed: came }: ListingNotice, { payableUntil, takenBackOn }: NoticeSpan, today: Day): boolean {
	return !came && sentOn > payableUntil && (takenBackOn === null || sentOn > takenBackOn) && sentOn <= today;
}

function whyNone(notices: readonly ListingNotice[], { payableUntil, takenBackOn }: NoticeSpan, today: Day): string {
	const todo = 'Envie o aviso por escrito e registre-o em Listing → Record Notice (CDC art. 43 §2).';
	if (notices.some(({ failed: came }) => came)) return `O aviso que foi enviado voltou ou não saiu. ${todo}`;
	if (notices.some(({ sentOn }) => sentOn > today)) return `O aviso registrado tem data no futuro. ${todo}`;
	if (takenBackOn !== null && notices.some(({ sentOn }) => sentOn > payableUntil)) return `O aviso que há não é de depois de ${formatDay(takenBackOn)}, quando a negativação foi retirada, e não vale para outra. ${todo}`;
	if (notices.length > 0) return `O aviso que há é de antes do atraso (a fatura podia ser paga até ${formatDay(payableUntil)}), e não vale. ${todo}`;
	return `Nenhum aviso prévio está registrado. ${todo}`;
}

function isProven(notice: ListingNotice): notice is ListingNotice & { deliveredOn: Day } {
	return notice.deliveredOn !== null && notice.deliveredOn >= notice.sentOn;
}

function guard(key: Guard['key'], text: string): Guard {
	return { key, ok: true, text };
}

function failed(key: Guard['key'], text: string): Guard {
	return { key, ok: false, text };
}
