import { NodeConnectionTypes, type IDataObject, type INodeExecutionData, type INodeType, type INodeTypeDescription, type IPollFunctions } from 'n8n-workflow';
import { makeSteps } from '../../core/ruler/steps';
import { runRuler } from '../../core/ruler/runRuler';
import type { RulerPolicy, RulerStep } from '../../core/ruler/types';
import { withContext } from '../shared/context';
import { policyOptions } from '../shared/rulerFields';
import { invoicesOf, known, routedItem } from '../shared/rulerItems';
import { readPolicyOptions } from '../shared/rulerPolicy';
import { textOf } from '../shared/values';

export class InvoiceTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Invoice Trigger',
		name: 'invoiceTrigger',
		icon: { light: 'file:../../icons/invoiceTrigger.svg', dark: 'file:../../icons/invoiceTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["days"] }}',
		description: 'Starts the workflow with the invoices that reach a day relative to their due date',
		defaults: { name: 'Invoice Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cobrancaAccountApi', required: true }],
		properties: [
			{
				displayName: 'Publishing the workflow emits nothing of the past: only days that are reached from then on.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Days',
				name: 'days',
				type: 'string',
				default: '-5, -1, 0, 5',
				required: true,
				description: 'Days from the due date, separated by commas: -5 is five days before, 0 the due date itself, 5 five days after',
			},
			{
				displayName: 'Emit',
				name: 'repeat',
				type: 'options',
				options: [
					{ name: 'Once', value: 'never', description: 'Each day of each invoice once, whatever becomes of the execution' },
					{ name: 'Once a Day Until Sent', value: 'once_a_day', description: 'Again on the next day until a Reminder has sent a message for it, or a newer day is reached' },
				],
				default: 'once_a_day',
			},
			{
				displayName: 'Trigger Name',
				name: 'ruler',
				type: 'string',
				default: 'gatilho',
				required: true,
				description: 'What the ledger counts the days under. Keep it when you copy the workflow; another name starts over.',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					{
						displayName: 'Count From',
						name: 'countFrom',
						type: 'options',
						options: [
							{ name: 'Due Date', value: 'dueDate' },
							{ name: 'Due Date, Moved to a Banking Day', value: 'bankingDay' },
						],
						default: 'bankingDay',
						description: 'A bill due on a Saturday can still be paid on Monday: it is not late before',
					},
					...policyOptions('backlog', 'hoursFrom', 'hoursTo', 'minimumBalance', 'timeBarYears', 'window'),
				],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const options = this.getNodeParameter('options', {}) as IDataObject;
		const ruler = `gatilho:${textOf(this.getNodeParameter('ruler'), 'Trigger Name')}`;
		// "Fetch Test Event" shows what would come, and takes nothing away from the published workflow.
		const test = this.getMode() === 'manual';
		return await withContext(this, async (context) => {
			const policy: RulerPolicy = {
				// A trigger contacts nobody by itself, so hours and caps are left to what follows unless asked for.
				...readPolicyOptions({ window: 'any', maxContactsADay: 0, ...options }),
				ruler,
				steps: readDays(textOf(this.getNodeParameter('days'), 'Days'), options.countFrom !== 'dueDate'),
				repeat: this.getNodeParameter('repeat') as 'never' | 'once_a_day',
				combineByCustomer: false,
			};
			const run = await runRuler(
				context.ledger,
				policy,
				{ today: context.today, now: context.now, timeZone: context.account.timeZone, calendar: context.calendar },
				{ invoiceIds: null, dryRun: test, listNotDue: false, listAtMost: 0 },
			);
			if (run.routed.length === 0) return null;
			const invoices = await invoicesOf(context.ledger, run);
			return [run.routed.map((routed) => ({ json: routedItem(context, ruler, routed, known(invoices, routed.facts.invoiceId), test) }))];
		});
	}
}

function readDays(text: string, fromBankingDay: boolean): RulerStep[] {
	const days = text.split(/[\s,;]+/).filter((part) => part !== '');
	const wrong = days.find((day) => !/^[+-]?\d+$/.test(day));
	if (wrong !== undefined) throw new RangeError(`"${wrong}" não serve como dia: use números inteiros separados por vírgula, como -5, -1, 0, 5.`);
	return makeSteps(days.map((day) => ({ day: Number(day), fromBankingDay })));
}
