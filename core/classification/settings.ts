import { createHash } from 'node:crypto';
import { DEFAULT_ALERTS, checkAlerts, type AlertSettings } from './alerts';
import { DEFAULT_APPROACH, checkApproach, type ApproachSettings } from './approach';
import { checkAbc, DEFAULT_ABC, type AbcSettings } from './importance';
import { checkThresholds, DEFAULT_THRESHOLDS, type ProfileThresholds } from './profile';
import { checkPoints, DEFAULT_POINTS, type PointsTable } from './pointsTable';
import { checkStages, DEFAULT_STAGES, type StageSettings } from './stages';

/** Everything about a classification that an operator can change. */
export interface ClassificationSettings {
	stages: StageSettings;
	profile: ProfileThresholds;
	points: PointsTable;
	abc: AbcSettings;
	alerts: AlertSettings;
	approach: ApproachSettings;
}

export const DEFAULT_SETTINGS: ClassificationSettings = {
	stages: DEFAULT_STAGES,
	profile: DEFAULT_THRESHOLDS,
	points: DEFAULT_POINTS,
	abc: DEFAULT_ABC,
	alerts: DEFAULT_ALERTS,
	approach: DEFAULT_APPROACH,
};

/** @throws RangeError, in the operator's words, when a setting cannot be worked with. */
export function checkSettings({ stages, profile, points, abc, alerts, approach }: ClassificationSettings): void {
	checkStages(stages);
	checkThresholds(profile);
	checkPoints(points);
	checkAbc(abc);
	checkAlerts(alerts);
	checkApproach(approach);
}

/** Goes up when the same settings would classify otherwise. */
const METHOD = 1;

/**
 * Names the method that profiles were computed with: it differs when thresholds, points, cut-offs or alerts do. Stages
 * and approaches are worked out anew for each item, and are not part of it.
 */
export function methodHash({ profile, points, abc, alerts }: ClassificationSettings): string {
	return createHash('sha256').update(JSON.stringify(sorted({ METHOD, profile, points, abc, alerts }))).digest('hex').slice(0, 16);
}

/** The same value with the keys of its objects in order: settings that say the same have one hash. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
