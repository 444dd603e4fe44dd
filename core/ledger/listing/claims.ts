import { sql } from 'kysely';
import type { Day } from '../../calendar/day';
import type { ListingFacts } from '../../listing/facts';
import { mayBeListed, type Guard } from '../../listing/guards';
import { STATE_NAMES, type ListingState } from '../../listing/states';
import { holdInvoice } from '../invoices/findInvoice';
import { inTransaction, type Ledger, type LedgerDb } from '../Ledger';
import { LedgerError } from '../LedgerError';
import type { Instant } from '../schema';
import { isAbandoned, WORKER_ID } from '../worker';
import { readListingFacts } from './facts';

/** Longer than one request may take with all its tries. */
const LEASE_MS = 10 * 60_000;
/** Whoever holds a request that waits for a person: nobody. Its lease never runs out. */
const NOBODY = '';

const ABANDONED = 'O pedido foi interrompido antes de sabermos a resposta: pode ter sido feito ou não. Confira no bureau e diga o que houve em Listing → Confirm.';

export interface ListingClaim {
	invoiceId: number;
	provider: string;
	today: Day;
	at: Instant;
	timeZone: string;
	/** The guards by the facts of this very moment. */
	guards: (facts: ListingFacts) => Guard[];
}

export type ListingClaimed = { listingId: number; guards: Guard[] } | { listingId: null; guards: Guard[] };

/**
 * Takes the right to have an invoice listed, in a committed transaction, before the provider is asked. The invoice is
 * read again here, and kept from changing until then: what was paid, disputed, promised or listed since is refused,
 * and `guards` say why.
 */
export async function claimListing(ledger: Ledger, claim: ListingClaim): Promise<ListingClaimed> {
	const { invoiceId, provider, today, at } = claim;
	return await inTransaction(ledger, async (db) => {
		await holdInvoice(db, invoiceId);
		const facts = (await readListingFacts(db, ledger.engine, [invoiceId], claim.timeZone)).get(invoiceId);
		if (!facts) throw new Error(`invoice ${invoiceId} vanished inside its transaction`);
		const guards = claim.guards(facts);
		if (!mayBeListed(guards)) return { listingId: null, guards };
		const { id } = await db
			.insertInto('listings')
			.values({ invoice_id: invoiceId, provider, state: 'requesting', amount_cents: facts.balanceCents, requested_on: today, worker: WORKER_ID, lease_until: leaseFrom(at), created_at: at, updated_at: at })
			.returning('id')
			.executeTakeFirstOrThrow();
		return { listingId: id, guards };
	});
}

/**
 * Takes the right to have a listing taken back, in a committed transaction, before the provider is asked. One that
 * waits for a person to carry its removal there may be taken again. Throws a LedgerError for any other that does not stand.
 */
export async function claimRemoval(ledger: Ledger, listingId: number, today: Day, removalDueOn: Day | null, at: Instant): Promise<void> {
	await inTransaction(ledger, async (db) => {
		const listing = await holdListing(db, listingId);
		const mayBeTaken = listing.state === 'listed' || (listing.state === 'removing' && listing.worker === NOBODY);
		if (!mayBeTaken) throw new LedgerError('invalid', `A negativação ${listingId} está ${STATE_NAMES[listing.state]}: ${whyNotRemoved(listing.state)}`);
		await db
			.updateTable('listings')
			.set({ state: 'removing', removal_requested_on: listing.removal_requested_on ?? today, removal_due_on: removalDueOn, worker: WORKER_ID, lease_until: leaseFrom(at), updated_at: at })
			.where('id', '=', listingId)
			.execute();
	});
}

function whyNotRemoved(state: ListingState): string {
	if (state === 'removed' || state === 'refused') return 'não há o que retirar.';
	if (state === 'removing') return 'outra execução está pedindo a retirada agora.';
	return 'confira no bureau se ela existe e diga em Listing → Confirm; depois peça a retirada.';
}

/** How an attempt to list or to take back ended. */
export type ListingOutcome =
	| { state: 'listed'; reference: string | null; detail: string | null; on: Day }
	| { state: 'refused'; detail: string }
	| { state: 'removed'; detail: string | null; on: Day }
	/** The removal was refused for certain: the listing stands as before. */
	| { state: 'still_listed'; detail: string }
	| { state: 'unknown'; detail: string }
	/** A person, or the bureau by itself, carries it out; somebody confirms it later. */
	| { state: 'waiting'; reference: string | null; detail: string | null };

/**
 * Writes down how the claimed request or removal ended, and returns the state it is in now. One that was settled by a
 * person meanwhile is left as it is.
 */
export async function finishListing(ledger: Ledger, listingId: number, outcome: ListingOutcome, at: Instant): Promise<ListingState> {
	return await inTransaction(ledger, async (db) => {
		const listing = await holdListing(db, listingId);
		const isOpen = listing.state === 'requesting' || listing.state === 'removing' || listing.state === 'unknown';
		if (!isOpen) return listing.state;
		const changes = changesOf(outcome, listing);
		await db.updateTable('listings').set({ ...changes, updated_at: at }).where('id', '=', listingId).execute();
		return changes.state ?? listing.state;
	});
}

function changesOf(outcome: ListingOutcome, listing: { provider_reference: string | null; listed_on: Day | null; removal_requested_on: Day | null }) {
	const ended = { worker: NOBODY, lease_until: '' };
	switch (outcome.state) {
		case 'listed':
			return { ...ended, state: 'listed' as const, provider_reference: outcome.reference ?? listing.provider_reference, listed_on: listing.listed_on ?? outcome.on, detail: outcome.detail };
		case 'refused':
			return { ...ended, state: 'refused' as const, detail: outcome.detail };
		case 'removed':
			return { ...ended, state: 'removed' as const, removed_on: outcome.on, detail: outcome.detail };
		case 'still_listed':
			return { ...ended, state: 'listed' as const, removal_requested_on: null, detail: outcome.detail };
		case 'unknown':
			return { ...ended, state: 'unknown' as const, detail: outcome.detail };
		case 'waiting':
			return { ...ended, state: listing.removal_requested_on === null ? ('requesting' as const) : ('removing' as const), provider_reference: outcome.reference ?? listing.provider_reference, detail: outcome.detail };
	}
}

/**
 * Turns requests and removals that nobody is at any more into `unknown`: their lease has run out, or the process that
 * made them is gone. They may have been carried out, so they are not asked for again. Returns how many there were.
 */
export async function markAbandonedListings(db: LedgerDb, at: Instant): Promise<number> {
	const claimed = await db.selectFrom('listings').select(['id', 'worker', 'lease_until']).where('state', 'in', ['requesting', 'removing']).where('worker', '<>', NOBODY).execute();
	let count = 0;
	for (const { id, worker, lease_until } of claimed) {
		if (!isAbandoned(worker, lease_until, at)) continue;
		const { numUpdatedRows } = await db
			.updateTable('listings')
			.set({ state: 'unknown', detail: ABANDONED, updated_at: at })
			.where('id', '=', id)
			.where('worker', '=', worker)
			.where('state', 'in', ['requesting', 'removing'])
			.executeTakeFirst();
		count += Number(numUpdatedRows);
	}
	return count;
}

/** A listing as it is now, kept so until the transaction ends. Throws a LedgerError when there is none. */
export async function holdListing(db: LedgerDb, id: number) {
	const listing = await db.updateTable('listings').set({ updated_at: sql.ref('updated_at') }).where('id', '=', id).returningAll().executeTakeFirst();
	if (!listing) throw new LedgerError('not_found', `A negativação ${id} não está no livro.`);
	return listing;
}

function leaseFrom(at: Instant): Instant {
	return new Date(Date.parse(at) + LEASE_MS).toISOString();
}
