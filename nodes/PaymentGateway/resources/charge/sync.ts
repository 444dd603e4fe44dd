import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { GatewayProblem } from '../../../../core/gateway/Gateway';
import { syncGateway, type SyncOptions, type SyncResult } from '../../../../core/gateway/sync';
import type { NodeContext } from '../../../shared/context';
import { chosenGateway } from '../../../shared/gatewayField';
import type { Operation } from '../../../shared/operation';
import { problemItem } from '../../../shared/problems';
import { wholeOf } from '../../../shared/values';
import { notifiedMessage, progressMessage, readCounts, syncMessage, type ReadCounts } from './syncMessage';

/** Pages between two words about the progress. */
const PAGES_A_MESSAGE = 5;
const MINUTE_MS = 60_000;

export const syncOperation: Operation = {
	name: 'Sync',
	action: 'Sync the ledger with the gateway',
	description: 'Bring the gateway’s customers and charges into the ledger: new, paid, changed, cancelled. Broken off anywhere, the next run goes on there.',
	fields: [
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			options: [
				{ name: 'Automatic', value: 'auto', description: 'Everything the first time and every few days, else what is new' },
				{ name: 'Everything', value: 'full' },
				{ name: 'What Is New', value: 'incremental', description: 'What was made or paid since the last sync, what is overdue and what falls due soon' },
			],
			default: 'auto',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Everything Every (Days)',
					name: 'fullEveryDays',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 7,
					description: 'For the automatic mode',
				},
				{
					displayName: 'List Problems at Most',
					name: 'problemsAtMost',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 1000,
					description: 'How many problems leave by the second output; the rest is only counted',
				},
				{
					displayName: 'Overlap (Days)',
					name: 'overlapDays',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 2,
					description: 'Days before the last sync that what is new is asked for again, for what was dated late',
				},
				{
					displayName: 'Stop After (Minutes)',
					name: 'maxMinutes',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 0,
					description: 'The next run goes on where this one stopped. Zero is no limit.',
				},
			],
		},
	],
	async execute(context) {
		const { definition, gateway } = await chosenGateway(this);
		const result = await syncGateway(context.ledger, definition, gateway, { ...readOptions(this, context), onProgress: tellProgress(this, definition.label) });
		hint(this, result, definition.label);
		const problems = result.problems.map((problem) => problemOf(definition.name, problem));
		return [[{ json: summaryItem(result, readCounts(result), definition.label), pairedItem: { item: 0 } }], problems];
	},
};

function readOptions(functions: IExecuteFunctions, { account }: NodeContext): Omit<SyncOptions, 'onProgress'> {
	const options = (functions.getNodeParameter('options', 0, {}) ?? {}) as IDataObject;
	const minutes = wholeOf(options.maxMinutes, 'Stop After (Minutes)', { otherwise: 0, min: 0 });
	return {
		mode: functions.getNodeParameter('mode', 0) as SyncOptions['mode'],
		overlapDays: wholeOf(options.overlapDays, 'Overlap (Days)', { otherwise: 2, min: 0, max: 365 }),
		fullEveryDays: wholeOf(options.fullEveryDays, 'Everything Every (Days)', { otherwise: 7, min: 1, max: 3650 }),
		maxMs: minutes > 0 ? minutes * MINUTE_MS : null,
		problemsAtMost: wholeOf(options.problemsAtMost, 'List Problems at Most', { otherwise: 1000, min: 0, max: 100_000 }),
		timeZone: account.timeZone,
		clock: () => new Date(),
	};
}

/** Says every few pages how far it has come: in n8n's log, and in the browser while the operator watches. */
function tellProgress(functions: IExecuteFunctions, label: string): NonNullable<SyncOptions['onProgress']> {
	let pages = 0;
	return (progress) => {
		pages += 1;
		if (pages % PAGES_A_MESSAGE !== 0) return;
		const message = progressMessage(progress, label);
		functions.logger.info(message);
		if (functions.getMode() === 'manual') functions.sendMessageToUI(message);
	};
}

function summaryItem(result: SyncResult, read: ReadCounts, label: string): IDataObject {
	const { outcome, reason, mode, since, resumed, passes, counts, events, notified, problemCount, usage } = result;
	return {
		outcome,
		message: syncMessage(result, read, label),
		reason,
		mode,
		since,
		resumed,
		passes: passes.map(({ key, label: name, read, total }) => ({ key, label: name, read, total, percent: total === null ? null : total === 0 ? 100 : Math.min(100, Math.floor((read / total) * 100)) })),
		read: { ...read },
		counts: { ...counts },
		events: events.length,
		notified,
		problems: problemCount,
		requests: usage.requests,
		retries: usage.retries,
		waitedSeconds: Math.round(usage.waitedMs / 1000),
		remainingRequests: usage.remaining,
	};
}

function problemOf(gateway: string, { id, problem }: GatewayProblem): INodeExecutionData {
	const { json } = problemItem(problem);
	return { json: { gateway, id, ...json }, pairedItem: { item: 0 } };
}

function hint(functions: IExecuteFunctions, result: SyncResult, label: string): void {
	const { outcome, reason, notified } = result;
	const notices = [outcome === 'done' ? null : reason, notified > 0 ? notifiedMessage(notified, label) : null];
	for (const message of notices) if (message !== null) functions.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
}
