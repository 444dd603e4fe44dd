import { sql } from 'kysely';
import type { Calendar } from '../../calendar/Calendar';
import { addDays, type Day } from '../../calendar/day';
import { barredSoonUntil } from '../../listing/removal';
import { IN_FORCE, type ListingState } from '../../listing/states';
import type { Cents } from '../../money/cents';
import { selectInvoices, type InvoiceWithCustomer } from '../invoices/toItem';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';
import { inAgreement } from './agreement';

/** A listing together with its invoice and customer. */
export interface ListingOfInvoice {
	listing: {
		id: number;
		provider: string;
		state: ListingState;
		reference: string | null;
		amountCents: Cents;
		requestedOn: Day;
		listedOn: Day | null;
		removalRequestedOn: Day | null;
		removedOn: Day | null;
		detail: string | null;
		/** Whether a request of it is under way in some execution. */
		isUnderWay: boolean;
	};
	invoice: InvoiceWithCustomer;
	inAgreement: boolean;
}

export interface ListingFilter {
	states?: readonly ListingState[];
	provider?: string;
	/** CPF, CNPJ or email, whole. */
	customer?: string;
	ids?: readonly number[];
	/** At most this many, newest first. */
	limit?: number;
}

/** Listings that fit every given condition, newest first. */
export async function listListings(db: LedgerDb, engine: Engine, filter: ListingFilter): Promise<ListingOfInvoice[]> {
	let query = listingQuery(db).orderBy('l.id', 'desc');
	if (filter.states && filter.states.length > 0) query = query.where('l.state', 'in', filter.states);
	if (filter.provider) query = query.where('l.provider', '=', filter.provider);
	if (filter.ids) query = query.where('l.id', 'in', sql<number>`(select r.id from ${jsonRows(engine, filter.ids.map((id) => ({ id })), { id: 'integer' })} as r)`);
	if (filter.customer) {
		const email = filter.customer.trim().toLowerCase();
		const document = filter.customer.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
		query = query.where((where) => where.or([where('c.email', '=', email), where('c.document', '=', document)]));
	}
	if (filter.limit !== undefined) query = query.limit(filter.limit);
	return (await query.execute()).map(ofRow);
}

/** The listing in force of each invoice that has one. */
export async function listingsOfInvoices(db: LedgerDb, engine: Engine, invoiceIds: readonly number[]): Promise<Map<number, ListingOfInvoice>> {
	const ids = jsonRows(engine, invoiceIds.map((id) => ({ id })), { id: 'integer' });
	const rows = await listingQuery(db)
		.where('l.state', 'in', IN_FORCE)
		.where('l.invoice_id', 'in', sql<number>`(select r.id from ${ids} as r)`)
		.execute();
	return new Map(rows.map(ofRow).map((found) => [found.invoice.id, found]));
}

/** Listings in force whose invoice does not justify them any more, or is about to; who decides is `removalOf`. */
export async function listingsToCheck(db: LedgerDb, today: Day, calendar: Calendar): Promise<ListingOfInvoice[]> {
	// At least as many as are barred or about to be: five years have a day or two more than this.
	const barred = addDays(barredSoonUntil(today, calendar), -(5 * 365));
	const rows = await listingQuery(db)
		.where('l.state', 'in', IN_FORCE)
		.where((where) => where.or([where('i.status', '<>', 'open'), where('i.due_date', '<=', barred), sql<boolean>`${inAgreement('i')} = 1`]))
		.orderBy('l.id')
		.execute();
	return rows.map(ofRow);
}

function listingQuery(db: LedgerDb) {
	return selectInvoices(db)
		.innerJoin('listings as l', 'l.invoice_id', 'i.id')
		.select(['l.id as listing_id', 'l.provider', 'l.state as listing_state', 'l.provider_reference', 'l.amount_cents as listing_cents', 'l.requested_on', 'l.listed_on', 'l.removal_requested_on', 'l.removed_on', 'l.detail', 'l.worker', inAgreement('i').as('in_agreement')]);
}

type Row = Awaited<ReturnType<ReturnType<typeof listingQuery>['execute']>>[number];

function ofRow(row: Row): ListingOfInvoice {
	const { listing_id, provider, listing_state, provider_reference, listing_cents, requested_on, listed_on, removal_requested_on, removed_on, detail, worker, in_agreement, ...invoice } = row;
	return {
		listing: {
			id: listing_id,
			provider,
			state: listing_state,
			reference: provider_reference,
			amountCents: listing_cents,
			requestedOn: requested_on,
			listedOn: listed_on,
			removalRequestedOn: removal_requested_on,
			removedOn: removed_on,
			detail,
			isUnderWay: worker !== '' && (listing_state === 'requesting' || listing_state === 'removing'),
		},
		invoice,
		inAgreement: Number(in_agreement) === 1,
	};
}
