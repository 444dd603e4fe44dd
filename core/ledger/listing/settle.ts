import type { Day } from '../../calendar/day';
import { formatDay } from '../../calendar/formatDay';
import { STATE_NAMES, type ListingState } from '../../listing/states';
import { inTransaction, type Ledger } from '../Ledger';
import { LedgerError } from '../LedgerError';
import type { Instant } from '../schema';
import { holdListing } from './claims';

/** What a person says of a listing, having looked at the bureau. */
export const VERDICTS = ['listed', 'not_listed', 'removed', 'still_listed'] as const;
export type ListingVerdict = (typeof VERDICTS)[number];

const FITS: Readonly<Record<ListingVerdict, readonly ListingState[]>> = {
	listed: ['requesting', 'unknown'],
	not_listed: ['requesting', 'unknown'],
	// Whoever took it back at the bureau by hand says so of one that stands, or that nobody had confirmed yet, too.
	removed: ['requesting', 'listed', 'removing', 'unknown'],
	still_listed: ['removing', 'unknown'],
};

/**
 * A person's word on a listing that waits for it, or whose answer was lost. Throws a LedgerError when the listing is
 * in no state that the word is about, a request of it is under way, or the bureau would have done it before it was asked.
 */
export async function settleListing(ledger: Ledger, listingId: number, verdict: ListingVerdict, { on, note, at }: { on: Day; note: string | null; at: Instant }): Promise<ListingState> {
	return await inTransaction(ledger, async (db) => {
		const listing = await holdListing(db, listingId);
		if (!FITS[verdict].includes(listing.state)) throw new LedgerError('invalid', `A negativação ${listingId} está ${STATE_NAMES[listing.state]}: não há o que confirmar assim.`);
		const isUnderWay = (listing.state === 'requesting' || listing.state === 'removing') && listing.worker !== '';
		if (isUnderWay) throw new LedgerError('invalid', `A negativação ${listingId} está sendo pedida agora por outra execução. Espere ela terminar.`);
		const isTooEarly = verdict !== 'not_listed' && on < listing.requested_on;
		if (isTooEarly) throw new LedgerError('invalid', `A negativação ${listingId} foi pedida em ${formatDay(listing.requested_on)}, depois de ${formatDay(on)}: confira o dia.`);
		const ended = { worker: '', lease_until: '', updated_at: at, detail: note ?? listing.detail };
		const changes = {
			listed: { state: 'listed' as const, listed_on: listing.listed_on ?? on, removal_requested_on: null },
			not_listed: { state: 'refused' as const },
			removed: { state: 'removed' as const, removed_on: on },
			still_listed: { state: 'listed' as const, listed_on: listing.listed_on ?? on, removal_requested_on: null },
		}[verdict];
		await db.updateTable('listings').set({ ...ended, ...changes }).where('id', '=', listingId).execute();
		return changes.state;
	});
}
