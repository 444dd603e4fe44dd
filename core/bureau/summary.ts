import type { Cents } from '../money/cents';
import { isRestricted, type CreditReport, type Restriction } from './CreditReport';

/** What several bureaus say of one document, taken together: of everything the worst. */
export interface CreditSummary {
	document: string;
	name: string | null;
	/** Labels of the bureaus. */
	bureaus: string[];
	/** Null when no bureau tells whether there are restrictions, and none calls the document irregular. */
	restricted: boolean | null;
	irregular: boolean;
	/** The lowest by its own scale; null when no bureau gave one. */
	score: { value: number; min: number; max: number; bureau: string } | null;
	/** Of each kind the bureau with the largest: one debt is often known to several, so they are not added up. Null when no bureau tells. */
	restrictions: Restriction[] | null;
	/** Of all restrictions whose amount is told; null when no bureau tells of any. */
	restrictedCents: Cents | null;
}

/** Throws a RangeError without any report, and for reports about different documents. */
export function summarise(reports: readonly CreditReport[]): CreditSummary {
	const [first] = reports;
	if (!first) throw new RangeError('no report to summarise');
	if (reports.some(({ document }) => document !== first.document)) throw new RangeError('reports about different documents');
	const restrictions = worstOfEachKind(reports);
	return {
		document: first.document,
		name: reports.find(({ name }) => name !== null)?.name ?? null,
		bureaus: reports.map(({ providerLabel }) => providerLabel),
		restricted: anyRestricted(reports.map(isRestricted)),
		irregular: reports.some(({ registration }) => registration.irregular),
		score: lowestScore(reports),
		restrictions,
		restrictedCents: restrictions && restrictions.reduce((sum, { cents }) => sum + (cents ?? 0), 0),
	};
}

function anyRestricted(told: ReadonlyArray<boolean | null>): boolean | null {
	if (told.includes(true)) return true;
	return told.includes(false) ? false : null;
}

function worstOfEachKind(reports: readonly CreditReport[]): Restriction[] | null {
	if (reports.every(({ restrictions }) => restrictions === null)) return null;
	const worst = new Map<Restriction['kind'], Restriction>();
	for (const restriction of reports.flatMap(({ restrictions }) => restrictions ?? [])) {
		const known = worst.get(restriction.kind);
		worst.set(restriction.kind, known === undefined ? restriction : worse(known, restriction));
	}
	return [...worst.values()];
}

function worse(a: Restriction, b: Restriction): Restriction {
	const larger = (b.cents ?? -1) > (a.cents ?? -1) || ((b.cents ?? -1) === (a.cents ?? -1) && b.count > a.count) ? b : a;
	return {
		...larger,
		count: Math.max(a.count, b.count),
		newestOn: [a.newestOn, b.newestOn].filter((day) => day !== null).sort().at(-1) ?? null,
	};
}

function lowestScore(reports: readonly CreditReport[]): CreditSummary['score'] {
	const scores = reports.flatMap(({ score: { value, min, max }, providerLabel }) => (value === null ? [] : [{ value, min, max, bureau: providerLabel }]));
	return scores.reduce<CreditSummary['score']>((lowest, score) => (lowest === null || share(score) < share(lowest) ? score : lowest), null);
}

function share({ value, min, max }: { value: number; min: number; max: number }): number {
	return (value - min) / (max - min);
}
