import { openLedger, type LedgerPlace } from '../../../core/ledger/open';
import { claimStorm, type Storm } from '../claimStorm';
import { CREDITOR } from '../ledgers';
import { serve } from './child';

void serve<{ place: LedgerPlace; storm: Storm }>(async ({ place, storm }) => {
	const ledger = await openLedger(place, CREDITOR);
	return async () => {
		const events = await claimStorm(ledger, storm);
		await ledger.close();
		return events;
	};
});
