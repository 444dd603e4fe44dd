import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DEFAULT_STAGES, type StageSettings } from '../../../core/classification';
import { numberIn, textOf } from '../../shared/values';

/** A type, not an interface: only that may be a field's default. */
type StageRow = { fromDay: number; name: string; color: string };

/** What stands for the stages without delay in a table of days. */
const BEFORE_DUE = -1;
const ON_DUE = 0;

const DEFAULT_ROWS: StageRow[] = [{ fromDay: BEFORE_DUE, ...DEFAULT_STAGES.toFallDue }, { fromDay: ON_DUE, ...DEFAULT_STAGES.dueToday }, ...DEFAULT_STAGES.late];

/** The stages of delay: each row lasts until the next begins, and is an output of the node where that is asked for. */
export const STAGES_FIELD: INodeProperties = {
	displayName: 'Stages',
	name: 'stages',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Stage',
	default: { stage: DEFAULT_ROWS },
	description: 'Each stage lasts until the next one begins. Days count from the last day on which the bill could be paid without being late.',
	options: [
		{
			displayName: 'Stage',
			name: 'stage',
			values: [
				{ displayName: 'From Day', name: 'fromDay', type: 'number', default: 1, description: '1 is the first day late; 0 names what is due today, -1 what is still to fall due' },
				{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: '6 a 15 dias' },
				{ displayName: 'Color', name: 'color', type: 'color', default: '#FEA362' },
			],
		},
	],
};

/** The stages as typed, in the order of their days; which make sense, core/classification checks. */
export function readStages(value: unknown): StageSettings {
	const rows = (((value as IDataObject | undefined)?.stage ?? []) as IDataObject[])
		.map((row): StageRow => ({ fromDay: numberIn(row.fromDay, 'From Day') ?? 1, name: textOf(row.name, 'Name'), color: textOf(row.color, 'Color') }))
		.sort((a, b) => a.fromDay - b.fromDay);
	const late = rows.filter(({ fromDay }) => fromDay > ON_DUE);
	return {
		toFallDue: only(rows.filter(({ fromDay }) => fromDay < ON_DUE), 'a vencer') ?? DEFAULT_STAGES.toFallDue,
		dueToday: only(rows.filter(({ fromDay }) => fromDay === ON_DUE), 'do dia do vencimento') ?? DEFAULT_STAGES.dueToday,
		late: rows.length === 0 ? DEFAULT_STAGES.late : late,
	};
}

function only(rows: readonly StageRow[], which: string): Omit<StageRow, 'fromDay'> | null {
	if (rows.length > 1) throw new RangeError(`Em "Stages" há mais de uma faixa ${which} ("${rows[0].name}" e "${rows[1].name}"): deixe uma só.`);
	return rows.length === 0 ? null : { name: rows[0].name, color: rows[0].color };
}
