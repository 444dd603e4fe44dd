import type { Day } from '../calendar/day';
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
	/** CPF (11 digits) or CNPJ (14 characters), without punctuation. Check digits are not verified. */
	document: string | null;
	/** Lower-case. */
	email: string | null;
	phone: string | null;
	/** Two-letter state (UF). */
	state: string | null;
	/** The customer's code in the system the row came from. */
	code: string | null;
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
	customer: CustomerInput;
}
