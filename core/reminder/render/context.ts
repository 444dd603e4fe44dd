import type { Day } from '../../calendar/day';
import type { Calendar } from '../../calendar/holidays';
import type { Creditor } from '../../creditor';
import type { CustomerItem, InvoiceItem } from '../../items';
import { centsFromDecimal, decimalFromCents } from '../../money/cents';
import { firstName } from './firstName';
import { formatDocument } from './formats';
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
	total: { quantidade: number; valor: number; valorPago: number; saldo: number };
	/** Those that are late. */
	vencidas: { quantidade: number; saldo: number };
	/** Those still open that can be paid without being late. */
	aVencer: { quantidade: number; saldo: number };
	hoje: Day;
	varias: boolean;
	variasVencidas: boolean;
}

function sum(invoices: readonly InvoiceContext[], amount: (invoice: InvoiceContext) => number): number {
	return decimalFromCents(invoices.reduce((cents, invoice) => cents + centsFromDecimal(amount(invoice)), 0));
}

function owed(invoices: readonly InvoiceContext[]): { quantidade: number; saldo: number } {
	return { quantidade: invoices.length, saldo: sum(invoices, (invoice) => invoice.saldo) };
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
	today: Day;
	calendar: Calendar;
}): ReminderContext {
	const { creditor, customer, invoices, today, calendar } = input;
	const faturas = invoices
		.map((invoice) => invoiceContext(invoice, today, calendar))
		.sort((a, b) => (a.vencimento < b.vencimento ? -1 : Number(a.vencimento > b.vencimento)));
	const late = faturas.filter((invoice) => invoice.vencida);
	const inTime = faturas.filter((invoice) => invoice.noPrazo);
	const fatura = late[0] ?? inTime[0] ?? faturas.find((invoice) => !invoice.paga) ?? faturas[0];
	if (!fatura) throw new RangeError('A reminder needs at least one invoice');
	return {
		cliente: {
			nome: customer.name,
			primeiroNome: firstName(customer.name, customer.document),
			documento: customer.document && formatDocument(customer.document),
			email: customer.email,
			telefone: customer.phone,
		},
		credor: {
			nome: creditor.name,
			documento: formatDocument(creditor.document),
			endereco: oneLine(creditor.address),
			telefone: creditor.phone,
			email: creditor.email,
			chavePix: creditor.pixKey,
		},
		faturas,
		fatura,
		total: {
			quantidade: faturas.length,
			valor: sum(faturas, (invoice) => invoice.valor),
			valorPago: sum(faturas, (invoice) => invoice.valorPago),
			saldo: sum(faturas, (invoice) => invoice.saldo),
		},
		vencidas: owed(late),
		aVencer: owed(inTime),
		hoje: today,
		varias: faturas.length > 1,
		variasVencidas: late.length > 1,
	};
}
