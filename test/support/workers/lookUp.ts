import { Lookups, type LookupPolicy } from '../../../core/bureau/lookUp';
import { SERASA } from '../../../core/bureau/serasa';
import type { TaxDocument } from '../../../core/documents/document';
import { openLedger, type LedgerPlace } from '../../../core/ledger/open';
import { fetchTo } from '../gateway';
import { CREDITOR } from '../ledgers';
import { serve } from './child';

export interface LookUpWork {
	place: LedgerPlace;
	port: number;
	credential: Record<string, unknown>;
	documents: TaxDocument[];
	policy: Omit<LookupPolicy, 'vault'>;
}

/** Looks documents up, and says of each what became of it. */
void serve<LookUpWork>(async ({ place, port, credential, documents, policy }) => {
	const ledger = await openLedger(place, CREDITOR);
	const sleep = async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, Math.min(ms, 50)));
	const bureau = SERASA.connect(credential, { send: fetchTo(port), now: Date.now, sleep, random: Math.random, patienceMs: 1_000 });
	return async () => {
		const lookups = new Lookups(ledger, [bureau], { ...policy, vault: null }, { clock: () => new Date(), sleep, timeZone: 'America/Sao_Paulo' });
		const results = await lookups.each(documents.map((document) => ({ document, customerId: null })));
		await ledger.close();
		return results.map(({ found, failures }) => (found[0] ? (found[0].fromCache ? 'cached' : 'asked') : failures[0].code));
	};
});
