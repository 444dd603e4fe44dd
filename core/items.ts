import type { Day } from './calendar/day';
import type { InvoiceClassification } from './classification';

/** Where an invoice stands. What is only partly paid is still `open`, with a balance below its amount. */
export const INVOICE_STATUSES = ['open', 'paid', 'cancelled', 'disputed'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/** An invoice as n8n items carry it: amounts in decimal reais, dates `YYYY-MM-DD`. */
export interface InvoiceItem {
	/** The ledger's own id. */
	id: number;
	/** Where it was imported from; `number` is unique within it. */
	source: string;
	number: string;
	description: string | null;
	issueDate: Day | null;
	dueDate: Day;
	amount: number;
	paidAmount: number;
	/** What is still owed of the face amount: amount − paidAmount, never negative. */
	balance: number;
	status: InvoiceStatus;
	/** Why it is disputed or cancelled. */
	statusNote: string | null;
	/** Day of the payment that settled it. */
	paidOn: Day | null;
	/** Page where the customer can pay, when the source has one. */
	paymentUrl: string | null;
	/** Page where it can be paid by card. */
	cardUrl: string | null;
	/** Linha digitável of its boleto, digits only. */
	boletoLine: string | null;
	/** Pix "copia e cola" that its source made for it. */
	pixPayload: string | null;
	/** Where it differs from its creditor's account, in words: `{ fine: '2%', interest: '1% ao mês' }`. */
	terms: TermsItem | null;
	/** The charge that a payment gateway has of it, and the gateway's own word for where that stands. */
	gateway: { name: string; chargeId: string; status: string | null } | null;
	/** Which instalment of a plan it is, of how many where that is known. */
	installment: { number: number; count: number | null } | null;
	/** Calendar days past the due date today; negative while it is still to fall due. */
	daysOverdue: number;
}

/** What an invoice says of fine, interest and discount, in the words an import reads. */
export interface TermsItem {
	fine?: string;
	interest?: string;
	discount?: string;
	graceBankingDays?: number;
}

/** Who owes. */
export interface CustomerItem {
	id: number;
	name: string;
	/** CPF (11 digits) or CNPJ (14 characters), without punctuation. */
	document: string | null;
	email: string | null;
	phone: string | null;
	/** Two-letter state (UF): decides the contact window. */
	state: string | null;
	city: string | null;
	/** CEP, 8 digits. */
	postalCode: string | null;
}

/** The step of a ruler that an invoice is on. */
export interface StepItem {
	/** Identifies the ruler in the ledger: its steps are counted apart from every other ruler's. */
	ruler: string;
	/** Key of the step inside its ruler, such as `D+5`. */
	id: string;
	/** Day relative to the due date; negative is before it. */
	day: number;
	/** Text on the output, for people. */
	label: string;
	/** Older steps given up for this one. */
	superseded: string[];
}

/** What nodes pass to one another. Unknown fields of the input item are kept beside these. */
export interface CollectionItem {
	invoice: InvoiceItem;
	customer: CustomerItem;
	step?: StepItem;
	/** How the Delinquency Classifier sees the invoice and its customer. */
	classification?: InvoiceClassification;
	/** Set by a dry run: nodes further on show what they would do, and do nothing. */
	dryRun?: true;
}
