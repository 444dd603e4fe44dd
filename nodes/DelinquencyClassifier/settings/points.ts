import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DEFAULT_POINTS, POINT_KEYS, POINT_LABELS, type PointKey, type PointsBand, type PointsTable } from '../../../core/classification';
import { choicesOf, numberIn } from '../../shared/values';

/** Rows of the risk score that differ from the default method. */
export const POINTS_FIELD: INodeProperties = {
	displayName: 'Points',
	name: 'points',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Points',
	default: {},
	description: 'From which value on a measure gives how many points of risk. The rows of a measure replace all of its default ones; one row with 0 points leaves the measure out.',
	options: [
		{
			displayName: 'Points',
			name: 'row',
			values: [
				{
					displayName: 'Measure',
					name: 'key',
					type: 'options',
					options: POINT_KEYS.map((value) => ({ name: POINT_LABELS[value], value })),
					default: POINT_KEYS[0],
				},
				{ displayName: 'From', name: 'from', type: 'number', default: 0, description: 'From this value of the measure on' },
				{ displayName: 'Points', name: 'points', type: 'number', default: 0, description: 'Whole points, which are added up and kept between 0 and 100' },
			],
		},
	],
};

/** The default table, with the rows of each typed measure in place of its own. */
export function readPoints(value: unknown): PointsTable {
	const rows = ((value as IDataObject | undefined)?.row ?? []) as IDataObject[];
	const typed = new Map<PointKey, PointsBand[]>();
	for (const row of rows) {
		const [key] = choicesOf(row.key ?? POINT_KEYS[0], 'Measure', POINT_KEYS);
		typed.set(key, [...(typed.get(key) ?? []), { from: numberIn(row.from, 'From') ?? 0, points: numberIn(row.points, 'Points') ?? 0 }]);
	}
	return { ...DEFAULT_POINTS, ...Object.fromEntries([...typed].map(([key, bands]) => [key, bands.sort((a, b) => a.from - b.from)])) };
}
