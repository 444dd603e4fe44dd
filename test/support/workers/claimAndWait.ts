import { claimContact } from '../../../core/ledger/contacts/claimContact';
import { openLedger, type LedgerPlace } from '../../../core/ledger/open';
import { aClaim } from '../claimStorm';
import { CREDITOR } from '../ledgers';

/** Claims one invoice, says which contact it became, and is then in the middle of sending until it is killed. */
async function main({ place, invoiceId }: { place: LedgerPlace; invoiceId: number }): Promise<void> {
	const ledger = await openLedger(place, CREDITOR);
	process.once('message', () => {
		void claimContact(ledger, aClaim([{ invoiceId }])).then((claim) => process.send?.('contactId' in claim ? claim.contactId : null));
	});
	setInterval(() => undefined, 1_000);
	process.send?.('ready');
}

void main(JSON.parse(process.argv[2]) as { place: LedgerPlace; invoiceId: number });
