import type { Calendar } from '../calendar/Calendar';
import type { Day } from '../calendar/day';
import { GatewayError } from '../gateway/GatewayError';
import type { Ledger } from '../ledger/Ledger';
import { LedgerError } from '../ledger/LedgerError';
import { claimRemoval, finishListing, type ListingOutcome } from '../ledger/listing/claims';
import type { ListingOfInvoice } from '../ledger/listing/listListings';
import type { ListingDebt, ListingProvider, ProviderAnswer } from './ListingProvider';
import { removalOf } from './removal';
import type { ListingState } from './states';

export interface RemovalSettings {
	provider: ListingProvider;
	today: Day;
	calendar: Calendar;
	clock: () => Date;
}

/**
 * Has a listing taken back: claimed in a committed transaction, then asked of the provider that made it. An answer
 * that is lost leaves it `unknown`. Throws a LedgerError for one that does not stand or that another provider made, a
 * GatewayError when the provider refuses for certain; the listing then stands as before.
 */
export async function removeListing(ledger: Ledger, found: ListingOfInvoice, settings: RemovalSettings): Promise<{ state: ListingState; detail: string | null }> {
	const { provider, today, calendar, clock } = settings;
	const { listing, invoice } = found;
	if (listing.provider !== provider.name) throw new LedgerError('invalid', `A negativação ${listing.id} foi pedida por outro meio (${listing.provider}): escolha-o em "Provider" para retirá-la.`);
	const removal = removalOf({ status: invoice.status, paidOn: invoice.paid_on, dueDate: invoice.due_date, inAgreement: found.inAgreement }, today, calendar);
	await claimRemoval(ledger, listing.id, today, removal?.dueOn ?? null, clock().toISOString());
	const { outcome, error } = await outcomeOf(debtOfListing(found), provider, today);
	const state = await finishListing(ledger, listing.id, outcome, clock().toISOString());
	if (error) throw error;
	return { state, detail: outcome.detail };
}

/** A listing as its provider knows it. */
export function debtOfListing({ listing, invoice }: ListingOfInvoice): ListingDebt {
	return { listingId: listing.id, invoice, amountCents: listing.amountCents, description: invoice.description, address: null, requestedOn: listing.requestedOn, reference: listing.reference };
}

async function outcomeOf(debt: ListingDebt, provider: ListingProvider, today: Day): Promise<{ outcome: ListingOutcome; error?: unknown }> {
	try {
		return { outcome: asOutcome(await provider.remove(debt), today) };
	} catch (error) {
		if (error instanceof GatewayError && error.kind !== 'unclear') return { outcome: { state: 'still_listed', detail: error.message }, error };
		return { outcome: (await foundGone(debt, provider, today)) ?? { state: 'unknown', detail: error instanceof Error ? error.message : String(error) } };
	}
}

/** An answer was lost: where nothing stands any more, it was done. */
async function foundGone(debt: ListingDebt, provider: ListingProvider, today: Day): Promise<ListingOutcome | null> {
	try {
		const found = await provider.find(debt);
		return found?.state === 'gone' ? asOutcome(found, today) : null;
	} catch {
		return null;
	}
}

function asOutcome({ state, reference, detail }: ProviderAnswer, on: Day): ListingOutcome {
	if (state === 'gone') return { state: 'removed', detail, on };
	if (state === 'waiting') return { state: 'waiting', reference, detail };
	return { state: 'still_listed', detail: detail ?? 'O bureau diz que ela continua ativa.' };
}
