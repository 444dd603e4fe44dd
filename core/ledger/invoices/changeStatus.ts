import type { OccurrenceKind } from '../../occurrences/kinds';
import type { Engine, LedgerDb } from '../Ledger';
import { LedgerError } from '../LedgerError';
import { findCause } from '../occurrences/causes';
import { recordOccurrence, type Told } from '../occurrences/recordOccurrence';
import { lookAgain } from '../positions';
import type { Instant, InvoiceRow } from '../schema';
import { holdInvoice } from './findInvoice';

export type StatusChange = 'cancel' | 'dispute' | 'resume';

const LABELS = { open: 'em aberto', paid: 'paga', cancelled: 'cancelada', disputed: 'contestada' } as const;

/**
 * Cancels an invoice, marks it disputed (nothing is sent while it is), or resumes a disputed or cancelled
 * one. Doing it twice is no error. A paid invoice is none of these: that is a {@link LedgerError}. With `told`, what
 * a person said of it is written down as an occurrence, once however often it is told. Call inside a transaction.
 */
export async function changeStatus(
	db: LedgerDb,
	engine: Engine,
	{ id }: Pick<InvoiceRow, 'id'>,
	change: StatusChange,
	note: string | null,
	at: Instant,
	told?: Told,
): Promise<void> {
	const status = { cancel: 'cancelled', dispute: 'disputed', resume: 'open' }[change] as InvoiceRow['status'];
	const invoice = await holdInvoice(db, id);
	// An unknown cause is said even of what was done before, and before anything is written.
	const cause = (await findCause(db, told?.cause ?? null))?.key ?? null;
	if (invoice.status === status) return;
	const allowed = change === 'dispute' ? invoice.status === 'open' : invoice.status !== 'paid';
	if (!allowed) {
		throw new LedgerError('invalid', `A fatura ${invoice.number} está ${LABELS[invoice.status]} e não pode passar a ${LABELS[status]}.`);
	}
	await db.updateTable('invoices').set({ status, status_note: note, updated_at: at }).where('id', '=', invoice.id).execute();
	if (status === 'open') await lookAgain(db, engine, [invoice.id], { restart: false });
	const kind = kindOf(invoice.status, status);
	// Cancelling says nothing of the customer by itself: without a word about why there is nothing to remember.
	if (told && (kind !== 'note' || cause !== null || note !== null)) {
		await recordOccurrence(db, { ...told, cause, customerId: invoice.customer_id, invoiceId: invoice.id, kind, note: noteOf(kind, status, note), at });
	}
}

function kindOf(before: InvoiceRow['status'], after: InvoiceRow['status']): OccurrenceKind {
	if (after === 'disputed') return 'dispute';
	return before === 'disputed' ? 'dispute_resolved' : 'note';
}

/** A note stands alone in a history, so it says what was done. */
function noteOf(kind: OccurrenceKind, status: InvoiceRow['status'], note: string | null): string | null {
	if (kind === 'dispute') return note;
	const act = status === 'cancelled' ? 'Fatura cancelada' : 'Fatura retomada';
	return note === null ? `${act}.` : `${act}: ${note}`;
}
