import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { parseDocument, type TaxDocument } from '../../core/documents/document';
import { DocumentError } from '../../core/documents/DocumentError';
import { findCustomer } from '../../core/ledger/customers/exclusions';
import { customersOf } from '../../core/ledger/bureau/customers';
import { LedgerError } from '../../core/ledger/LedgerError';
import type { NodeContext } from '../shared/context';
import { customerReader } from '../shared/customerFields';
import { refusedItem } from '../shared/problems';

/** One document and all the items that are about it: it is looked up once. */
export interface DocumentTask {
	document: TaxDocument;
	/** Positions of its items, the first first. */
	indexes: number[];
	/** The customer of the ledger that has it; null for somebody new. */
	customer: { id: number; name: string } | null;
}

/** The documents of the items, each once, in the order of their first items, and why some items have none. */
export async function documentTasks(functions: IExecuteFunctions, { ledger }: NodeContext, items: readonly INodeExecutionData[]): Promise<{ tasks: DocumentTask[]; problems: INodeExecutionData[] }> {
	const reference = customerReader(functions, items);
	const tasks = new Map<string, DocumentTask>();
	const problems: INodeExecutionData[] = [];
	for (let index = 0; index < items.length; index += 1) {
		const { json } = items[index];
		try {
			const named = reference(json, index);
			const told = named.document ?? plainDocument(json) ?? (await findCustomer(ledger.db, named)).document;
			if (told === null) throw new LedgerError('invalid', 'O cliente não tem CPF nem CNPJ no livro: sem documento não há o que consultar.');
			const document = parseDocument(told);
			const known = tasks.get(document.value);
			if (known) known.indexes.push(index);
			else tasks.set(document.value, { document, indexes: [index], customer: null });
		} catch (error) {
			if (!(error instanceof LedgerError) && !(error instanceof DocumentError)) throw error;
			problems.push(refusedItem(items, index, { code: error instanceof DocumentError ? 'bad_document' : 'no_document', reason: error.message }));
		}
	}
	const customers = await customersOf(ledger.db, ledger.engine, [...tasks.keys()]);
	return { tasks: [...tasks.values()].map((task) => ({ ...task, customer: customers.get(task.document.value) ?? null })), problems };
}

/** Items in the order of those they come from. */
export function inOrder(items: INodeExecutionData[]): INodeExecutionData[] {
	const place = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;
	return [...items].sort((a, b) => place(a) - place(b));
}

/** Of an item that this node's other outputs or a form made: `{ document }`. */
function plainDocument({ document }: IDataObject): string | undefined {
	return typeof document === 'string' || typeof document === 'number' ? String(document) : undefined;
}
