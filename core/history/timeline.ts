import { daysBetween, wallClock, type Day } from '../calendar/day';
import type { Calendar } from '../calendar/Calendar';
import { formatDay } from '../calendar/formatDay';
import { channelName } from '../classification/approach';
import { counted, days, listed, reais } from '../words';
import type { InvoiceStatus } from '../items';
import type { ContactState } from '../ledger/contacts/states';
import type { Instant } from '../ledger/schema';
import type { Cents } from '../money/cents';
import { KIND_NAMES, type AgreementState, type OccurrenceKind } from '../occurrences/kinds';
import { ANSWER_DAYS, endOfPromise } from './periods';

/** What happened with one customer, as the ledger holds it. */
export interface TimelineFacts {
	invoices: ReadonlyArray<{ id: number; number: string; issueDate: Day | null; dueDate: Day; amountCents: Cents; status: InvoiceStatus; paidOn: Day | null; note: string | null }>;
	payments: ReadonlyArray<{ invoiceId: number; cents: Cents; paidOn: Day }>;
	/** In the order in which they were made. */
	promises: ReadonlyArray<{ invoiceId: number; until: Day; note: string | null; madeAt: Instant }>;
	contacts: ReadonlyArray<{ on: Day; channel: string; purpose: 'reminder' | 'thanks'; steps: string; state: ContactState; reason: string | null; invoiceIds: readonly number[] }>;
	occurrences: ReadonlyArray<{ on: Day; kind: OccurrenceKind; cause: string | null; note: string | null; author: string | null; invoiceId: number | null }>;
	agreements: ReadonlyArray<{ state: AgreementState; madeOn: Day; madeAt: Instant; endsOn: Day | null; endedOn: Day | null; note: string | null; invoiceIds: readonly number[] }>;
}

/** The order of what happened on one day. */
const KINDS = ['payment', 'agreement', 'promise', 'occurrence', 'contact', 'invoice'] as const;
export type TimelineKind = (typeof KINDS)[number];

/** One thing that happened. */
export interface TimelineEvent {
	on: Day;
	kind: TimelineKind;
	/** What happened, in one or two sentences. */
	text: string;
	/** What became of it: a status or state of the ledger; of a promise `kept`, `broken`, `pending`, `replaced` or `agreed`. */
	outcome: string | null;
	amountCents: Cents | null;
	/** Numbers of the invoices that it is about. */
	invoices: string[];
	note: string | null;
	author: string | null;
}

export interface TimelineMoment {
	today: Day;
	calendar: Calendar;
	/** IANA time zone of the creditor, whose days instants are told as. */
	timeZone: string;
}

/** Occurrences that are only the trace of a promise or agreement are told by these, unless they name a cause. */
const TRACES: readonly OccurrenceKind[] = ['promise', 'agreement_made', 'agreement_kept', 'agreement_broken'];

/** What happened with a customer, newest first, at most `limit` of it. */
export function timelineOf(facts: TimelineFacts, moment: TimelineMoment, limit: number): TimelineEvent[] {
	const teller = new Teller(facts, moment);
	const events = [
		...facts.invoices.map((invoice) => teller.invoice(invoice)),
		...facts.payments.map((payment) => teller.payment(payment)),
		...facts.promises.map((promise, index) => teller.promise(promise, facts.promises.slice(index + 1))),
		...facts.contacts.map((contact) => teller.contact(contact)),
		...facts.occurrences.filter(({ kind, cause }) => cause !== null || !TRACES.includes(kind)).map((occurrence) => teller.occurrence(occurrence)),
		...facts.agreements.flatMap((agreement) => teller.agreement(agreement)),
	];
	// Facts come oldest first; of one day and kind the later one is newer.
	return events
		.map((event, index) => ({ event, index }))
		.sort((a, b) => (a.event.on === b.event.on ? KINDS.indexOf(a.event.kind) - KINDS.indexOf(b.event.kind) || b.index - a.index : a.event.on < b.event.on ? 1 : -1))
		.slice(0, limit)
		.map(({ event }) => event);
}

const STATUS_TEXTS: Readonly<Record<InvoiceStatus, string>> = { open: 'em aberto', paid: 'paga', cancelled: 'cancelada', disputed: 'contestada' };
const CONTACT_TEXTS: Readonly<Record<ContactState, string>> = {
	claimed: 'está sendo enviado',
	sent: 'enviado',
	delivered: 'entregue',
	read: 'lido',
	bounced: 'devolvido, não chegou ao cliente',
	failed: 'não saiu',
	unknown: 'não se sabe se saiu',
};
const PROMISE_TEXTS = { kept: 'cumpriu', broken: 'não cumpriu', pending: 'o prazo ainda não acabou', replaced: 'trocada por outra promessa antes do prazo', agreed: 'trocada por um acordo antes do prazo' } as const;
const AGREEMENT_TEXTS: Readonly<Record<Exclude<AgreementState, 'active'>, string>> = { kept: 'Cumpriu o acordo', broken: 'Rompeu o acordo', cancelled: 'Acordo cancelado' };

class Teller {
	private readonly byId: ReadonlyMap<number, TimelineFacts['invoices'][number]>;

	constructor(
		private readonly facts: TimelineFacts,
		private readonly moment: TimelineMoment,
	) {
		this.byId = new Map(facts.invoices.map((invoice) => [invoice.id, invoice]));
	}

	invoice({ number, issueDate, dueDate, amountCents, status, paidOn, note }: TimelineFacts['invoices'][number]): TimelineEvent {
		const state = status === 'paid' && paidOn !== null ? `paga em ${formatDay(paidOn)}` : STATUS_TEXTS[status];
		return event(issueDate ?? dueDate, 'invoice', `Fatura ${number} de ${reais(amountCents)}, com vencimento em ${formatDay(dueDate)}: ${state}.`, { outcome: status, amountCents, invoices: [number], note });
	}

	payment({ invoiceId, cents, paidOn }: TimelineFacts['payments'][number]): TimelineEvent {
		const invoice = this.known(invoiceId);
		const late = Math.max(0, daysBetween(this.moment.calendar.nextBankingDay(invoice.dueDate), paidOn));
		return event(paidOn, 'payment', `Pagou ${reais(cents)} da fatura ${invoice.number}, ${late === 0 ? 'em dia' : `com ${days(late)} de atraso`}.`, { outcome: late === 0 ? 'on_time' : 'late', amountCents: cents, invoices: [invoice.number] });
	}

	promise({ invoiceId, until, note, madeAt }: TimelineFacts['promises'][number], later: TimelineFacts['promises']): TimelineEvent {
		const { number, paidOn, status } = this.known(invoiceId);
		const payable = this.moment.calendar.nextBankingDay(until);
		const next = later.find((promise) => promise.invoiceId === invoiceId);
		const ends = endOfPromise(payable);
		const isAgreed = this.facts.agreements.some((agreement) => agreement.invoiceIds.includes(invoiceId) && agreement.madeAt >= madeAt && agreement.madeAt < ends);
		const outcome = next && next.madeAt < ends ? 'replaced' : isAgreed ? 'agreed' : status === 'paid' && paidOn !== null && paidOn <= payable ? 'kept' : payable >= this.moment.today ? 'pending' : 'broken';
		return event(this.dayOf(madeAt), 'promise', `Prometeu pagar a fatura ${number} até ${formatDay(until)}: ${PROMISE_TEXTS[outcome]}.`, { outcome, invoices: [number], note });
	}

	contact({ on, channel, purpose, steps, state, reason, invoiceIds }: TimelineFacts['contacts'][number]): TimelineEvent {
		const what = purpose === 'thanks' ? 'Agradecimento' : 'Lembrete';
		const numbers = this.numbers(invoiceIds);
		const step = purpose === 'reminder' && steps !== '' ? ` (${steps})` : '';
		const why = reason === null || state === 'sent' ? '' : ` ${sentence(reason)}`;
		return event(on, 'contact', `${what} por ${channelName(channel)} sobre ${about(numbers)}${step}: ${CONTACT_TEXTS[state]}.${why}${purpose === 'thanks' ? '' : this.answerTo(on, invoiceIds)}`, { outcome: state, invoices: numbers });
	}

	occurrence({ on, kind, cause, note, author, invoiceId }: TimelineFacts['occurrences'][number]): TimelineEvent {
		const invoices = invoiceId === null ? [] : this.numbers([invoiceId]);
		const subject = invoices.length === 0 ? '' : ` sobre a fatura ${invoices[0]}`;
		return event(on, 'occurrence', `${KIND_NAMES[kind]}${subject}.${cause === null ? '' : ` Causa: ${cause}.`}${note === null ? '' : ` ${sentence(note)}`}`, { outcome: kind, invoices, note, author });
	}

	agreement({ state, madeOn, endsOn, endedOn, note, invoiceIds }: TimelineFacts['agreements'][number]): TimelineEvent[] {
		const invoices = this.numbers(invoiceIds);
		const until = endsOn === null ? '' : `, com o último pagamento em ${formatDay(endsOn)}`;
		const made = event(madeOn, 'agreement', `Fez um acordo sobre ${about(invoices)}${until}.`, { outcome: 'made', invoices, note });
		if (state === 'active' || endedOn === null) return [made];
		return [made, event(endedOn, 'agreement', `${AGREEMENT_TEXTS[state]} sobre ${about(invoices)}.`, { outcome: state, invoices })];
	}

	/** What the customer did within a week after a reminder, of the invoices in it. */
	private answerTo(on: Day, invoiceIds: readonly number[]): string {
		const within = (day: Day) => day >= on && daysBetween(on, day) <= ANSWER_DAYS;
		const paid = this.facts.payments.filter(({ invoiceId, paidOn }) => invoiceIds.includes(invoiceId) && within(paidOn)).map(({ paidOn }) => paidOn);
		const promised = this.facts.promises.filter(({ invoiceId, madeAt }) => invoiceIds.includes(invoiceId) && within(this.dayOf(madeAt))).map(({ madeAt }) => this.dayOf(madeAt));
		const [first] = [...paid.map((day) => ({ day, how: 'pagou' })), ...promised.map((day) => ({ day, how: 'prometeu pagar' }))].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
		if (!first) return '';
		const after = daysBetween(on, first.day);
		return ` O cliente ${first.how} ${after === 0 ? 'no mesmo dia' : `${days(after)} depois`}.`;
	}

	private dayOf(instant: Instant): Day {
		return wallClock(new Date(instant), this.moment.timeZone).day;
	}

	private known(id: number): TimelineFacts['invoices'][number] {
		const invoice = this.byId.get(id);
		if (!invoice) throw new Error(`invoice ${id} is not of this customer`);
		return invoice;
	}

	/** A message or agreement may cover an invoice that belongs to another customer by now: it is told of by its id. */
	private numbers(ids: readonly number[]): string[] {
		return ids.map((id) => this.byId.get(id)?.number ?? `id ${id}`);
	}
}

function event(on: Day, kind: TimelineKind, text: string, more: Partial<Pick<TimelineEvent, 'outcome' | 'amountCents' | 'invoices' | 'note' | 'author'>>): TimelineEvent {
	return { on, kind, text, outcome: null, amountCents: null, invoices: [], note: null, author: null, ...more };
}

function about(numbers: readonly string[]): string {
	if (numbers.length === 1) return `a fatura ${numbers[0]}`;
	return numbers.length > 5 ? counted(numbers.length, 'fatura', 'faturas') : `as faturas ${listed(numbers)}`;
}

/** With a full stop, however it was typed. */
function sentence(text: string): string {
	return /[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
