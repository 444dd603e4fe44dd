import type { Day } from '../../calendar/day';
import type { LedgerDb } from '../Ledger';
import { LedgerError } from '../LedgerError';
import type { InvoiceRow, Instant } from '../schema';

/** Writes down that the customer promised to pay until a day: nothing is sent about the invoice up to and including it. */
export async function promiseToPay(db: LedgerDb, invoice: InvoiceRow, until: Day, note: string | null, today: Day, at: Instant): Promise<void> {
	if (invoice.status === 'paid' || invoice.status === 'cancelled') {
		throw new LedgerError('invalid', `A fatura ${invoice.number} não está em aberto: não há o que prometer.`);
	}
	if (until < today) throw new LedgerError('invalid', `A promessa de pagamento da fatura ${invoice.number} é para ${until}, que já passou.`);
	await db.insertInto('promises').values({ invoice_id: invoice.id, until, note, created_at: at }).execute();
	await db.updateTable('invoices').set({ promised_until: until, updated_at: at }).where('id', '=', invoice.id).execute();
}
