import { checkTerms, type TermsOverride } from './terms';

/** An invoice's own terms as the ledger keeps them; null when it has none. */
export function termsToJson(terms: TermsOverride | null): string | null {
	return terms === null || Object.keys(terms).length === 0 ? null : JSON.stringify(terms);
}

/** The other way round. Throws a ChargesError for a term that is out of range. */
export function termsFromJson(json: string | null): TermsOverride | null {
	return json === null ? null : checkTerms(JSON.parse(json) as TermsOverride);
}
