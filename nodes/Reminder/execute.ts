import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { rehearse } from '../../core/ledger/Ledger';
import type { Answers, LiveCheck } from '../../core/reminder/confirm';
import { notSentText } from '../../core/reminder/reasons';
import { compileTemplate, TemplateError } from '../../core/reminder/render';
import { previewReminders, sendReminders, type ReminderResult, type ReminderSettings } from '../../core/reminder/sendReminders';
import { SmtpPool } from '../../core/reminder/smtp';
import { answersFor, readLiveCheck } from './gatewayFields';
import type { NodeContext } from '../shared/context';
import { isDryRun } from '../shared/dryRun';
import { problemItem } from '../shared/problems';
import { resolveItems, type ResolvedItem } from '../shared/resolveInvoices';
import { flagOf, textOf, wholeOf } from '../shared/values';
import { reminderRequests } from './requests';
import { readSmtpSettings, SMTP_CREDENTIAL } from './smtpSettings';
import { readTemplate } from './templateFields';

/** What rows are imported under that come straight from a sheet, past any other node of ours. */
const SOURCE = 'planilha';

type Transaction = Parameters<Parameters<typeof rehearse>[1]>[0];

/** Checks the message, then sends it for every item. Outputs: sent, not sent. */
export async function executeReminder(this: IExecuteFunctions, context: NodeContext): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const options = (this.getNodeParameter('options', 0, {}) ?? {}) as IDataObject;
	const { source, purpose, choice } = readTemplate((name) => this.getNodeParameter(name, 0));
	const settings: ReminderSettings & { live: LiveCheck } = {
		creditor: context.account.creditor,
		template: compile(this, source),
		purpose,
		...readAddresses(this, context),
		concurrency: wholeOf(options.concurrency, 'Concurrent Sends', { otherwise: 5, min: 1, max: 50 }),
		maxAttempts: wholeOf(options.maxAttempts, 'Attempts', { otherwise: 3, min: 1, max: 20 }),
		groupByCustomer: options.groupByCustomer !== false,
		today: context.today,
		charging: await context.charging(),
		live: await readLiveCheck(this, options.ifUnreachable),
		clock: () => new Date(),
		signal: this.getExecutionCancelSignal(),
	};
	const resolveOptions = { source: SOURCE, keepSource: true, columns: {} };
	const requestsOf = (resolved: readonly ResolvedItem[]) => reminderRequests(items, resolved, { key: textOf(options.messageKey, 'Message Key') || choice, purpose });
	const dryRun = flagOf(this.getNodeParameter('dryRun', 0), 'Dry Run') || isDryRun(items);
	const live = async () => {
		const { resolved, problems } = await resolveItems(context, items, resolveOptions);
		return { problems, results: await send(this, context, requestsOf(resolved), settings, options) };
	};
	// Rows are imported to be written about; a dry run takes the import back.
	const rehearsal = (answers: Answers) => async (db: Transaction) => {
		const { resolved, problems } = await resolveItems(context, items, { ...resolveOptions, db });
		return { problems, results: await previewReminders({ ...context.ledger, db }, requestsOf(resolved), settings, answers) };
	};
	const { problems, results } = dryRun ? await rehearse(context.ledger, rehearsal(await answersFor(context, items, settings.live))) : await live();

	const sent: INodeExecutionData[] = [];
	const notSent: INodeExecutionData[] = [];
	for (const result of results) {
		(result.reason === null ? sent : notSent).push({ json: resultItem(items[result.index], result), pairedItem: { item: result.index } });
	}
	for (const problem of problems) {
		const item = problemItem(problem, items[problem.row - 1], problem.row - 1);
		if (problem.severity === 'error') notSent.push({ ...item, json: { ...item.json, notSent: { reason: 'bad_row', text: problem.reason } } });
	}
	hint(this, results);
	return [sent, notSent];
}

function compile(functions: IExecuteFunctions, source: Parameters<typeof compileTemplate>[0]) {
	try {
		return compileTemplate(source);
	} catch (error) {
		if (error instanceof TemplateError) throw new NodeOperationError(functions.getNode(), error.message, { description: 'Nada foi enviado. Corrija a mensagem neste nó e execute de novo.' });
		throw error;
	}
}

function readAddresses(functions: IExecuteFunctions, context: NodeContext): { from: string; replyTo: string | null } {
	const typed = textOf(functions.getNodeParameter('fromEmail', 0), 'From Email');
	const { name, email } = context.account.creditor;
	if (!typed && !email) throw new RangeError('Preencha "From Email" neste nó, ou o e-mail do credor na Cobrança Account.');
	const from = typed.includes('<') ? typed : `"${name.replaceAll(/["\\\r\n]/g, ' ')}" <${typed || email}>`;
	return { from, replyTo: email };
}

async function send(functions: IExecuteFunctions, context: NodeContext, requests: Parameters<typeof sendReminders>[2], settings: ReminderSettings, options: IDataObject): Promise<ReminderResult[]> {
	const credential = await functions.getCredentials(SMTP_CREDENTIAL);
	const pool = new SmtpPool(readSmtpSettings(credential, options.allowUnauthorizedCerts === true), { connections: settings.concurrency });
	try {
		return await sendReminders(context.ledger, pool, requests, settings);
	} finally {
		await pool.close();
	}
}

function resultItem(item: INodeExecutionData, result: ReminderResult): IDataObject {
	return {
		...item.json,
		...(result.contact ? { contact: { channel: 'email', ...result.contact } } : {}),
		...(result.reason === null ? {} : { notSent: { reason: result.reason, text: notSentText(result.reason, result.detail) } }),
	};
}

function hint(functions: IExecuteFunctions, results: readonly ReminderResult[]): void {
	const unknown = results.filter(({ reason }) => reason === 'unknown').length;
	if (unknown === 0) return;
	functions.addExecutionHints({
		message: `${unknown === 1 ? '1 fatura está' : `${unknown} faturas estão`} em mensagens cujo envio não pôde ser confirmado. Elas não serão reenviadas sozinhas: confira em Receivables → Contact → Get Unknown.`,
		location: 'outputPane',
		type: 'warning',
	});
}
