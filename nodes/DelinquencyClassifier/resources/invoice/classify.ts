import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { InvoiceClassification } from '../../../../core/classification';
import { toItem } from '../../../../core/ledger/invoices/toItem';
import { columnMapping, readColumns } from '../../../shared/columnMapping';
import type { Operation } from '../../../shared/operation';
import { problemItem } from '../../../shared/problems';
import { choicesOf, flagOf } from '../../../shared/values';
import { OUTPUT_CHOICES, OutputPlan } from '../../outputs';
import { readSettings, settingsField } from '../../settings';
import { STAGES_FIELD } from '../../settings/stages';
import { classifyFromItems } from './fromItems';
import { classifyFromLedger } from './fromLedger';
import type { Outcome } from './outcome';
import { summaryHint } from './summary';

export const classifyOperation: Operation = {
	name: 'Classify',
	action: 'Classify invoices',
	description: 'Give each invoice its stage of delay, its customer’s profile, risk and importance, and how to approach it, with the reasons. Writes nothing.',
	fields: [
		{
			displayName: 'History From',
			name: 'historyFrom',
			type: 'options',
			options: [
				{ name: 'Ledger', value: 'ledger', description: 'All that is known of each customer: payments, promises, agreements, contacts, credit limit. What the ledger lacks is judged by the items.' },
				{ name: 'Input Items Alone', value: 'items', description: 'Only what the rows tell, so that paid invoices must be among them' },
			],
			default: 'ledger',
		},
		columnMapping({}),
		{
			displayName: 'Outputs',
			name: 'outputs',
			type: 'options',
			options: [
				{ name: 'One', value: 'one' },
				{ name: 'One per Profile', value: 'profile' },
				{ name: 'One per Stage', value: 'stage' },
			],
			default: 'one',
			description: 'How invoices leave; "Problems" has those that cannot be classified, and warnings about others',
		},
		STAGES_FIELD,
		settingsField({ approach: true }, [
			{ displayName: 'List All Points', name: 'allPoints', type: 'boolean', default: false, description: 'Whether to list measures that gave no points, too' },
		]),
	],
	async execute(context, items) {
		const options = (this.getNodeParameter('options', 0, {}) ?? {}) as IDataObject;
		const settings = readSettings(options, this.getNodeParameter('stages', 0, {}));
		const method = {
			settings,
			columns: readColumns(this.getNodeParameter('columns', 0, {})),
			allPoints: flagOf(options.allPoints, 'List All Points'),
		};
		const fromItems = this.getNodeParameter('historyFrom', 0) === 'items';
		const outcomes = fromItems ? await classifyFromItems(context, items, method) : await classifyFromLedger(context, items, method);
		const [choice = 'one'] = choicesOf(this.getNodeParameter('outputs', 0), 'Outputs', OUTPUT_CHOICES);
		this.addExecutionHints(summaryHint(outcomes, settings.stages));
		return spread.call(this, items, outcomes, new OutputPlan(choice, settings.stages), context.today);
	},
};

function spread(this: IExecuteFunctions, items: readonly INodeExecutionData[], outcomes: readonly Outcome[], plan: OutputPlan, today: string): INodeExecutionData[][] {
	const outputs: INodeExecutionData[][] = Array.from({ length: plan.count + 1 }, () => []);
	outcomes.forEach((outcome, index) => {
		const { json } = items[index];
		const problems = 'problems' in outcome ? outcome.problems : (outcome.warnings ?? []);
		for (const problem of problems) outputs[plan.count].push(problemItem(problem, items[index], index));
		if ('problems' in outcome) return;
		const known = outcome.invoice ? toItem(outcome.invoice, today) : {};
		outputs[plan.of(outcome.classification)].push({ json: { ...json, ...known, classification: itemOf(outcome.classification) } as IDataObject, pairedItem: { item: index } });
	});
	return outputs;
}

function itemOf(classification: InvoiceClassification): IDataObject {
	return classification as unknown as IDataObject;
}
