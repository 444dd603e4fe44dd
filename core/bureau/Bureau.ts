import type { DocumentKind, TaxDocument } from '../documents/document';
import type { Transport } from '../gateway/ApiClient';
import type { Cents } from '../money/cents';
import type { CreditReport } from './CreditReport';

/** What is bought with one lookup, and what that costs. */
export interface Purchase {
	/** The bureau's name or code of it: reports of one product are not taken for those of another. */
	product: string;
	cents: Cents;
}

export interface BureauAnswer {
	report: CreditReport;
	/** As the bureau sent it. Personal data: it is encrypted or forgotten, never shown. */
	raw: string;
}

/** A credit bureau under one contract. */
export interface Bureau {
	readonly name: string;
	/** For people: `Serasa Experian`. */
	readonly label: string;
	/** Asks the bureau's test environment: it costs nothing, and what it tells is invented. */
	readonly isTest: boolean;
	/** What is bought about a person or a company. Throws a RangeError when the contract has no such product or no price. */
	purchase(kind: DocumentKind): Purchase;
	/**
	 * Asks about one document, once: it costs. Throws a BureauError, which says whether it may have cost anything,
	 * and also when the answer is about another document.
	 */
	lookUp(document: TaxDocument): Promise<BureauAnswer>;
}

/** A kind of bureau: how nodes offer it, and how it is reached. */
export interface BureauDefinition {
	/** Identifies it in the ledger and in node parameters. */
	name: string;
	/** For people. */
	label: string;
	/** Name of the n8n credential type. */
	credential: string;
	/** Throws a RangeError, in Portuguese, that names the field of the credential to correct. */
	connect(credential: Readonly<Record<string, unknown>>, transport: Transport): Bureau;
}
