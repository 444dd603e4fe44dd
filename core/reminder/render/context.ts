import type { Day } from '../../calendar/day';
import type { Calendar } from '../../calendar/holidays';
import type { Charges } from '../../charges';
import { formatPhone } from '../../contactData/phone';
import type { Creditor } from '../../creditor';
import { formatDocument, kindOf, maskDocument } from '../../documents/document';
import type { CustomerItem, InvoiceItem } from '../../items';
import { centsFromDecimal, decimalFromCents } from '../../money/cents';
import { pixOffers, type PixOffer } from '../payment/pix';
import { firstName } from './firstName';
import { invoiceContext, type InvoiceContext } from './invoiceContext';

/** Everything a template may show. The names are the operator's, hence Portuguese. */
export interface ReminderContext {
	cliente: { nome: string; primeiroNome: string; documento: string | null; email: string | null; telefone: string | null };
	credor: {
		nome: string;
		documento: string;
		endereco: string;
		telefone: string | null;
		email: string | null;
		chavePix: string | null;
	};
	/** The oldest due date first. */
	faturas: InvoiceContext[];
	/** The most overdue of those still open; when all are settled, the oldest. */
	fatura: InvoiceContext;
	/** All of `faturas`, late or not. */
	total: { quantidade: number; valor: number; valorPago: number; saldo: number; valorAtualizado: number };
	/** Those that are late. */
	vencidas: Owed;
	/** Those still open that can be paid without being late. */
	aVencer: Owed;
	hoje: Day;
	varias: boolean;
	variasVencidas: boolean;
	/** Pix codes that the message carries. No variable: `{{> pagamento}}` shows them. */
	pix: PixOffer[];
}

/** What is owed of some of the invoices. */
interface Owed {
	quantidade: number;
	saldo: number;
	valorAtualizado: number;
}

function sum(invoices: readonly InvoiceContext[], amount: (invoice: InvoiceContext) => number): number {
	return decimalFromCents(invoices.reduce((cents, invoice) => cents + centsFromDecimal(amount(invoice)), 0));
}

function owed(invoices: readonly InvoiceContext[]): Owed {
	return { quantidade: invoices.length, saldo: sum(invoices, (invoice) => invoice.saldo), valorAtualizado: sum(invoices, (invoice) => invoice.valorAtualizado) };
}

/** A person's CPF is nobody else's to read, and a message may be forwarded (LGPD art. 6 III): enough of it to know oneself by. */
function shownDocument(document: string): string {
	return kindOf(document) === 'cpf' ? maskDocument(document) : formatDocument(document);
}

/** As Brazilians write it; a phone that could not be read as one stays as it came. */
function shownPhone(phone: string | null): string | null {
	return phone?.startsWith('+55') ? formatPhone(phone) : phone;
}

/** An address typed in several lines, in one. */
function oneLine(address: string): string {
	return address
		.split(/\r\n?|\n/)
		.map((line) => line.trim().replace(/,$/, ''))
		.filter((line) => line !== '')
		.join(', ');
}

/**
 * What a template is filled in with. Days are counted from `today`, not read from the items, so that a
 * message sent late tells the truth. What falls due on a day on which banks are closed, by the creditor's
 * `calendar`, is late only after the next banking day. A payment link that is not http or https is left out.
 * Throws a RangeError when there is no invoice, or a due date or amount is malformed.
 */
export function buildContext(input: {
	creditor: Creditor;
	customer: CustomerItem;
	invoices: readonly InvoiceItem[];
	/** What each invoice amounts to today, by its id; one that is not there is owed its balance. */
	charges?: ReadonlyMap<number, Charges>;
	today: Day;
	calendar: Calendar;
}): ReminderContext {
	const { creditor, customer, invoices, today, calendar } = input;
	const pairs = invoices.map((invoice) => ({ invoice, context: invoiceContext(invoice, input.charges?.get(invoice.id) ?? null, today, calendar) }));
	const pix = pixOffers(creditor, pairs);
	const faturas = pairs
		.map(({ context }) => context)
		.sort((a, b) => (a.vencimento < b.vencimento ? -1 : Number(a.vencimento > b.vencimento)));
	const late = faturas.filter((invoice) => invoice.vencida);
	const inTime = faturas.filter((invoice) => invoice.noPrazo);
	const fatura = late[0] ?? inTime[0] ?? faturas.find((invoice) => !invoice.paga) ?? faturas[0];
	if (!fatura) throw new RangeError('A reminder needs at least one invoice');
	return {
		cliente: {
			nome: customer.name,
			primeiroNome: firstName(customer.name, customer.document),
			documento: customer.document && shownDocument(customer.document),
			email: customer.email,
			telefone: shownPhone(customer.phone),
		},
		credor: {
			nome: creditor.name,
			documento: formatDocument(creditor.document),
			endereco: oneLine(creditor.address),
			telefone: creditor.phone,
			email: creditor.email,
			chavePix: creditor.pix?.key ?? null,
		},
		faturas,
		fatura,
		total: {
			quantidade: faturas.length,
			valor: sum(faturas, (invoice) => invoice.valor),
			valorPago: sum(faturas, (invoice) => invoice.valorPago),
			saldo: sum(faturas, (invoice) => invoice.saldo),
			valorAtualizado: sum(faturas, (invoice) => invoice.valorAtualizado),
		},
		vencidas: owed(late),
		aVencer: owed(inTime),
		hoje: today,
		varias: faturas.length > 1,
		variasVencidas: late.length > 1,
		pix,
	};
}
