import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { IMPORTANCES, PAYER_PROFILES, PROFILE_NAMES } from '../../core/classification/profiles';
import { segmentOf } from '../../core/ruler/segments';
import { stepId } from '../../core/ruler/stepId';
import { makeSteps } from '../../core/ruler/steps';
import type { RulerStep } from '../../core/ruler/types';
import { IMPORTANCE_FIELD_OPTIONS, PROFILE_FIELD_OPTIONS } from '../shared/segmentFields';
import { centsOf, choicesOf } from '../shared/values';

interface StepRow {
	day: number;
	label?: string;
	minimumBalance?: number;
	countFrom?: 'bankingDay' | 'dueDate';
	profiles?: unknown;
	importances?: unknown;
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
				{
					displayName: 'Only Profiles',
					name: 'profiles',
					type: 'multiOptions',
					options: PROFILE_FIELD_OPTIONS,
					default: [],
					description: 'Payer profiles that the step is for; none is everybody. Two steps may have the same day when no customer fits both. The Delinquency Classifier gives customers their profile; whoever has none yet is "Cliente novo".',
				},
				{
					displayName: 'Only Importances',
					name: 'importances',
					type: 'multiOptions',
					options: IMPORTANCE_FIELD_OPTIONS,
					default: [],
					description: 'Importances that the step is for; none is everybody. Whoever was never classified is C.',
				},
			],
		},
	],
};

/** The steps as typed, each with the output (row) it leaves by. Throws a RangeError for rows that make no régua. */
export function readSteps(value: unknown): { steps: RulerStep[]; outputOf: Map<string, number> } {
	const rows = (((value as IDataObject | undefined)?.step ?? []) as StepRow[]).map((row) => ({
		...row,
		day: Number(row.day ?? 0),
		segment: segmentOf(choicesOf(row.profiles, 'Only Profiles', PAYER_PROFILES), choicesOf(row.importances, 'Only Importances', IMPORTANCES)),
	}));
	const steps = makeSteps(
		rows.map(({ day, label, minimumBalance, countFrom, segment }) => ({
			day,
			label,
			...segment,
			minimumBalanceCents: centsOf(minimumBalance, 'Minimum Balance') ?? 0,
			fromBankingDay: countFrom !== 'dueDate',
		})),
	);
	return { steps, outputOf: new Map(rows.map(({ day, segment }, index) => [stepId(day, segment), index])) };
}

/** Runs in the editor as an expression, so it can use nothing but its argument. */
const outputsOf = (parameters: IDataObject, names: Record<string, string>) => {
	const rows = ((parameters.steps as IDataObject | undefined)?.step ?? []) as Array<{ day?: number; label?: string; profiles?: string[]; importances?: string[] }>;
	const day = (number: number) => (number > 0 ? `D+${number}` : number < 0 ? `D${number}` : 'D0');
	const who = (profiles: string[], importances: string[]) => [...profiles.map((profile) => names[profile] ?? profile), ...importances].join(', ');
	const name = (row: (typeof rows)[number]) => {
		const segment = who(Array.isArray(row.profiles) ? row.profiles : [], Array.isArray(row.importances) ? row.importances : []);
		return segment ? `${day(Number(row.day ?? 0))}: ${segment}` : day(Number(row.day ?? 0));
	};
	return [...rows.map((row) => ({ type: 'main', displayName: row.label || name(row) })), { type: 'main', displayName: 'Skipped' }];
};

/** One labelled output a step, and one for what was skipped. */
export const STEP_OUTPUTS = `={{(${outputsOf.toString()})($parameter, ${JSON.stringify(PROFILE_NAMES)})}}` as const;
