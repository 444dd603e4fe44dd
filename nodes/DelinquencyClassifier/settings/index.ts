import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { checkSettings, DEFAULT_ABC, DEFAULT_ALERTS, DEFAULT_STAGES, type ClassificationSettings } from '../../../core/classification';
import { numberIn, wholeOf } from '../../shared/values';
import { APPROACH_FIELDS, readApproach } from './approach';
import { POINTS_FIELD, readPoints } from './points';
import { readStages } from './stages';
import { readThresholds, THRESHOLDS_FIELD } from './thresholds';

/** Fields of the method that decide on profile, score, importance and alerts, alphabetical as n8n asks. */
const METHOD_FIELDS: INodeProperties[] = [
	{ displayName: 'Alert From (Overdue Invoices)', name: 'overdueFrom', type: 'number', typeOptions: { minValue: 1 }, default: DEFAULT_ALERTS.overdueFrom, description: 'From this many overdue invoices on there is an alert' },
	{ displayName: 'Critical Alert From (Overdue Invoices)', name: 'overdueCriticalFrom', type: 'number', typeOptions: { minValue: 1 }, default: DEFAULT_ALERTS.overdueCriticalFrom, description: 'From this many overdue invoices on the alert is critical' },
	{ displayName: 'Importance A Up To (%)', name: 'upToA', type: 'number', typeOptions: { minValue: 0, maxValue: 100 }, default: DEFAULT_ABC.upToA, description: 'The largest customers that together bring up to this share of the revenue of 12 months are A' },
	{ displayName: 'Importance B Up To (%)', name: 'upToB', type: 'number', typeOptions: { minValue: 0, maxValue: 100 }, default: DEFAULT_ABC.upToB, description: 'Those after them, up to this share, are B; all others are C' },
	POINTS_FIELD,
	THRESHOLDS_FIELD,
];

/** The collection of everything that can be changed about the method; `approach` is only for what classifies invoices. */
export function settingsField({ approach }: { approach: boolean }, more: readonly INodeProperties[] = []): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		description: 'The method, where it is to differ from the default one; use the same options wherever you classify, so that the results agree',
		options: [...METHOD_FIELDS, ...(approach ? APPROACH_FIELDS : []), ...more].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/** The method that the fields set. Throws a RangeError, for the operator, for one that cannot be worked with. */
export function readSettings(value: unknown, stages?: unknown): ClassificationSettings {
	const options = (value ?? {}) as IDataObject;
	const settings: ClassificationSettings = {
		stages: stages === undefined ? DEFAULT_STAGES : readStages(stages),
		profile: readThresholds(options.thresholds),
		points: readPoints(options.points),
		abc: { upToA: numberIn(options.upToA, 'Importance A Up To (%)') ?? DEFAULT_ABC.upToA, upToB: numberIn(options.upToB, 'Importance B Up To (%)') ?? DEFAULT_ABC.upToB },
		alerts: {
			overdueFrom: wholeOf(options.overdueFrom, 'Alert From (Overdue Invoices)', { otherwise: DEFAULT_ALERTS.overdueFrom, min: 1 }),
			overdueCriticalFrom: wholeOf(options.overdueCriticalFrom, 'Critical Alert From (Overdue Invoices)', { otherwise: DEFAULT_ALERTS.overdueCriticalFrom, min: 1 }),
		},
		approach: readApproach(options.approach, options),
	};
	checkSettings(settings);
	return settings;
}
