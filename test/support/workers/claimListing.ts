import { openLedger, type LedgerPlace } from '../../../core/ledger/open';
import { CREDITOR } from '../ledgers';
import { request, ScriptedProvider, STANDING } from '../listing';

/** Requests one listing, says so while its provider is still to answer, and waits there until it is killed. */
async function main({ place, invoiceId }: { place: LedgerPlace; invoiceId: number }): Promise<void> {
	const ledger = await openLedger(place, CREDITOR);
	const provider = new ScriptedProvider(() => STANDING);
	provider.meanwhile = async () => {
		process.send?.('asked');
		await new Promise(() => undefined);
	};
	process.once('message', () => void request(ledger, invoiceId, provider));
	setInterval(() => undefined, 1_000);
	process.send?.('ready');
}

void main(JSON.parse(process.argv[2]) as { place: LedgerPlace; invoiceId: number });
