import type { Cents } from '../money/cents';

/** What an invoice must come up to before it may be listed. Laws set the least; the defaults are the careful choice. */
export interface ListingPolicy {
	/**
	 * Days since the proven delivery of the notice, at least 1. The request may go out on the last of them, so a notice
	 * that gives the customer N days wants N + 1 here.
	 */
	noticeDays: number;
	/**
	 * Who sends the notice that the law wants. It is the bureau's own duty (STJ Súmula 359), and some do it by contract;
	 * `creditor`, the default, asks for one of our own, with its delivery proven.
	 */
	noticeBy: 'creditor' | 'bureau';
	/** Days late, counted from the last day on which it could be paid without being late. At least 1. */
	minimumDaysLate: number;
	minimumBalanceCents: Cents;
	/**
	 * Whether what was listed and taken back may be listed again. Why it was taken back (a court's order, a dispute, an
	 * agreement, goodwill) the ledger does not know, so a person says that it may. A notice of ours must be newer still.
	 */
	againAfterRemoval: boolean;
}

export const DEFAULT_LISTING_POLICY: ListingPolicy = { noticeDays: 15, noticeBy: 'creditor', minimumDaysLate: 15, minimumBalanceCents: 5_000, againAfterRemoval: false };
