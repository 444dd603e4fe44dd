import type { Day } from '../../calendar/day';
import { daysBetween } from '../../calendar/day';
import type { Creditor } from '../../creditor';
import type { CustomerItem, InvoiceItem } from '../../items';
import { centsFromDecimal, decimalFromCents } from '../../money/cents';
import { firstName } from './firstName';
import { formatDocument, formatSituation } from './formats';
import { httpUrl } from './sanitize';

/** An invoice as templates see it: amounts in decimal reais, days `YYYY-MM-DD`. */
export interface InvoiceContext {
	numero: string;
	descricao: string | null;
	emissao: Day | null;
	vencimento: Day;
	valor: number;
	valorPago: number;
	saldo: number;
	/** 0 when it is not overdue or is settled. */
	diasAtraso: number;
	/** 0 when it is due today, overdue or settled. */
	diasParaVencer: number;
	situacao: string;
	paga: boolean;
	/** Paid in part, with something still owed. */
	parcial: boolean;
	pagoEm: Day | null;
	linkPagamento: string | null;
}

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
	total: { quantidade: number; valor: number; valorPago: number; saldo: number };
	hoje: Day;
	varias: boolean;
}

const SETTLED_SITUATIONS: Readonly<Record<InvoiceItem['status'], string | null>> = {
	open: null,
	paid: 'paga',
	cancelled: 'cancelada',
	disputed: 'em análise',
};

function invoiceContext(invoice: InvoiceItem, today: Day): InvoiceContext {
	const daysOverdue = daysBetween(invoice.dueDate, today);
	const settled = SETTLED_SITUATIONS[invoice.status];
	return {
		numero: invoice.number,
		descricao: invoice.description,
		emissao: invoice.issueDate,
		vencimento: invoice.dueDate,
		valor: invoice.amount,
		valorPago: invoice.paidAmount,
		saldo: invoice.balance,
		diasAtraso: settled ? 0 : Math.max(0, daysOverdue),
		diasParaVencer: settled ? 0 : Math.max(0, -daysOverdue),
		situacao: settled ?? formatSituation(daysOverdue),
		paga: invoice.status === 'paid',
		parcial: invoice.status !== 'paid' && invoice.paidAmount > 0 && invoice.balance > 0,
		pagoEm: invoice.paidOn,
		linkPagamento: httpUrl(invoice.paymentUrl),
	};
}

function sum(invoices: readonly InvoiceContext[], amount: (invoice: InvoiceContext) => number): number {
	return decimalFromCents(invoices.reduce((cents, invoice) => cents + centsFromDecimal(amount(invoice)), 0));
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
 * message sent late tells the truth. A payment link that is not http or https is left out.
 * Throws a RangeError when there is no invoice, or a due date or amount is malformed.
 */
export function buildContext(input: {
	creditor: Creditor;
	customer: CustomerItem;
	invoices: readonly InvoiceItem[];
	today: Day;
}): ReminderContext {
	const { creditor, customer, invoices, today } = input;
	const faturas = invoices
		.map((invoice) => invoiceContext(invoice, today))
		.sort((a, b) => (a.vencimento < b.vencimento ? -1 : Number(a.vencimento > b.vencimento)));
	const fatura = faturas.find((invoice) => !invoice.paga) ?? faturas[0];
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
		hoje: today,
		varias: faturas.length > 1,
	};
}
