import type { Day } from '../../calendar/day';
import type { Calendar } from '../../calendar/holidays';
import type { Charges } from '../../charges';
import type { InvoiceItem } from '../../items';
import { decimalFromCents } from '../../money/cents';
import { usableBoleto } from '../payment/boleto';
import { httpUrl } from './sanitize';
import { standingOf } from './standing';

/** An invoice as templates see it: amounts in decimal reais, days `YYYY-MM-DD`. */
export interface InvoiceContext {
	numero: string;
	descricao: string | null;
	emissao: Day | null;
	vencimento: Day;
	/** The due date, or the next banking day when banks are closed on it: the last day without being late. */
	pagavelAte: Day;
	valor: number;
	valorPago: number;
	saldo: number;
	/** What it takes to settle it today: with fine and interest, or with the discount. The balance when nothing is charged. */
	valorAtualizado: number;
	/** Fine and interest that `valorAtualizado` includes; 0 for none. */
	multa: number;
	juros: number;
	/** Both together. */
	encargos: number;
	/** Discount that `valorAtualizado` has been lowered by; 0 for none. */
	desconto: number;
	/** Last day on which `valorAtualizado` settles it; null when time adds nothing. */
	validoAte: Day | null;
	/** Counted from the due date; 0 while it can still be paid in time, and when it is settled. */
	diasAtraso: number;
	/** Counted up to `pagavelAte`; 0 on that day, when it is late, and when it is settled. */
	diasParaVencer: number;
	situacao: string;
	/** Open, and `pagavelAte` has passed. */
	vencida: boolean;
	/** Open, and can still be paid without being late. */
	noPrazo: boolean;
	paga: boolean;
	/** Paid in part, with something still owed. */
	parcial: boolean;
	pagoEm: Day | null;
	linkPagamento: string | null;
	linkCartao: string | null;
	/** In the groups that are printed on a boleto; null when there is none, or it tells another amount or due date. */
	linhaDigitavel: string | null;
	/** Pix "copia e cola" that pays this invoice alone. */
	pixCopiaECola: string | null;
	/** What the updated amount is made of; null when nothing is charged. No variable: `{{> composicao}}` shows it. */
	charges: Charges | null;
}

const SETTLED_SITUATIONS: Readonly<Record<InvoiceItem['status'], string | null>> = {
	open: null,
	paid: 'paga',
	cancelled: 'cancelada',
	disputed: 'em análise',
};

/** An invoice for templates, as it stands on `today`. Throws a RangeError when a day is malformed. */
export function invoiceContext(invoice: InvoiceItem, charges: Charges | null, today: Day, calendar: Calendar): InvoiceContext {
	const standing = standingOf(invoice.dueDate, today, calendar);
	const settled = SETTLED_SITUATIONS[invoice.status];
	return {
		numero: invoice.number,
		descricao: invoice.description,
		emissao: invoice.issueDate,
		vencimento: invoice.dueDate,
		pagavelAte: standing.payableUntil,
		valor: invoice.amount,
		valorPago: invoice.paidAmount,
		saldo: invoice.balance,
		...amountsOf(invoice, settled === null ? charges : null),
		diasAtraso: settled ? 0 : standing.daysOverdue,
		diasParaVencer: settled ? 0 : standing.daysLeft,
		situacao: settled ?? standing.situation,
		vencida: !settled && standing.isLate,
		noPrazo: !settled && !standing.isLate,
		paga: invoice.status === 'paid',
		parcial: invoice.status !== 'paid' && invoice.paidAmount > 0 && invoice.balance > 0,
		pagoEm: invoice.paidOn,
		linkPagamento: httpUrl(invoice.paymentUrl),
		linkCartao: httpUrl(invoice.cardUrl),
		linhaDigitavel: settled ? null : usableBoleto(invoice),
		pixCopiaECola: null,
	};
}

function amountsOf(invoice: InvoiceItem, charges: Charges | null) {
	if (charges === null) return { valorAtualizado: invoice.balance, multa: 0, juros: 0, encargos: 0, desconto: 0, validoAte: null, charges };
	return {
		valorAtualizado: decimalFromCents(charges.totalCents),
		multa: decimalFromCents(charges.fineCents),
		juros: decimalFromCents(charges.interestCents),
		encargos: decimalFromCents(charges.fineCents + charges.interestCents),
		desconto: decimalFromCents(charges.discountCents),
		validoAte: charges.validUntil,
		charges,
	};
}
