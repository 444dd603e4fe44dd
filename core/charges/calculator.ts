import type { Calendar } from '../calendar/Calendar';
import { dayFromNumber, dayNumber, isDay, type Day } from '../calendar/day';
import { excerpt } from '../importing/problems';
import { MAX_CENTS, type Cents } from '../money/cents';
import type { Charges, Moment, ReceivedPayment } from './charges';
import { ChargesError, type ChargesField } from './ChargesError';
import { refuseConsumerFine } from './consumerCap';
import { Debt } from './debt';
import { bestDiscount, type Discount } from './discounts';
import { LegalRates } from './legalRates';
import { checkTerms, type ChargeTerms } from './terms';

/** What charges are worked out from. */
export interface ChargedInvoice {
	/** Face amount, above zero. */
	amountCents: Cents;
	issueDate?: Day | null;
	dueDate: Day;
	terms: ChargeTerms;
	/** Whether the debtor may be a consumer: a person, or somebody of whom no CNPJ is known. */
	isConsumer: boolean;
	/** In any order; what was received after the day of the calculation is not counted. */
	payments?: readonly ReceivedPayment[];
}

interface DueDate extends Moment {
	/** The due date itself, or the next banking day. */
	moved: Moment;
}

/** A portfolio has many invoices and few days: each is looked up once. */
const DAYS_TO_KEEP = 20_000;

/**
 * Works out what invoices amount to on one day. Make one for a whole pass.
 *
 * - The fine is owed once, on what was not paid in time (CDC art. 52 §1: at most 2% from a consumer).
 * - Interest is simple, on the principal still owed, by calendar days from the original due date.
 * - Nothing is owed for lateness when the due date is no banking day and payment is made on the next one (Lei
 *   7.089/1983), or within the banking days of grace; paid later, the days count from the original due date
 *   (STJ REsp 1.954.924).
 * - A payment pays interest first, then principal (CC art. 354), and the fine last: the law names no place for
 *   it, and this one costs the debtor least.
 * - A discount is earned by whoever has paid all the rest by its day, which waits for the next banking day as a
 *   due date does (CC art. 132 §1).
 *
 * Each line is rounded once, half up, to the cent, and the lines add up to the total.
 */
export class ChargesCalculator {
	private readonly now: Moment;
	private readonly days = new Map<Day, number>();
	private readonly dueDates = new Map<Day, DueDate>();
	private readonly checked = new WeakSet<ChargeTerms>();

	/** `on`: the day of the payment that the amount is for. Throws a {@link ChargesError} when it is no day. */
	constructor(
		on: Day,
		private readonly calendar: Calendar,
		private readonly legalRates: LegalRates = new LegalRates(),
	) {
		this.now = { day: on, number: this.number(on, 'on', 'A data do cálculo') };
	}

	/** Throws a {@link ChargesError} that names the field and value when an amount, day or term cannot be right. */
	of(invoice: ChargedInvoice): Charges {
		const { amountCents, terms, payments } = invoice;
		const due = this.check(invoice);
		const payableUntil = terms.graceBankingDays === 0 ? due.moved : this.moment(this.calendar.addBankingDaysNumber(due.moved.number, terms.graceBankingDays));
		const debt = new Debt(amountCents, due, payableUntil, terms, this.legalRates);
		if (payments && payments.length > 0) {
			for (const { cents, paidOn } of this.untilNow(payments)) {
				const moment = { day: paidOn, number: this.number(paidOn, 'payment', 'A data do pagamento') };
				debt.advanceTo(moment);
				debt.pay(cents, paidOn, this.discountOn(moment, due, invoice, debt.owed));
			}
		}
		debt.advanceTo(this.now);
		const discount = this.discountOn(this.now, due, invoice, debt.owed);
		if (discount) debt.takeOff(discount);
		return debt.charges(this.now);
	}

	private check({ amountCents, dueDate, issueDate, terms, isConsumer }: ChargedInvoice): DueDate {
		if (!Number.isSafeInteger(amountCents) || amountCents <= 0 || amountCents > MAX_CENTS) {
			throw new ChargesError('amount', amountCents, `O valor de ${amountCents / 100} reais não serve: precisa ser maior que zero, em centavos inteiros.`);
		}
		if (!this.checked.has(terms)) this.checked.add(checkTerms(terms));
		const due = this.dueDate(dueDate);
		if (issueDate !== undefined && issueDate !== null && this.number(issueDate, 'issueDate', 'A emissão') > due.number) {
			throw new ChargesError('issueDate', issueDate, `A emissão (${issueDate}) é depois do vencimento (${dueDate}). Corrija uma das duas.`);
		}
		if (isConsumer) refuseConsumerFine(terms.fine, amountCents);
		return due;
	}

	private dueDate(day: Day): DueDate {
		const known = this.dueDates.get(day);
		if (known) return known;
		const number = this.number(day, 'dueDate', 'O vencimento');
		const due = { day, number, moved: this.moment(this.calendar.nextBankingDayNumber(number)) };
		if (this.dueDates.size >= DAYS_TO_KEEP) this.dueDates.clear();
		this.dueDates.set(day, due);
		return due;
	}

	private moment(number: number): Moment {
		return { day: dayFromNumber(number), number };
	}

	private untilNow(payments: readonly ReceivedPayment[]): readonly ReceivedPayment[] {
		for (const { cents, paidOn } of payments) {
			if (!Number.isSafeInteger(cents) || cents <= 0 || cents > MAX_CENTS) {
				throw new ChargesError('payment', cents, `O pagamento de ${cents / 100} reais não serve: precisa ser maior que zero, em centavos inteiros.`);
			}
			this.number(paidOn, 'payment', 'A data do pagamento');
		}
		return payments.filter(({ paidOn }) => paidOn <= this.now.day).sort((a, b) => (a.paidOn < b.paidOn ? -1 : Number(a.paidOn > b.paidOn)));
	}

	private discountOn({ number }: Moment, due: DueDate, { amountCents, terms }: ChargedInvoice, owed: Cents): Discount | null {
		if (terms.discounts.length === 0 || number > due.moved.number || owed === 0) return null;
		return bestDiscount(terms.discounts, amountCents, owed, number, due.number, this.calendar);
	}

	private number(day: unknown, field: ChargesField, what: string): number {
		const known = this.days.get(day as Day);
		if (known !== undefined) return known;
		if (typeof day !== 'string' || !isDay(day)) {
			throw new ChargesError(field, day, `${what}, "${excerpt(day)}", não existe no calendário. Use ano-mês-dia, como 2026-12-31.`);
		}
		if (this.days.size >= DAYS_TO_KEEP) this.days.clear();
		const number = dayNumber(day);
		this.days.set(day, number);
		return number;
	}
}
