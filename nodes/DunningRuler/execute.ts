import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { RowProblem } from '../../core/importing/problems';
import { rehearse, type LedgerDb } from '../../core/ledger/Ledger';
import { runRuler, type RulerRun } from '../../core/ruler/runRuler';
import type { RulerPolicy } from '../../core/ruler/types';
import { readColumns } from '../shared/columnMapping';
import type { NodeContext } from '../shared/context';
import { problemItem } from '../shared/problems';
import { resolveItems } from '../shared/resolveInvoices';
import { invoicesOf, known, routedItem, skippedItem, withOriginal } from '../shared/rulerItems';
import { readPolicyOptions } from '../shared/rulerPolicy';
import { flagOf, textOf, wholeOf } from '../shared/values';
import { readSteps } from './steps';
import { summaryHint } from './summary';

/** Runs the ruler over the ledger or the input and spreads the invoices over the outputs. */
export async function executeRuler(this: IExecuteFunctions, context: NodeContext, options: IDataObject): Promise<INodeExecutionData[][]> {
	const { steps, outputOf } = readSteps(this.getNodeParameter('steps', 0));
	const name = textOf(this.getNodeParameter('ruler', 0), 'Ruler Name');
	if (!name) throw new RangeError('Preencha o campo "Ruler Name": é por ele que o livro sabe o que já foi enviado.');
	const dryRun = flagOf(this.getNodeParameter('dryRun', 0), 'Dry Run');
	const policy: RulerPolicy = { ...readPolicyOptions(options), ruler: name, steps, repeat: 'every_run' };
	const fromItems = this.getNodeParameter('invoicesFrom', 0) === 'items';
	const items = this.getInputData();

	const work = async (at: NodeContext, db?: LedgerDb): Promise<INodeExecutionData[][]> => {
		const source = fromItems ? await resolve(this, at, items, db) : null;
		const run = await runRuler(
			at.ledger,
			policy,
			{ today: at.today, now: at.now, timeZone: at.account.timeZone, calendar: at.calendar },
			{
				invoiceIds: source?.ids ?? null,
				dryRun,
				listNotDue: options.listNotDue === true,
				listAtMost: wholeOf(options.listAtMost, 'List at Most', { otherwise: 10_000, min: 0 }),
			},
		);
		const outputs = await spread(at, name, run, outputOf, steps.length, dryRun, source);
		this.addExecutionHints(summaryHint(run, steps, source?.problems ?? [], dryRun));
		return outputs;
	};
	if (!dryRun || !fromItems) return await work(context);
	await context.charging();
	// Rows are imported to be decided on; a dry run takes the import back.
	return await rehearse(context.ledger, async (db) => await work({ ...context, ledger: { ...context.ledger, db } }, db));
}

interface ItemSource {
	ids: number[];
	problems: RowProblem[];
	items: INodeExecutionData[];
	/** Index of the input item that an invoice came with. */
	indexOf: Map<number, number>;
}

async function resolve(functions: IExecuteFunctions, context: NodeContext, items: INodeExecutionData[], db?: LedgerDb): Promise<ItemSource> {
	const { resolved, problems } = await resolveItems(context, items, {
		source: textOf(functions.getNodeParameter('source', 0, ''), 'Source') || 'planilha',
		keepSource: true,
		columns: readColumns(functions.getNodeParameter('columns', 0, {})),
		db,
	});
	const indexOf = new Map<number, number>();
	for (const { index, invoiceId } of resolved) {
		const first = indexOf.get(invoiceId);
		if (first === undefined) indexOf.set(invoiceId, index);
		else problems.push({ row: index + 1, field: 'row', column: null, value: '', severity: 'error', reason: `A fatura já veio no item ${first + 1}.` });
	}
	return { ids: [...indexOf.keys()], problems, items, indexOf };
}

async function spread(
	context: NodeContext,
	ruler: string,
	run: RulerRun,
	outputOf: ReadonlyMap<string, number>,
	stepCount: number,
	dryRun: boolean,
	source: ItemSource | null,
): Promise<INodeExecutionData[][]> {
	const invoices = await invoicesOf(context.ledger, run);
	const outputs: INodeExecutionData[][] = Array.from({ length: stepCount + 1 }, () => []);
	const emit = (output: number, invoiceId: number, json: IDataObject) => {
		const index = source?.indexOf.get(invoiceId) ?? 0;
		outputs[output].push({ json: source ? withOriginal(json, source.items[index]) : json, pairedItem: { item: index } });
	};
	for (const routed of run.routed) {
		const id = routed.facts.invoiceId;
		const output = outputOf.get(routed.output.id);
		if (output === undefined) throw new Error(`step ${routed.output.id} has no output`);
		emit(output, id, routedItem(context, ruler, routed, known(invoices, id), dryRun));
	}
	for (const skipped of run.skipped) emit(stepCount, skipped.invoiceId, skippedItem(context, skipped, known(invoices, skipped.invoiceId)));
	for (const problem of source?.problems ?? []) {
		if (problem.severity !== 'error') continue; // the invoice itself has left by an output of its own
		const item = problemItem(problem, source?.items[problem.row - 1], problem.row - 1);
		item.json.skipped = { reason: 'bad_row', text: problem.reason, held: false, step: null, nextOn: null };
		outputs[stepCount].push(item);
	}
	return outputs;
}
