import type { Day } from '../calendar/day';
import type { Ledger } from '../ledger/Ledger';
import { LedgerError } from '../ledger/LedgerError';
import type { ListingOfInvoice } from '../ledger/listing/listListings';
import { settleListing, type ListingVerdict } from '../ledger/listing/settle';
import type { ListingProvider } from './ListingProvider';
import { debtOfListing } from './removeListing';
import { STATE_NAMES, type ListingState } from './states';

/**
 * Settles a listing by what its provider says of it now. Throws a LedgerError when that says nothing yet, when the
 * provider cannot be asked, or when another one made it.
 */
export async function askProvider(ledger: Ledger, found: ListingOfInvoice, provider: ListingProvider, { today, clock }: { today: Day; clock: () => Date }): Promise<ListingState> {
	const { listing } = found;
	if (listing.provider !== provider.name) throw new LedgerError('invalid', `A negativação ${listing.id} foi pedida por outro meio (${listing.provider}): escolha-o em "Provider" para perguntar por ela.`);
	const told = await provider.find(debtOfListing(found));
	if (told === null) throw new LedgerError('invalid', `Não há como perguntar por "${provider.label}" sobre a negativação ${listing.id}: confira no bureau e diga o que houve em "Verdict".`);
	const isRemoval = listing.removalRequestedOn !== null;
	const verdict = verdictOf(told.state, listing.state, isRemoval);
	if (verdict === null) throw new LedgerError('invalid', `O ${provider.label} ainda não tem a resposta final (${told.detail ?? 'em andamento'}): a negativação ${listing.id} continua ${STATE_NAMES[listing.state]}.`);
	if (verdict === 'as_is') return listing.state;
	return await settleListing(ledger, listing.id, verdict, { on: today, note: told.detail, at: clock().toISOString() });
}

function verdictOf(told: 'standing' | 'waiting' | 'gone', state: ListingState, isRemoval: boolean): ListingVerdict | 'as_is' | null {
	if (told === 'waiting') return null;
	if (told === 'standing') {
		if (state === 'listed') return 'as_is';
		return isRemoval ? 'still_listed' : 'listed';
	}
	return isRemoval || state === 'listed' ? 'removed' : 'not_listed';
}
