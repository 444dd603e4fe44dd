import { openLedger, type LedgerPlace } from '../../../core/ledger/open';
import { CREDITOR } from '../ledgers';
import { request, ScriptedProvider, STANDING } from '../listing';
import { serve } from './child';

/** Requests the listings of all invoices, each twice, and says which were asked of the provider. */
void serve<{ place: LedgerPlace; invoiceIds: number[] }>(async ({ place, invoiceIds }) => {
	const ledger = await openLedger(place, CREDITOR);
	return async () => {
		const provider = new ScriptedProvider(() => STANDING);
		await Promise.all([...invoiceIds, ...invoiceIds].map(async (id) => await request(ledger, id, provider)));
		await ledger.close();
		return provider.asked;
	};
});
