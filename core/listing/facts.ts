import type { Day } from '../calendar/day';
import type { InvoiceStatus } from '../items';
import type { Cents } from '../money/cents';
import type { ListingState } from './states';

/** A written notice of a listing to come. */
export interface ListingNotice {
	id: number;
	channel: string;
	sentOn: Day;
	/** Day on which its delivery was proven; null while it is not. */
	deliveredOn: Day | null;
	/** Whether it came back, or was never sent after all. */
	failed: boolean;
}

/** What the ledger knows of an invoice that is to be listed. */
export interface ListingFacts {
	invoiceId: number;
	number: string;
	dueDate: Day;
	status: InvoiceStatus;
	/** Why it is disputed or cancelled, in the operator's words. */
	statusNote: string | null;
	paidOn: Day | null;
	/** What is still owed of the face amount. */
	balanceCents: Cents;
	promisedUntil: Day | null;
	inAgreement: boolean;
	/** Last day on which the operator wants the customer left alone. */
	excludedUntil: Day | null;
	document: string | null;
	notices: ListingNotice[];
	/** The listing that is not over; null when there is none. */
	listing: { id: number; state: ListingState; provider: string; requestedOn: Day } | null;
	/** Day on which the last listing of it was taken back; null when none was. */
	takenBackOn: Day | null;
	/** Name of the gateway that has a charge of it. */
	gateway: string | null;
}

/** What the gateway that the invoice came from says at this moment. */
export type LiveWord =
	/** The invoice came from no gateway. */
	| { kind: 'none' }
	/** Not asked: it is asked right before the request. */
	| { kind: 'later' }
	/** Owed, by its word of this moment. */
	| { kind: 'owed' }
	/** Not owed, or not known. */
	| { kind: 'no'; detail: string };
