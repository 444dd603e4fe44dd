import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { GatewayError } from '../../core/gateway/GatewayError';
import { LedgerError } from '../../core/ledger/LedgerError';

/** Items worked on at once; how many requests are under way is the business of the gateway's own client. */
const LANES = 10;
/** Failures in a row after which the rest is not even asked for. */
const FAILURES_TO_STOP = 3;

/** What became of one item: a result, or the reason why there is none. */
export type Outcome<R> = { index: number; result: R } | { index: number; reason: string };

/**
 * Work at a gateway for many items, several at once. What the gateway refuses about one item is a matter of that item
 * alone; once it does not answer any more the others are given up with the same reason; a refused key ends the node.
 */
export class GatewayWork {
	private failures = 0;
	private lastFailure = '';
	private fatal: { error: unknown } | null = null;

	/** Runs `work` for each task; those of one key one after another, such as the invoices of one customer. */
	async each<T extends { index: number }, R>(tasks: readonly T[], keyOf: (task: T) => unknown, work: (task: T) => Promise<R>): Promise<Array<Outcome<R>>> {
		const groups = groupsOf(tasks, keyOf);
		const outcomes: Array<Outcome<R>> = [];
		let next = 0;
		const lane = async () => {
			while (next < groups.length) {
				const group = groups[next];
				next += 1;
				for (const task of group) {
					// The others end what they have begun: nothing goes on behind the back of a node that has failed.
					if (this.fatal) return;
					outcomes.push(await this.attempt(task, work));
				}
			}
		};
		await Promise.all(Array.from({ length: LANES }, lane));
		if (this.fatal) throw this.fatal.error;
		return outcomes;
	}

	private async attempt<T extends { index: number }, R>(task: T, work: (task: T) => Promise<R>): Promise<Outcome<R>> {
		const { index } = task;
		if (this.failures >= FAILURES_TO_STOP) return { index, reason: `${this.lastFailure} Por isso nada foi pedido para este item.` };
		try {
			const result = await work(task);
			this.failures = 0;
			return { index, result };
		} catch (error) {
			if (isOfOneItem(error)) {
				this.note(error);
				return { index, reason: error.message };
			}
			this.fatal ??= { error };
			return { index, reason: '' };
		}
	}

	private note(error: Error): void {
		if (!(error instanceof GatewayError)) return;
		const isDown = error.kind === 'unreachable' || error.kind === 'limited' || error.kind === 'unclear';
		this.failures = isDown ? this.failures + 1 : 0;
		if (isDown) this.lastFailure = error.message;
	}
}

/** Done and problems, each in the order of the items. */
export function outputsOf(items: readonly INodeExecutionData[], outcomes: ReadonlyArray<Outcome<INodeExecutionData | { json: IDataObject }>>): INodeExecutionData[][] {
	const done: INodeExecutionData[] = [];
	const problems: INodeExecutionData[] = [];
	for (const outcome of [...outcomes].sort((a, b) => a.index - b.index)) {
		const pairedItem = { item: outcome.index };
		if ('result' in outcome) done.push({ ...outcome.result, pairedItem });
		else problems.push({ json: { row: outcome.index + 1, reason: outcome.reason, original: items[outcome.index].json }, pairedItem });
	}
	return [done, problems];
}

function isOfOneItem(error: unknown): error is Error {
	if (error instanceof GatewayError) return error.kind !== 'unauthorized';
	return error instanceof LedgerError || error instanceof RangeError;
}

function groupsOf<T>(tasks: readonly T[], keyOf: (task: T) => unknown): T[][] {
	const groups = new Map<unknown, T[]>();
	for (const task of tasks) {
		const key = keyOf(task);
		const group = groups.get(key);
		if (group) group.push(task);
		else groups.set(key, [task]);
	}
	return [...groups.values()];
}
