import { NodeConnectionTypes, type IDataObject, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { columnMapping } from '../shared/columnMapping';
import { withContext } from '../shared/context';
import { continuingOnFail } from '../shared/continueOnFail';
import { policyOptions } from '../shared/rulerFields';
import { executeRuler } from './execute';
import { STEP_OUTPUTS, STEPS_FIELD } from './steps';

export class DunningRuler implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Dunning Ruler',
		name: 'dunningRuler',
		icon: { light: 'file:../../icons/dunningRuler.svg', dark: 'file:../../icons/dunningRuler.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["ruler"] + ($parameter["dryRun"] ? " (dry run)" : "") }}',
		description: 'The régua: decides which invoice is due for which step today, and says why the others are not',
		defaults: { name: 'Dunning Ruler' },
		inputs: [NodeConnectionTypes.Main],
		outputs: STEP_OUTPUTS,
		usableAsTool: true,
		credentials: [{ name: 'cobrancaAccountApi', required: true }],
		properties: [
			{
				displayName: 'A step comes back at every run until a message is sent for it, and no message is sent twice. "Skipped" says why each of the other invoices got nothing.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Invoices From',
				name: 'invoicesFrom',
				type: 'options',
				options: [
					{ name: 'Ledger', value: 'ledger', description: 'All invoices that were imported' },
					{ name: 'Input Items', value: 'items', description: 'Only the invoices of the input: rows of a sheet, a database or an ERP are imported on the way' },
				],
				default: 'ledger',
			},
			{
				displayName: 'Source',
				name: 'source',
				type: 'string',
				default: 'planilha',
				required: true,
				description: 'Where the rows come from. An invoice’s number is unique within its source.',
				displayOptions: { show: { invoicesFrom: ['items'] } },
			},
			columnMapping({ invoicesFrom: ['items'] }),
			STEPS_FIELD,
			{
				displayName: 'Dry Run',
				name: 'dryRun',
				type: 'boolean',
				default: false,
				description: 'Whether to only show who would get what and why not: nothing is written, and Reminder nodes further on show their messages without sending them',
			},
			{
				displayName: 'Ruler Name',
				name: 'ruler',
				type: 'string',
				default: 'padrao',
				required: true,
				description: 'What the ledger counts the steps under. Keep it when you edit or copy the workflow, and nobody gets a step twice; another name starts over.',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: policyOptions(
					'backlog',
					'combineByCustomer',
					'hoursFrom',
					'hoursTo',
					'listAtMost',
					'listNotDue',
					'maxContactsADay',
					'maxContactsAWeek',
					'minimumBalance',
					'timeBarYears',
					'window',
				),
			},
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const options = (this.getNodeParameter('options', 0, {}) ?? {}) as IDataObject;
		return await continuingOnFail(this, async () => await withContext(this, async (context) => await executeRuler.call(this, context, options)));
	}
}
