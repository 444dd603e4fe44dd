import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { LedgerError } from '../../core/ledger/LedgerError';
import { inTransaction, type LedgerDb } from '../../core/ledger/Ledger';
import type { NodeContext } from './context';
import { refusedItem } from './problems';

/** Items a transaction covers. */
const BATCH = 500;

/**
 * Runs `work` for each item, many in one transaction. What the operator can put right about one item (an
 * unknown invoice, a day that does not exist) leaves by the second output with its reason; the rest go on.
 * `work` must find fault before it writes, since what it has written by then stays.
 */
export async function eachItem(
	context: NodeContext,
	items: readonly INodeExecutionData[],
	work: (db: LedgerDb, item: INodeExecutionData, index: number) => Promise<IDataObject>,
): Promise<INodeExecutionData[][]> {
	const done: INodeExecutionData[] = [];
	const problems: INodeExecutionData[] = [];
	for (let start = 0; start < items.length; start += BATCH) {
		const batch = await inTransaction(context.ledger, async (db) => {
			// Made anew on each try of the transaction.
			const outcome = { done: [] as INodeExecutionData[], problems: [] as INodeExecutionData[] };
			for (let index = start; index < Math.min(start + BATCH, items.length); index += 1) {
				try {
					outcome.done.push({ json: await work(db, items[index], index), pairedItem: { item: index } });
				} catch (error) {
					if (!(error instanceof LedgerError) && !(error instanceof RangeError)) throw error;
					outcome.problems.push(refusedItem(items, index, { reason: error.message }));
				}
			}
			return outcome;
		});
		done.push(...batch.done);
		problems.push(...batch.problems);
	}
	return [done, problems];
}
