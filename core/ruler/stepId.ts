import type { Importance, PayerProfile } from '../classification/profiles';

/** Whom a step is for; an empty list is everybody. */
export interface Segment {
	profiles: readonly PayerProfile[];
	importances: readonly Importance[];
}

/** `D-5`, `D0`, `D+15`. */
export function dayId(day: number): string {
	if (day === 0) return 'D0';
	return day < 0 ? `D${day}` : `D+${day}`;
}

/**
 * The step's key: its day, and whom it is for where it is not for everybody (`D+5 [excellent+good, A]`). It depends on
 * nothing but these, so that it stays the same when rows are moved or labels edited.
 */
export function stepId(day: number, { profiles, importances }: Segment): string {
	const parts = [profiles, importances].filter(({ length }) => length > 0).map((part) => part.join('+'));
	return parts.length === 0 ? dayId(day) : `${dayId(day)} [${parts.join(', ')}]`;
}

/**
 * What claims count a step as: its day alone. Steps of one day for different customers are one and the same to an
 * invoice: whoever changes profile between two runs of a day must not get that day twice.
 */
export function claimKey(step: string): string {
	return step.replace(/^(D(?:0|[+-]\d+)) \[[^\]]*\]$/, '$1');
}
