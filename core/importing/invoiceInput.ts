import type { Day } from '../calendar/day';
import type { TermsOverride } from '../charges';
import type { InvoiceStatus } from '../items';
import type { Cents } from '../money/cents';

/** Who owes, as read from a row. */
export interface CustomerInput {
	/**
	 * Identifies the customer inside its creditor: `doc:<document>`, else `code:<code>`, else
	 * `email:<e-mail>`, else `name:<name without accents, lower-case>`.
	 */
	key: string;
	name: string;
	/** CPF (11 digits) or CNPJ (14 characters), without punctuation, its check digits verified. */
	document: string | null;
	/** Lower-case. */
	email: string | null;
	/** E.164, such as `+5511912345678`; what could not be read as one Brazilian number, as it came. */
	phone: string | null;
	/** Two-letter state (UF): as told, else the CEP's. */
	state: string | null;
	city: string | null;
	/** CEP, eight digits. */
	postalCode: string | null;
	/** The customer's code in the system the row came from. */
	code: string | null;
	/** Since when it is a customer; like the limit, left out where the row does not tell. */
	since?: Day;
	/** How much it may owe at once, above zero, and the last day that this holds. */
	creditLimitCents?: Cents;
	creditLimitUntil?: Day;
}

/** An invoice as read from a row and checked: what the ledger imports. */
export interface InvoiceInput {
	/** Unique within its source. */
	number: string;
	description: string | null;
	issueDate: Day | null;
	dueDate: Day;
	/** Above zero. */
	amountCents: Cents;
	/** What the source says was paid: may be above the amount (interest) or, when `paid`, below it (discount). */
	paidCents: Cents;
	paidOn: Day | null;
	status: InvoiceStatus;
	/** `http:` or `https:`. */
	paymentUrl: string | null;
	/** Page for paying by card. `http:` or `https:`. */
	cardUrl: string | null;
	/** Linha digitável, digits only, check digits verified. */
	boletoLine: string | null;
	/** Pix "copia e cola", verified. */
	pixPayload: string | null;
	/** Fine, interest, discount and grace where they are not the account's. */
	terms: TermsOverride | null;
	customer: CustomerInput;
}
