import type { Day } from '../calendar/day';
import type { InvoiceStatus } from '../items';
import type { Cents } from '../money/cents';
import type { RowReader } from './rowReader';
import { ALLOWED_STATUS_WORDS, statusFromText } from './status';

/** What a row says was paid of an invoice. */
export interface PaymentInput {
	status: InvoiceStatus;
	paidCents: Cents;
	paidOn: Day | null;
}

const STATUS_LIMIT = 80;

/**
 * What was paid, from status, paid amount and payment day together. Whoever may have paid is not taken as
 * owing: "paid" counts even below the amount (a discount), the whole amount paid counts even when the status
 * was left open, and a payment day with nothing else beside it is a payment of the whole. An unreadable
 * status or paid amount is an error, since the invoice might be paid.
 */
export function parsePayment(row: RowReader, amountCents: Cents): PaymentInput {
	const told = parseStatus(row);
	const paidAmount = row.amount('paidAmount');
	// The only sign of a payment must be readable; beside another one it is a detail.
	const onlySign = told === null && paidAmount === null;
	const paidOn = row.day('paidOn', onlySign ? 'error' : 'warning');

	if (told === 'cancelled' || told === 'disputed') return { status: told, paidCents: paidAmount ?? 0, paidOn: paidAmount ? paidOn : null };
	if (told === 'paid' || (onlySign && paidOn !== null)) {
		const paidCents = paidAmount || amountCents;
		if (paidCents < amountCents) {
			row.warn('paidAmount', 'O valor pago é menor que o da fatura, mas a situação diz que está paga: vale como paga. Se falta pagar, mude a situação para aberto.');
		}
		return { status: 'paid', paidCents, paidOn };
	}
	if (paidAmount === null || paidAmount === 0) {
		if (paidOn !== null) {
			row.warn('paidOn', 'Há data de pagamento, mas nada diz que foi paga: fica em aberto, sem a data. Se foi paga, informe o valor pago ou a situação.');
		}
		return { status: 'open', paidCents: 0, paidOn: null };
	}
	return { status: paidAmount >= amountCents ? 'paid' : 'open', paidCents: paidAmount, paidOn };
}

function parseStatus(row: RowReader): InvoiceStatus | null {
	const text = row.text('status', STATUS_LIMIT);
	if (text === null) return null;
	const status = statusFromText(text);
	if (status === null) row.error('status', `Situação desconhecida. Use ${ALLOWED_STATUS_WORDS}.`);
	return status;
}
