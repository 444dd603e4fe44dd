import type { Day } from '../calendar/day';
import type { InvoiceWithCustomer } from '../ledger/invoices/toItem';
import type { Cents } from '../money/cents';

/** Where the debtor lives: what some providers ask for, and the ledger does not keep. */
export interface DebtorAddress {
	address: string;
	addressNumber: string;
	complement: string | null;
	/** Neighbourhood (bairro). */
	province: string;
}

/** A debt to be listed, or listed. */
export interface ListingDebt {
	listingId: number;
	invoice: InvoiceWithCustomer;
	amountCents: Cents;
	description: string | null;
	/** Null when the items did not tell it. */
	address: DebtorAddress | null;
	requestedOn: Day;
	/** The provider's own id of the listing, once it has told it. */
	reference: string | null;
}

/** What a provider says of a listing. */
export interface ProviderAnswer {
	/**
	 * `standing`: it stands, or the bureau is making it stand. `waiting`: somebody still has to carry it out. `gone`:
	 * nothing of it stands.
	 */
	state: 'standing' | 'waiting' | 'gone';
	reference: string | null;
	/** The provider's own words, and what it costs. */
	detail: string | null;
}

/**
 * Who takes a listing to a credit bureau and back: a payment gateway, a bureau's own API, a person with a file. Every
 * method throws a GatewayError with words for the operator; of `unclear` alone it is not known whether it was done.
 * What is asked goes out once: sent again only when it is certain that it did not arrive.
 */
export interface ListingProvider {
	/** Its name in the ledger. */
	readonly name: string;
	/** For people. */
	readonly label: string;
	request(debt: ListingDebt): Promise<ProviderAnswer>;
	remove(debt: ListingDebt): Promise<ProviderAnswer>;
	/** How the listing stands there now; null when the provider cannot be asked. */
	find(debt: ListingDebt): Promise<ProviderAnswer | null>;
}
