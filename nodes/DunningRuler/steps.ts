import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { makeSteps, stepId } from '../../core/ruler/steps';
import type { RulerStep } from '../../core/ruler/types';
import { centsOf } from '../shared/values';

interface StepRow {
	day: number;
	label?: string;
	minimumBalance?: number;
	countFrom?: 'bankingDay' | 'dueDate';
}

/** The régua itself: one row a step, and one output a row. */
export const STEPS_FIELD: INodeProperties = {
	displayName: 'Steps',
	name: 'steps',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Step',
	default: { step: [{ day: -5 }, { day: 0 }, { day: 5 }] },
	description: 'Each step is an output of the node. After a pause each invoice gets only the newest step it has reached.',
	options: [
		{
			displayName: 'Step',
			name: 'step',
			values: [
				{
					displayName: 'Day',
					name: 'day',
					type: 'number',
					default: 0,
					description: 'Days from the due date: -5 is five days before, 0 the due date itself, 5 five days after',
				},
				{
					displayName: 'Label',
					name: 'label',
					type: 'string',
					default: '',
					placeholder: 'D+5',
					description: 'Shown on the output; the day when empty',
				},
				{
					displayName: 'Minimum Balance',
					name: 'minimumBalance',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 0,
					description: 'The step skips invoices that owe less, in reais',
				},
				{
					displayName: 'Count From',
					name: 'countFrom',
					type: 'options',
					options: [
						{ name: 'Due Date', value: 'dueDate' },
						{ name: 'Due Date, Moved to a Banking Day', value: 'bankingDay', description: 'A bill due on a Saturday can still be paid on Monday: it is not late before' },
					],
					default: 'bankingDay',
				},
			],
		},
	],
};

/** The steps as typed, each with the output (row) it leaves by. Throws a RangeError for rows that make no régua. */
export function readSteps(value: unknown): { steps: RulerStep[]; outputOf: Map<string, number> } {
	const rows = (((value as IDataObject | undefined)?.step ?? []) as StepRow[]).map((row) => ({ ...row, day: Number(row.day ?? 0) }));
	const steps = makeSteps(
		rows.map(({ day, label, minimumBalance, countFrom }) => ({
			day,
			label,
			minimumBalanceCents: centsOf(minimumBalance, 'Minimum Balance') ?? 0,
			fromBankingDay: countFrom !== 'dueDate',
		})),
	);
	return { steps, outputOf: new Map(rows.map(({ day }, index) => [stepId(day), index])) };
}

/** Runs in the editor as an expression, so it can use nothing but its argument. */
const outputsOf = (parameters: IDataObject) => {
	const rows = ((parameters.steps as IDataObject | undefined)?.step ?? []) as Array<{ day?: number; label?: string }>;
	const name = (day: number) => (day > 0 ? `D+${day}` : day < 0 ? `D${day}` : 'D0');
	return [
		...rows.map(({ day, label }) => ({ type: 'main', displayName: label || name(Number(day ?? 0)) })),
		{ type: 'main', displayName: 'Skipped' },
	];
};

/** One labelled output a step, and one for what was skipped. */
export const STEP_OUTPUTS = `={{(${outputsOf.toString()})($parameter)}}` as const;
