import { ASAAS } from '../../../core/gateway/asaas';
import { orderCharge } from '../../../core/gateway/orderCharge';
import { NO_TERMS } from '../../../core/charges';
import { openLedger, type LedgerPlace } from '../../../core/ledger/open';
import type { InvoiceRow } from '../../../core/ledger/schema';
import { fetchTo } from '../gateway';
import { NOON, TODAY } from '../invoices';
import { CREDITOR } from '../ledgers';
import { serve } from './child';

/** Orders the charges of all invoices, and says what became of each. */
void serve<{ place: LedgerPlace; port: number; apiKey: string }>(async ({ place, port, apiKey }) => {
	const ledger = await openLedger(place, CREDITOR);
	const invoices = (await ledger.db.selectFrom('invoices').selectAll().orderBy('id').execute()) as InvoiceRow[];
	return async () => {
		const gateway = ASAAS.connect({ apiKey, environment: 'sandbox' }, { send: fetchTo(port), now: Date.now, sleep: async () => await Promise.resolve(), random: Math.random, patienceMs: 1_000 });
		const ends: string[] = [];
		for (const invoice of invoices) {
			ends.push(await orderCharge(ledger, gateway, invoice, { billing: 'boleto', terms: NO_TERMS, today: TODAY, clock: () => NOON }).catch((error: Error) => error.name));
		}
		await ledger.close();
		return ends;
	};
});
