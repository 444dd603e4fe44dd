import { countInvoices } from '../../../core/ledger/invoices/listInvoices';
import { openLedger, type LedgerPlace } from '../../../core/ledger/open';
import { anInvoice, put } from '../invoices';
import { CREDITOR } from '../ledgers';
import { serve } from './child';

/** Opens a ledger (perhaps a new one), imports some invoices and counts them all. */
void serve<{ place: LedgerPlace; numbers: string[] }>(async ({ place, numbers }) => async () => {
	const ledger = await openLedger(place, CREDITOR);
	for (const number of numbers) await put(ledger, [anInvoice(number)]);
	const count = await countInvoices(ledger.db);
	await ledger.close();
	return count;
});
