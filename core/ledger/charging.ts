import { sql } from 'kysely';
import type { Day } from '../calendar/day';
import type { Calendar } from '../calendar/Calendar';
import { ChargesCalculator, LegalRates, NO_TERMS, termsFromJson, termsOf, type ChargedInvoice, type Charges, type ChargeTerms, type ReceivedPayment } from '../charges';
import type { InvoiceStatus } from '../items';
import type { Cents } from '../money/cents';
import { jsonRows } from './jsonRows';
import type { Engine, LedgerDb } from './Ledger';

/** How a creditor charges: its own terms, its banking days, and the legal rates it has imported. */
export interface Charging {
	terms: ChargeTerms;
	calendar: Calendar;
	legalRates: LegalRates;
}

/** What charges need to know of an invoice of the ledger and of its customer. */
export interface ChargeableRow {
	id: number;
	amount_cents: Cents;
	issue_date: Day | null;
	due_date: Day;
	status: InvoiceStatus;
	paid_cents: Cents;
	terms: string | null;
	/** CPF or CNPJ of the customer. */
	document: string | null;
}

/** The legal rates that were imported. */
export async function readLegalRates(db: LedgerDb): Promise<LegalRates> {
	const rows = await db.selectFrom('legal_rates').select(['month', 'rate']).execute();
	return new LegalRates(new Map(rows.map(({ month, rate }) => [month, rate])));
}

/** Who has a CNPJ is a company; anybody else may be a consumer, whom the law protects (CDC art. 2). */
export function mayBeConsumer(document: string | null): boolean {
	return document?.length !== 14;
}

/** The payments of invoices that have received any, by invoice. */
export async function paymentsOf(db: LedgerDb, engine: Engine, rows: readonly Pick<ChargeableRow, 'id' | 'paid_cents'>[]): Promise<Map<number, ReceivedPayment[]>> {
	const found = new Map<number, ReceivedPayment[]>();
	const partly = rows.filter(({ paid_cents }) => paid_cents > 0);
	if (partly.length === 0) return found;
	const ids = jsonRows(engine, partly.map(({ id }) => ({ id })), { id: 'integer' });
	const { rows: payments } = await sql<{ invoice_id: number; amount_cents: Cents; paid_on: Day }>`
		select p.invoice_id, p.amount_cents, p.paid_on from ${ids} as r join payments as p on p.invoice_id = r.id order by p.invoice_id, p.paid_on, p.id
	`.execute(db);
	for (const { invoice_id, amount_cents, paid_on } of payments) {
		const list = found.get(invoice_id);
		if (list) list.push({ cents: amount_cents, paidOn: paid_on });
		else found.set(invoice_id, [{ cents: amount_cents, paidOn: paid_on }]);
	}
	return found;
}

/** An invoice's own terms, parsed once for all invoices that have the same. */
export class TermsReader {
	private readonly read = new Map<string, ChargeTerms>();

	constructor(private readonly account: ChargeTerms) {}

	of(json: string | null): ChargeTerms {
		if (json === null) return this.account;
		const known = this.read.get(json);
		if (known) return known;
		const terms = termsOf(this.account, termsFromJson(json));
		this.read.set(json, terms);
		return terms;
	}
}

/** An invoice of the ledger as charges are worked out from it. */
export function chargedInvoice(row: Omit<ChargeableRow, 'id' | 'status' | 'paid_cents' | 'terms'>, terms: ChargeTerms, payments: readonly ReceivedPayment[]): ChargedInvoice {
	return {
		amountCents: row.amount_cents,
		// Ledgers of older versions may hold an issue date after the due date: it decides no amount.
		issueDate: row.issue_date !== null && row.issue_date <= row.due_date ? row.issue_date : null,
		dueDate: row.due_date,
		terms,
		isConsumer: mayBeConsumer(row.document),
		payments,
	};
}

/** Nothing is charged of what is settled. */
export function isChargeable({ status }: Pick<ChargeableRow, 'status'>): boolean {
	return status === 'open' || status === 'disputed';
}

/**
 * What each open invoice amounts to on a day, or why that cannot be worked out (a RangeError with the
 * operator's words). Settled invoices are left out.
 */
export async function chargesOf(db: LedgerDb, engine: Engine, rows: readonly ChargeableRow[], charging: Charging, on: Day): Promise<Map<number, Charges | RangeError>> {
	const open = rows.filter(isChargeable);
	const payments = await paymentsOf(db, engine, open);
	const calculator = new ChargesCalculator(on, charging.calendar, charging.legalRates);
	const terms = new TermsReader(charging.terms);
	const results = new Map<number, Charges | RangeError>();
	for (const row of open) {
		try {
			results.set(row.id, calculator.of(chargedInvoice(row, terms.of(row.terms), payments.get(row.id) ?? [])));
		} catch (error) {
			if (!(error instanceof RangeError)) throw error;
			results.set(row.id, error);
		}
	}
	return results;
}

/** Whether what was received settles an invoice at a discount; a whole payment needs no such question. */
export function isSettledAtDiscount(invoice: Omit<ChargedInvoice, 'payments'>, payments: readonly ReceivedPayment[], charging: Pick<Charging, 'calendar' | 'legalRates'>): boolean {
	const last = payments.map(({ paidOn }) => paidOn).sort().at(-1);
	if (last === undefined || invoice.terms.discounts.length === 0) return false;
	try {
		return new ChargesCalculator(last, charging.calendar, charging.legalRates).of({ ...invoice, payments }).totalCents === 0;
	} catch (error) {
		// A missing legal rate or a fine that may not be charged: what is owed cannot be known, so it is not settled.
		if (error instanceof RangeError) return false;
		throw error;
	}
}

/** A creditor that charges nothing for late and takes nothing off for early. */
export function chargingNothing(calendar: Calendar): Charging {
	return { terms: NO_TERMS, calendar, legalRates: new LegalRates() };
}
