import type { IDataObject } from 'n8n-workflow';
import type { Day } from '../../../../core/calendar/day';
import type { Calendar } from '../../../../core/calendar/Calendar';
import { removalOf, type Removal } from '../../../../core/listing/removal';
import { STATE_NAMES } from '../../../../core/listing/states';
import { toItem } from '../../../../core/ledger/invoices/toItem';
import type { ListingOfInvoice } from '../../../../core/ledger/listing/listListings';
import { decimalFromCents } from '../../../../core/money/cents';

/** Why and until when a listing must be taken back; null while its reason stands, or once it is over. */
export function removalOfListing({ listing, invoice, inAgreement }: ListingOfInvoice, today: Day, calendar: Calendar): Removal | null {
	if (listing.state === 'removed' || listing.state === 'refused') return null;
	return removalOf({ status: invoice.status, paidOn: invoice.paid_on, dueDate: invoice.due_date, inAgreement }, today, calendar);
}

/** A listing with its invoice and customer, as items carry it. */
export function listingItem(found: ListingOfInvoice, today: Day, calendar: Calendar): IDataObject {
	const { listing, invoice } = found;
	const { amountCents, isUnderWay, ...rest } = listing;
	return {
		...toItem(invoice, today),
		listing: { ...rest, stateText: `A negativação está ${STATE_NAMES[listing.state]}${isUnderWay ? ' (em andamento agora)' : ''}.`, amount: decimalFromCents(amountCents) },
		removal: removalOfListing(found, today, calendar),
	} as unknown as IDataObject;
}

/** The id of the listing that an item tells of; null when it tells of none. */
export function listingIdOf({ listing }: IDataObject): number | null {
	const id = (listing as { id?: unknown } | null | undefined)?.id;
	return typeof id === 'number' && Number.isSafeInteger(id) ? id : null;
}
