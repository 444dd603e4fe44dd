import { NodeConnectionTypes, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { withContext } from '../shared/context';
import { continuingOnFail } from '../shared/continueOnFail';
import { executeReminder } from './execute';
import { CREDENTIALS } from './credentials';
import { GATEWAY_FIELD } from './gatewayFields';
import { OPTIONS_FIELD } from './optionFields';
import { TEMPLATE_FIELDS } from './templateFields';

export class Reminder implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Reminder',
		name: 'reminder',
		icon: { light: 'file:../../icons/reminder.svg', dark: 'file:../../icons/reminder.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["channel"] + ": " + $parameter["template"] + ($parameter["dryRun"] ? " (dry run)" : "") }}',
		description: 'Writes and sends a reminder, each at most once, and records it in the ledger',
		defaults: { name: 'Reminder' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Sent', 'Not Sent'],
		usableAsTool: true,
		credentials: CREDENTIALS,
		properties: [
			{
				displayName: 'Channel',
				name: 'channel',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Email', value: 'email' }],
				default: 'email',
			},
			...TEMPLATE_FIELDS,
			{
				displayName: 'From Email',
				name: 'fromEmail',
				type: 'string',
				default: '',
				placeholder: 'cobranca@example.com',
				description: 'Leave empty to send from the creditor’s email of the Cobrança Account',
			},
			GATEWAY_FIELD,
			{
				displayName: 'Dry Run',
				name: 'dryRun',
				type: 'boolean',
				default: false,
				description: 'Whether to only show the messages: nothing is sent or recorded',
			},
			OPTIONS_FIELD,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await continuingOnFail(this, async () => await withContext(this, async (context) => await executeReminder.call(this, context)));
	}
}
