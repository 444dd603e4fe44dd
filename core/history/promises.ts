import type { Day } from '../calendar/day';
import type { CustomerHistory } from './CustomerHistory';

/** From the best to the worst. */
const OUTCOMES = ['kept', 'pending', 'broken'] as const;
export type PromiseOutcome = (typeof OUTCOMES)[number];

/**
 * Counts the promises of one customer. The ledger has a promise of each invoice, but who promises on one day to pay
 * several until the same day has given one word: it is broken when any of them broke it, and kept when all kept it.
 */
export class PromiseTally {
	private readonly words = new Map<string, { until: Day; outcome: PromiseOutcome }>();

	/** @param madeOn the creditor's day on which it was made. */
	add(until: Day, madeOn: Day, outcome: PromiseOutcome): void {
		const word = `${until} ${madeOn}`;
		const known = this.words.get(word);
		if (!known || OUTCOMES.indexOf(outcome) > OUTCOMES.indexOf(known.outcome)) this.words.set(word, { until, outcome });
	}

	total(yearAgo: Day): CustomerHistory['promises'] {
		const words = [...this.words.values()];
		const broken = words.filter(({ outcome }) => outcome === 'broken');
		const count = (wanted: PromiseOutcome) => words.filter(({ outcome }) => outcome === wanted).length;
		return { kept: count('kept'), broken: broken.length, pending: count('pending'), brokenInYear: broken.filter(({ until }) => until > yearAgo).length };
	}
}
