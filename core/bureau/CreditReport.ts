import type { Day } from '../calendar/day';
import type { Instant } from '../ledger/schema';
import type { Cents } from '../money/cents';

/** What a restriction is of. Names of the bureaus' own (Pefin, Refin…) are in its `label`. */
export const RESTRICTION_KINDS = ['commercial_debt', 'bank_debt', 'collection', 'protest', 'lawsuit', 'bounced_cheque', 'bankruptcy', 'other'] as const;
export type RestrictionKind = (typeof RESTRICTION_KINDS)[number];

/** All restrictions of one kind together. */
export interface Restriction {
	kind: RestrictionKind;
	/** The bureau's name for it. */
	label: string;
	count: number;
	/** Null when the bureau tells no amount. */
	cents: Cents | null;
	/** The newest of them, when it is told. */
	newestOn: Day | null;
}

/** What a bureau says of one CPF or CNPJ, in one shape for all bureaus. */
export interface CreditReport {
	/** Key of the provider in the dictionary, and its name for people. */
	provider: string;
	providerLabel: string;
	/** What was bought: the bureau's name or code of the product. */
	product: string;
	/** Without punctuation. It is the document that was asked about: an answer about another one is refused. */
	document: string;
	name: string | null;
	answeredAt: Instant;
	/** The bureau's word for the state of the document at the Receita Federal, and whether that is other than regular (A2: a flag). */
	registration: { status: string | null; irregular: boolean };
	/** `value` is null when the bureau gives no score, which is not a score of 0; `message` then says why. */
	score: { value: number | null; min: number; max: number; model: string | null; defaultRatePercent: number | null; message: string | null };
	/** One a kind, only those with a count above 0; null when the bureau says nothing of debts, which is not that there are none. */
	restrictions: Restriction[] | null;
	/** Of a company, where it is told. */
	company: { legalName: string | null; tradeName: string | null; foundedOn: Day | null; activity: string | null; partners: string[] } | null;
}

/** Whether the document is irregular or any restriction stands against it; null when the bureau does not tell of any. */
export function isRestricted({ registration, restrictions }: Pick<CreditReport, 'registration' | 'restrictions'>): boolean | null {
	if (registration.irregular) return true;
	return restrictions === null ? null : restrictions.length > 0;
}
