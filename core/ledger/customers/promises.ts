import type { Day } from '../../calendar/day';
import { formatDay } from '../../calendar/formatDay';
import type { LedgerDb } from '../Ledger';
import { holdInvoice } from '../invoices/findInvoice';
import { LedgerError } from '../LedgerError';
import { findCause } from '../occurrences/causes';
import { recordOccurrence, type Told } from '../occurrences/recordOccurrence';
import type { InvoiceRow, Instant } from '../schema';

/**
 * Writes down that the customer promised to pay until a day: nothing is sent about the invoice up to and including it.
 * The promise in force told again with the same day and note is still one. With `told`, an occurrence says so too, with
 * the cause where one was told.
 */
export async function promiseToPay(db: LedgerDb, { id }: Pick<InvoiceRow, 'id'>, until: Day, note: string | null, today: Day, at: Instant, told?: Omit<Told, 'today'>): Promise<void> {
	const invoice = await holdInvoice(db, id);
	if (invoice.status === 'paid' || invoice.status === 'cancelled') {
		throw new LedgerError('invalid', `A fatura ${invoice.number} não está em aberto: não há o que prometer.`);
	}
	if (until < today) throw new LedgerError('invalid', `A promessa de pagamento da fatura ${invoice.number} é para ${until}, que já passou.`);
	const cause = (await findCause(db, told?.cause ?? null))?.key ?? null;
	if (await isInForce(db, invoice, until, note)) return;
	await db.insertInto('promises').values({ invoice_id: invoice.id, until, note, created_at: at }).execute();
	await db.updateTable('invoices').set({ promised_until: until, updated_at: at }).where('id', '=', invoice.id).execute();
	if (!told) return;
	const words = `Promete pagar até ${formatDay(until)}`;
	await recordOccurrence(db, { ...told, cause, today, customerId: invoice.customer_id, invoiceId: invoice.id, kind: 'promise', note: note === null ? `${words}.` : `${words}: ${note}`, at });
}

async function isInForce(db: LedgerDb, { id, promised_until }: InvoiceRow, until: Day, note: string | null): Promise<boolean> {
	if (promised_until !== until) return false;
	const last = await db.selectFrom('promises').select(['until', 'note']).where('invoice_id', '=', id).orderBy('id', 'desc').limit(1).executeTakeFirst();
	return last?.until === until && last.note === note;
}
