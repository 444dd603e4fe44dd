import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DEFAULT_THRESHOLDS, PROFILE_NAMES, type ProfileThresholds } from '../../../core/classification';
import { numberFields, readNumber, type NumberField } from './numberFields';

type Group = Exclude<keyof ProfileThresholds, 'minimumInvoices'>;

const NAMES: Readonly<Record<string, readonly [name: string, description: string]>> = {
	minimumInvoices: ['Minimum Invoices', 'How many invoices must have fallen due'],
	relationshipDays: ['Days as Customer', 'Since how many days a customer at least'],
	latePercentUpTo: ['Late Up To (%)', 'At most this share of the invoices late'],
	worstDaysUpTo: ['Worst Delay Up To (Days)', 'No delay longer than this'],
	latePercentFrom: ['Late From (%)', 'From this share of the invoices late on'],
	meanDaysFrom: ['Mean Delay From (Days)', 'From this mean delay of all invoices on, those paid in time among them'],
	worstDaysFrom: ['Worst Delay From (Days)', 'From a delay as long as this on'],
	overdueDaysFrom: ['Overdue Now From (Days)', 'From an invoice overdue today for this long on'],
	brokenPromisesFrom: ['Broken Promises From', 'From this many broken promises in 12 months on'],
	brokenAgreementsFrom: ['Broken Agreements From', 'From this many broken agreements on, while something is overdue'],
};

const TITLES: Readonly<Record<Group, string>> = { excellent: 'Excellent', occasional_late: 'Occasional', habitual_late: 'Habitual', critical: 'Critical' };
const GROUPS = Object.keys(TITLES) as Group[];

const fieldOf = (group: Group, [key, value]: [string, number]): NumberField => ({
	name: `${group}_${key}`,
	displayName: `${TITLES[group]}: ${NAMES[key][0]}`,
	description: `${PROFILE_NAMES[group]}: ${NAMES[key][1].charAt(0).toLowerCase()}${NAMES[key][1].slice(1)}`,
	default: value,
});

const FEWEST: NumberField = {
	name: 'minimumInvoices',
	displayName: 'New: Fewer Invoices Than',
	description: `${PROFILE_NAMES.new}: fewer invoices than this have fallen due`,
	default: DEFAULT_THRESHOLDS.minimumInvoices,
};

const FIELDS = new Map(GROUPS.map((group) => [group, Object.entries<number>({ ...DEFAULT_THRESHOLDS[group] }).map((entry) => fieldOf(group, entry))]));

/** Where one payer profile ends and the next begins. */
export const THRESHOLDS_FIELD: INodeProperties = {
	displayName: 'Profile Thresholds',
	name: 'thresholds',
	type: 'fixedCollection',
	placeholder: 'Change Thresholds',
	default: {},
	description: 'Where one payer profile ends and the next begins. Shares are of the invoices that fell due in the last 12 months.',
	options: [{ displayName: 'Thresholds', name: 'values', values: numberFields([FEWEST, ...[...FIELDS.values()].flat()]) }],
};

/** The thresholds that were typed; where nothing was, those of the default method. */
export function readThresholds(value: unknown): ProfileThresholds {
	const typed = ((value as IDataObject | undefined)?.values ?? {}) as IDataObject;
	const group = <G extends Group>(name: G) => {
		const keys = Object.keys(DEFAULT_THRESHOLDS[name]);
		return Object.fromEntries((FIELDS.get(name) ?? []).map((field, index) => [keys[index], readNumber(typed[field.name], field)])) as unknown as ProfileThresholds[G];
	};
	return {
		minimumInvoices: readNumber(typed[FEWEST.name], FEWEST),
		excellent: group('excellent'),
		occasional_late: group('occasional_late'),
		habitual_late: group('habitual_late'),
		critical: group('critical'),
	};
}
