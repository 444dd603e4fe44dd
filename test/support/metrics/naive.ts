import type { Selectable } from 'kysely';
import { addDays, daysBetween, wallClock, type Day } from '../../../core/calendar/day';
import { calendarOf } from '../../../core/calendar/Calendar';
import type { LedgerDb } from '../../../core/ledger/Ledger';
import type { ClaimsTable, ContactRow, InvoiceRow, OccurrencesTable, PaymentsTable } from '../../../core/ledger/schema';

/** A ledger's rows as they are: what the metrics are recomputed from, one invoice at a time. */
export interface Rows {
	invoices: InvoiceRow[];
	payments: Array<Selectable<PaymentsTable>>;
	claims: Array<Selectable<ClaimsTable>>;
	contacts: ContactRow[];
	occurrences: Array<Selectable<OccurrencesTable>>;
	profiles: Map<number, string>;
	origins: Map<string, string>;
}

export const ZONE = 'America/Sao_Paulo';
export const CALENDAR = calendarOf('SP');

export async function readRows(db: LedgerDb): Promise<Rows> {
	return {
		invoices: (await db.selectFrom('invoices').selectAll().execute()).filter(({ status }) => status !== 'cancelled'),
		payments: await db.selectFrom('payments').selectAll().orderBy('id').execute(),
		claims: await db.selectFrom('claims').selectAll().execute(),
		contacts: await db.selectFrom('contacts').selectAll().execute(),
		occurrences: await db.selectFrom('occurrences').selectAll().execute(),
		profiles: new Map((await db.selectFrom('customer_profiles').select(['customer_id', 'profile']).execute()).map(({ customer_id, profile }) => [customer_id, profile])),
		origins: new Map((await db.selectFrom('causes').select(['key', 'origin']).execute()).map(({ key, origin }) => [key, origin])),
	};
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const paymentsOf = (rows: Rows, { id }: InvoiceRow) => rows.payments.filter(({ invoice_id }) => invoice_id === id);

/** The first day on which an invoice is owed. */
export function issuedOn(rows: Rows, invoice: InvoiceRow): Day {
	const days = [invoice.issue_date ?? wallClock(new Date(invoice.created_at), ZONE).day, invoice.due_date, ...paymentsOf(rows, invoice).map(({ paid_on }) => paid_on)];
	if (invoice.paid_on !== null) days.push(invoice.paid_on);
	return days.sort()[0];
}

/** Received by the end of a day, towards the amount and beyond it, and let go. */
export function partsAt(rows: Rows, invoice: InvoiceRow, day: Day): { principal: number; surcharge: number; discount: number; balance: number } {
	const payments = paymentsOf(rows, invoice);
	const received = sum(payments.filter(({ paid_on }) => paid_on <= day).map(({ amount_cents }) => amount_cents));
	const principal = Math.min(received, invoice.amount_cents);
	const missing = invoice.amount_cents - sum(payments.map(({ amount_cents }) => amount_cents));
	const discount = invoice.status === 'paid' && (invoice.paid_on as Day) <= day ? Math.max(0, missing) : 0;
	const balance = issuedOn(rows, invoice) <= day ? invoice.amount_cents - principal - discount : 0;
	return { principal, surcharge: received - principal, discount, balance };
}

export function daysLate(invoice: InvoiceRow, day: Day): number {
	return Math.max(0, daysBetween(CALENDAR.nextBankingDay(invoice.due_date), day));
}

export function reconciliation(rows: Rows, from: Day, to: Day) {
	const before = addDays(from, -1);
	const total = (part: keyof ReturnType<typeof partsAt>, day: Day) => sum(rows.invoices.map((invoice) => partsAt(rows, invoice, day)[part]));
	return {
		openingCents: total('balance', before),
		invoicedCents: sum(rows.invoices.filter((invoice) => issuedOn(rows, invoice) >= from && issuedOn(rows, invoice) <= to).map(({ amount_cents }) => amount_cents)),
		principalCents: total('principal', to) - total('principal', before),
		surchargeCents: total('surcharge', to) - total('surcharge', before),
		discountsCents: total('discount', to) - total('discount', before),
		closingCents: total('balance', to),
		currentCents: sum(rows.invoices.filter((invoice) => daysLate(invoice, to) === 0).map((invoice) => partsAt(rows, invoice, to).balance)),
	};
}

/** Amount, invoices and customers of what is owed at the end of a day and so many days late. */
export function owedBetween(rows: Rows, day: Day, from: number, to: number) {
	const owed = rows.invoices.filter((invoice) => daysLate(invoice, day) >= from && daysLate(invoice, day) <= to && partsAt(rows, invoice, day).balance > 0);
	return { cents: sum(owed.map((invoice) => partsAt(rows, invoice, day).balance)), invoices: owed.length, customers: new Set(owed.map(({ customer_id }) => customer_id)).size };
}

/** What is owed at the end of a day of invoices that so many month ends, and no more, have found late. */
export function owedAfterMonthEnds(rows: Rows, day: Day, from: number, to = from): number {
	const monthEnds = (invoice: InvoiceRow) => Array.from({ length: daysLate(invoice, day) }, (_, back) => addDays(day, 1 - back)).filter((next) => next.endsWith('-01')).length;
	return sum(rows.invoices.filter((invoice) => monthEnds(invoice) >= from && monthEnds(invoice) <= to).map((invoice) => partsAt(rows, invoice, day).balance));
}

/** The payments of a period, each with its invoice. */
export function paymentsIn(rows: Rows, from: Day, to: Day) {
	return rows.payments.flatMap((payment) => {
		const invoice = rows.invoices.find(({ id }) => id === payment.invoice_id);
		return invoice && payment.paid_on >= from && payment.paid_on <= to ? [{ payment, invoice, isLate: daysLate(invoice, payment.paid_on) > 0 }] : [];
	});
}

const REACHED = ['sent', 'delivered', 'read'];

/** Claims whose reminder reached the customer, with it. */
export function remindersOf(rows: Rows) {
	return rows.claims.flatMap((claim) => {
		const contact = rows.contacts.find(({ id }) => id === claim.contact_id);
		return contact && claim.state === 'held' && contact.purpose === 'reminder' && REACHED.includes(contact.state) ? [{ claim, contact }] : [];
	});
}

/** The reminder that a payment is the doing of. */
export function lastReminder(rows: Rows, invoiceId: number, paidOn: Day, days: number) {
	const fitting = remindersOf(rows).filter(({ claim, contact }) => claim.invoice_id === invoiceId && contact.claimed_on <= paidOn && daysBetween(contact.claimed_on, paidOn) <= days);
	const order = ({ contact }: (typeof fitting)[number]) => `${contact.claimed_on} ${contact.claimed_at} ${String(contact.id).padStart(9, '0')}`;
	return fitting.sort((a, b) => (order(a) < order(b) ? 1 : -1)).at(0);
}

/** Its step, as `ruler step channel`; '' for none. */
export function stepOf(rows: Rows, invoiceId: number, paidOn: Day, days: number): string {
	const last = lastReminder(rows, invoiceId, paidOn, days);
	return last ? stepName(last.claim) : '';
}

export function stepName({ ruler, step, channel }: { ruler: string | null; step: string | null; channel: string | null }): string {
	return step === null ? '' : `${ruler} ${step} ${channel}`;
}

/** The cause told last of an invoice, or else of its customer, up to a day; '' for none. */
export function causeBefore(rows: Rows, invoice: InvoiceRow, day: Day): string {
	const told = rows.occurrences.filter(({ cause, happened_on, customer_id }) => cause !== null && happened_on <= day && customer_id === invoice.customer_id);
	const last = (list: typeof told) => [...list].sort((a, b) => (a.happened_on === b.happened_on ? a.id - b.id : a.happened_on < b.happened_on ? -1 : 1)).at(-1)?.cause;
	return last(told.filter(({ invoice_id }) => invoice_id === invoice.id)) ?? last(told.filter(({ invoice_id }) => invoice_id === null)) ?? '';
}

/** Sums by group what each entry tells. */
export function grouped<Entry>(entries: Entry[], key: (entry: Entry) => string): Map<string, Entry[]> {
	const groups = new Map<string, Entry[]>();
	for (const entry of entries) groups.set(key(entry), [...(groups.get(key(entry)) ?? []), entry]);
	return groups;
}
