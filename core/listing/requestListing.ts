import type { Calendar } from '../calendar/Calendar';
import type { Day } from '../calendar/day';
import { GatewayError } from '../gateway/GatewayError';
import { applyAnswers, type LiveStatus } from '../gateway/liveStatus';
import { invoicesByIds } from '../ledger/invoices/listInvoices';
import type { InvoiceWithCustomer } from '../ledger/invoices/toItem';
import { inTransaction, type Ledger } from '../ledger/Ledger';
import { claimListing, finishListing, type ListingOutcome } from '../ledger/listing/claims';
import { readListingFacts } from '../ledger/listing/facts';
import { linkOf } from '../reminder/confirm';
import type { ListingFacts, LiveWord } from './facts';
import { listingGuards, mayBeListed, type Guard } from './guards';
import type { DebtorAddress, ListingDebt, ListingProvider, ProviderAnswer } from './ListingProvider';
import type { ListingPolicy } from './policy';
import { removalOf, type Removal } from './removal';
import type { ListingState } from './states';

export interface ListingSettings {
	policy: ListingPolicy;
	provider: ListingProvider;
	/** Asks the gateways that invoices came from. */
	live: Pick<LiveStatus, 'ask'>;
	today: Day;
	calendar: Calendar;
	timeZone: string;
	clock: () => Date;
}

export interface ListingRequest {
	invoiceId: number;
	description: string | null;
	address: DebtorAddress | null;
	/** Throws a RangeError when the invoice lacks what the provider wants: nothing is claimed for it. */
	prepare?: (invoice: InvoiceWithCustomer) => void;
}

export type ListingResult =
	/** A guard does not hold: nobody was asked. */
	| { kind: 'guarded'; guards: Guard[] }
	| {
			kind: 'requested';
			listingId: number;
			state: ListingState;
			detail: string | null;
			guards: Guard[];
			/** When the debt was settled while the request was under way: it must be taken back. */
			removal: Removal | null;
	  };

/**
 * Has one invoice listed: its gateway is asked whether it is still owed, the ledger is read again and the listing
 * claimed in one committed transaction, and only then is the provider asked. An answer that is lost leaves the listing
 * `unknown`. Throws a GatewayError when the provider refuses for certain; the claim is then given back.
 */
export async function requestListing(ledger: Ledger, request: ListingRequest, settings: ListingSettings): Promise<ListingResult> {
	const { today, calendar, clock, provider } = settings;
	const word = await askLive(ledger, request.invoiceId, settings);
	const guards = (facts: ListingFacts) => listingGuards(facts, settings.policy, today, calendar, word);
	if (request.prepare) {
		// What stands in the way is told before what is missing.
		const facts = (await readListingFacts(ledger.db, ledger.engine, [request.invoiceId], settings.timeZone)).get(request.invoiceId);
		if (facts && !mayBeListed(guards(facts))) return { kind: 'guarded', guards: guards(facts) };
		request.prepare(await invoiceOf(ledger, request.invoiceId));
	}
	const claimed = await claimListing(ledger, { invoiceId: request.invoiceId, provider: provider.name, today, at: clock().toISOString(), timeZone: settings.timeZone, guards });
	if (claimed.listingId === null) return { kind: 'guarded', guards: claimed.guards };
	const debt = await debtOf(ledger, claimed.listingId, request);
	const outcome = await outcomeOf(debt, settings);
	const state = await finishListing(ledger, claimed.listingId, outcome.outcome, clock().toISOString());
	if (outcome.error) throw outcome.error;
	const facts = (await readListingFacts(ledger.db, ledger.engine, [request.invoiceId], settings.timeZone)).get(request.invoiceId);
	return { kind: 'requested', listingId: claimed.listingId, state, detail: 'detail' in outcome.outcome ? outcome.outcome.detail : null, guards: claimed.guards, removal: facts ? removalOf(facts, today, calendar) : null };
}

/** What the invoice's gateway says now, written into the ledger. */
async function askLive(ledger: Ledger, invoiceId: number, { live, clock }: ListingSettings): Promise<LiveWord> {
	const link = linkOf(await invoiceOf(ledger, invoiceId));
	if (link === null) return { kind: 'none' };
	const answer = await live.ask(link);
	// A refused key mends itself for no other item either.
	if (answer.kind === 'unsure' && answer.isKeyRefused) throw new GatewayError('unauthorized', answer.detail);
	if (answer.kind !== 'told') return { kind: 'no', detail: answer.detail };
	await inTransaction(ledger, async (db) => await applyAnswers(db, ledger.engine, [{ ...link, answer }], clock().toISOString()));
	// What was just said counts even if the ledger holds something that it takes for newer.
	const { state, status, note } = answer.copy.charge;
	return state === 'open' ? { kind: 'owed' } : { kind: 'no', detail: [`Ele diz: ${status}.`, note ?? ''].join(' ').trim() };
}

async function outcomeOf(debt: ListingDebt, { provider, today }: ListingSettings): Promise<{ outcome: ListingOutcome; error?: unknown }> {
	try {
		return { outcome: asOutcome(await provider.request(debt), today) };
	} catch (error) {
		const isCertain = error instanceof GatewayError && error.kind !== 'unclear';
		if (isCertain) return { outcome: { state: 'refused', detail: error.message }, error };
		const detail = error instanceof Error ? error.message : String(error);
		return { outcome: (await foundInstead(debt, provider, today)) ?? { state: 'unknown', detail } };
	}
}

/** An answer was lost: what stands there already was made. That nothing does proves nothing yet. */
async function foundInstead(debt: ListingDebt, provider: ListingProvider, today: Day): Promise<ListingOutcome | null> {
	try {
		const found = await provider.find(debt);
		return found?.state === 'standing' ? asOutcome(found, today) : null;
	} catch {
		return null;
	}
}

function asOutcome({ state, reference, detail }: ProviderAnswer, on: Day): ListingOutcome {
	if (state === 'standing') return { state: 'listed', reference, detail, on };
	if (state === 'waiting') return { state: 'waiting', reference, detail };
	return { state: 'refused', detail: detail ?? 'O bureau não aceitou.' };
}

async function invoiceOf(ledger: Ledger, id: number): Promise<InvoiceWithCustomer> {
	const invoice = (await invoicesByIds(ledger.db, ledger.engine, [id])).get(id);
	if (!invoice) throw new Error(`invoice ${id} is not in the ledger`);
	return invoice;
}

async function debtOf(ledger: Ledger, listingId: number, { invoiceId, description, address }: ListingRequest): Promise<ListingDebt> {
	const invoice = await invoiceOf(ledger, invoiceId);
	const { amount_cents: amountCents, requested_on: requestedOn } = await ledger.db.selectFrom('listings').select(['amount_cents', 'requested_on']).where('id', '=', listingId).executeTakeFirstOrThrow();
	return { listingId, invoice, amountCents, description: description ?? invoice.description, address, requestedOn, reference: null };
}
