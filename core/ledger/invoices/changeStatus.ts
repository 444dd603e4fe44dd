import type { Engine, LedgerDb } from '../Ledger';
import { LedgerError } from '../LedgerError';
import { lookAgain } from '../positions';
import type { Instant, InvoiceRow } from '../schema';
import { holdInvoice } from './findInvoice';

export type StatusChange = 'cancel' | 'dispute' | 'resume';

const LABELS = { open: 'em aberto', paid: 'paga', cancelled: 'cancelada', disputed: 'contestada' } as const;

/**
 * Cancels an invoice, marks it disputed (nothing is sent while it is), or resumes a disputed or cancelled
 * one. Doing it twice is no error. A paid invoice is none of these: that is a {@link LedgerError}. Call
 * inside a transaction.
 */
export async function changeStatus(
	db: LedgerDb,
	engine: Engine,
	{ id }: Pick<InvoiceRow, 'id'>,
	change: StatusChange,
	note: string | null,
	at: Instant,
): Promise<void> {
	const status = { cancel: 'cancelled', dispute: 'disputed', resume: 'open' }[change] as InvoiceRow['status'];
	const invoice = await holdInvoice(db, id);
	if (invoice.status === status) return;
	const allowed = change === 'dispute' ? invoice.status === 'open' : invoice.status !== 'paid';
	if (!allowed) {
		throw new LedgerError('invalid', `A fatura ${invoice.number} está ${LABELS[invoice.status]} e não pode passar a ${LABELS[status]}.`);
	}
	await db.updateTable('invoices').set({ status, status_note: note, updated_at: at }).where('id', '=', invoice.id).execute();
	if (status === 'open') await lookAgain(db, engine, [invoice.id], { restart: false });
}
