import { describeDiscounts, describeFine, describeInterest } from '../../charges/describeTerms';
import { termsFromJson } from '../../charges/termsJson';
import type { TermsItem } from '../../items';

/** Invoices of one portfolio have few different terms: each is put into words once. */
const described = new Map<string, TermsItem>();
const KEPT = 1_000;

/** An invoice's own terms in words, as an item carries them and an import reads them; null when it has none. */
export function termsItem(json: string | null): TermsItem | null {
	if (json === null) return null;
	const known = described.get(json);
	if (known) return known;
	const terms = termsFromJson(json) ?? {};
	const item: TermsItem = {
		...(terms.fine ? { fine: describeFine(terms.fine) } : {}),
		...(terms.interest ? { interest: describeInterest(terms.interest) } : {}),
		...(terms.discounts ? { discount: describeDiscounts(terms.discounts) } : {}),
		...(terms.graceBankingDays === undefined ? {} : { graceBankingDays: terms.graceBankingDays }),
	};
	if (described.size >= KEPT) described.clear();
	described.set(json, item);
	return item;
}
