import type { Day } from '../../calendar/day';
import type { Cents } from '../../money/cents';
import { formatCents } from '../../money/cents';
import type { LedgerDb } from '../Ledger';
import { LedgerError } from '../LedgerError';
import type { InvoiceRow, Instant } from '../schema';
import { isSettledAtDiscount, mayBeConsumer, TermsReader, type Charging } from '../charging';
import { holdInvoice } from './findInvoice';
import { settlementDay } from './settlementDay';

export interface Payment {
	invoice: InvoiceRow;
	/** Null pays whatever is still owed. */
	amountCents: Cents | null;
	paidOn: Day;
	/** The payment's own id at the bank or gateway. Without one, day and amount are it. */
	reference: string | null;
	at: Instant;
	/** How the creditor charges: a payment that leaves nothing but the discount it has earned settles the invoice. */
	charging?: Charging;
}

export type PaymentResult = 'paid' | 'partial' | 'already';

/**
 * What tells a payment without a reference from another. "The rest" is never the payment of the same amount that
 * came before it: told twice it finds the invoice paid.
 */
function ownReference({ paidOn, amountCents }: Payment, invoice: InvoiceRow): string {
	return amountCents === null ? `${paidOn}:rest after ${invoice.paid_cents}` : `${paidOn}:${amountCents}`;
}

/**
 * Writes a payment down and settles the invoice when nothing is owed any more, on the day by which the payments
 * together came to that, whichever was written down first. The same payment told twice (same reference; without
 * one, same day and amount) counts once and answers `already`. A cancelled invoice takes no payment: that is a
 * {@link LedgerError} for a person to look at. Call inside a transaction.
 */
export async function recordPayment(db: LedgerDb, payment: Payment): Promise<PaymentResult> {
	const invoice = await holdInvoice(db, payment.invoice.id);
	if (payment.amountCents === null && invoice.status === 'paid') return 'already';
	const amount = payment.amountCents ?? invoice.amount_cents - invoice.paid_cents;
	if (amount <= 0) throw new LedgerError('invalid', `O valor pago da fatura ${invoice.number} precisa ser maior que zero.`);
	if (invoice.status === 'cancelled') {
		throw new LedgerError('invalid', `A fatura ${invoice.number} está cancelada e recebeu um pagamento de ${formatCents(amount)}: reabra a fatura ou devolva o valor.`);
	}
	const inserted = await db
		.insertInto('payments')
		.values({
			invoice_id: invoice.id,
			amount_cents: amount,
			paid_on: payment.paidOn,
			reference: payment.reference ?? ownReference(payment, invoice),
			created_at: payment.at,
		})
		.onConflict((conflict) => conflict.columns(['invoice_id', 'reference']).doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!inserted) return 'already';
	const paidCents = invoice.paid_cents + amount;
	const settledOn = await settlementOf(db, invoice, payment.charging);
	const status = settledOn !== null || paidCents >= invoice.amount_cents ? 'paid' : invoice.status;
	await db
		.updateTable('invoices')
		.set({ paid_cents: paidCents, status, paid_on: status === 'paid' ? (earlier(invoice.paid_on, settledOn) ?? payment.paidOn) : null, updated_at: payment.at })
		.where('id', '=', invoice.id)
		.execute();
	return status === 'paid' ? 'paid' : 'partial';
}

/** One payment more brings the day forward or leaves it; what was settled by word stays settled on that day. */
function earlier(known: Day | null, settledOn: Day | null): Day | null {
	if (known === null || settledOn === null) return known ?? settledOn;
	return known < settledOn ? known : settledOn;
}

/** The day on which all payments of the invoice together, the new one among them, settle it. */
async function settlementOf(db: LedgerDb, invoice: InvoiceRow, charging: Charging | undefined): Promise<Day | null> {
	const payments = await db.selectFrom('payments').select(['amount_cents as cents', 'paid_on as paidOn']).where('invoice_id', '=', invoice.id).orderBy('id').execute();
	const terms = charging ? new TermsReader(charging.terms).of(invoice.terms) : null;
	if (!charging || !terms || terms.discounts.length === 0) return settlementDay(invoice.amount_cents, payments);
	const { document } = await db.selectFrom('customers').select('document').where('id', '=', invoice.customer_id).executeTakeFirstOrThrow();
	const charged = { amountCents: invoice.amount_cents, dueDate: invoice.due_date, terms, isConsumer: mayBeConsumer(document) };
	return settlementDay(invoice.amount_cents, payments, (received) => isSettledAtDiscount(charged, received, charging));
}
