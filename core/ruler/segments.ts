import { IMPORTANCES, PAYER_PROFILES, PROFILE_NAMES, type Importance, type PayerProfile } from '../classification/profiles';
import type { Segment } from './stepId';

/** How a customer counts that nobody has classified yet. */
export const UNCLASSIFIED: { readonly profile: PayerProfile; readonly importance: Importance } = { profile: 'new', importance: 'C' };

/** Each choice once and in its own order; all of them chosen is everybody. */
export function segmentOf(profiles: readonly PayerProfile[], importances: readonly Importance[]): Segment {
	return { profiles: chosen(PAYER_PROFILES, profiles), importances: chosen(IMPORTANCES, importances) };
}

function chosen<T>(all: readonly T[], wanted: readonly T[]): T[] {
	const known = all.filter((one) => wanted.includes(one));
	return known.length === all.length ? [] : known;
}

export function isForEverybody({ profiles, importances }: Segment): boolean {
	return profiles.length === 0 && importances.length === 0;
}

/** Whether a customer of this profile and importance is in the segment. */
export function isInSegment({ profiles, importances }: Segment, profile: PayerProfile, importance: Importance): boolean {
	return (profiles.length === 0 || profiles.includes(profile)) && (importances.length === 0 || importances.includes(importance));
}

/** A profile and importance that both segments have; null when no customer can be in both. */
export function shared(one: Segment, other: Segment): { profile: PayerProfile; importance: Importance } | null {
	for (const profile of PAYER_PROFILES) {
		for (const importance of IMPORTANCES) {
			if (isInSegment(one, profile, importance) && isInSegment(other, profile, importance)) return { profile, importance };
		}
	}
	return null;
}

/** `Excelente pagador, Bom pagador, importância A`; empty for everybody. */
export function describeSegment({ profiles, importances }: Segment): string {
	const importance = importances.length === 0 ? [] : [`importância ${importances.join(' ou ')}`];
	return [...profiles.map((profile) => PROFILE_NAMES[profile]), ...importance].join(', ');
}
