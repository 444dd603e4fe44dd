import type { Day } from '../calendar/day';
import { formatDay } from '../calendar/formatDay';
import { formatCents, type Cents } from '../money/cents';
import type { Boleto } from './parseBoleto';

/** What an invoice says that a boleto for it should say too. */
export interface BoletoInvoice {
	dueDate: Day;
	amountCents: Cents;
	/** What is still to be paid; the amount itself when nothing has been. */
	balanceCents: Cents;
}

/**
 * How a boleto contradicts the invoice that it is to pay, in Portuguese; null when it does not. The amount may be the
 * invoice's or its balance. A boleto without amount or due date contradicts neither.
 */
export function boletoContradiction(boleto: Pick<Boleto, 'amountCents' | 'dueDate'>, invoice: BoletoInvoice): string | null {
	const found = [amountContradiction(boleto.amountCents, invoice), dueDateContradiction(boleto.dueDate, invoice.dueDate)].filter((one) => one !== null);
	if (found.length === 0) return null;
	return `O boleto ${found.join('; e ')}. Confira se é o boleto desta fatura.`;
}

function amountContradiction(cents: Cents | null, { amountCents, balanceCents }: BoletoInvoice): string | null {
	if (cents === null || cents === amountCents || cents === balanceCents) return null;
	const balance = balanceCents === amountCents ? '' : ` e o saldo é ${formatCents(balanceCents)}`;
	return `é de ${formatCents(cents)}, mas a fatura é de ${formatCents(amountCents)}${balance}`;
}

function dueDateContradiction(due: Day | null, expected: Day): string | null {
	return due === null || due === expected ? null : `vence em ${formatDay(due)}, mas a fatura vence em ${formatDay(expected)}`;
}
