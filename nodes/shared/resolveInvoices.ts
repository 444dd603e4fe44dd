import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { CANONICAL_COLUMNS, flattenItem, isCanonicalItem } from '../../core/importing/canonicalItem';
import { guessColumns, missingColumnsMessage, type Columns } from '../../core/importing/columns';
import { headersOf } from '../../core/importing/nested';
import { parseRow } from '../../core/importing/parseRow';
import type { RowProblem } from '../../core/importing/problems';
import { importInvoices, type ImportedRow, type NumberedInput } from '../../core/ledger/invoices/importInvoices';
import { invoicesByIds } from '../../core/ledger/invoices/listInvoices';
import type { InvoiceWithCustomer } from '../../core/ledger/invoices/toItem';
import { inTransaction, type Ledger, type LedgerDb } from '../../core/ledger/Ledger';
import type { NodeContext } from './context';

/** Rows a transaction writes: long enough to be fast, short enough that others need not wait. */
const BATCH = 2_000;

export interface ResolvedItem {
	/** Index of the input item. */
	index: number;
	invoiceId: number;
	result: ImportedRow['result'] | 'known';
}

export interface ResolveOptions {
	/** Where plain rows come from. */
	source: string;
	/** Items of our own shape that the ledger does not know are imported under the source they tell. */
	keepSource?: boolean;
	columns: Columns;
	/** The transaction to work in, with `context.charging()` called before it; without it batches have transactions of their own. */
	db?: LedgerDb;
}

export interface ResolvedItems {
	resolved: ResolvedItem[];
	/** `row` is the item's position, from 1. */
	problems: RowProblem[];
}

/**
 * Finds the ledger's invoice of each item. Items that came out of the ledger are known by their id; any other
 * row (a sheet's, an ERP's) is imported by its columns first. A row that cannot be read is a problem of its
 * own; the others go on.
 */
export async function resolveItems(
	context: NodeContext,
	items: readonly INodeExecutionData[],
	options: ResolveOptions,
): Promise<ResolvedItems> {
	const { ledger } = context;
	const known = await knownInvoices(options.db ?? ledger.db, ledger, items);
	const resolved: ResolvedItem[] = [];
	const rows: Array<{ index: number; row: IDataObject }> = [];
	items.forEach(({ json }, index) => {
		const id = ledgerId(json);
		if (id !== null && known.has(id)) resolved.push({ index, invoiceId: id, result: 'known' });
		else rows.push({ index, row: json });
	});
	const problems: RowProblem[] = [];
	const inputs = readRows(rows, options.columns, problems);
	const importContext = { importId: randomUUID(), at: context.now.toISOString(), today: context.today, charging: await context.charging() };
	for (const [source, ofSource] of bySource(inputs, items, options)) {
		for (let start = 0; start < ofSource.length; start += BATCH) {
			const batch = ofSource.slice(start, start + BATCH);
			const write = async (db: LedgerDb) => await importInvoices(db, ledger.engine, batch, { ...importContext, source });
			const done = options.db ? await write(options.db) : await inTransaction(ledger, write);
			problems.push(...done.problems);
			for (const { row, invoiceId, result } of done.imported) resolved.push({ index: row - 1, invoiceId, result });
		}
	}
	resolved.sort((a, b) => a.index - b.index);
	return { resolved, problems };
}

function bySource(inputs: readonly NumberedInput[], items: readonly INodeExecutionData[], options: ResolveOptions): Map<string, NumberedInput[]> {
	const groups = new Map<string, NumberedInput[]>();
	for (const input of inputs) {
		const { json } = items[input.row - 1];
		const told = options.keepSource && isCanonicalItem(json) ? (json.invoice as IDataObject).source : null;
		const source = typeof told === 'string' && told.trim() !== '' ? told.trim() : options.source;
		const group = groups.get(source);
		if (group) group.push(input);
		else groups.set(source, [input]);
	}
	return groups;
}

/** The ledger id of an item that has our own shape, or null. */
function ledgerId(json: IDataObject): number | null {
	if (!isCanonicalItem(json)) return null;
	const id = (json.invoice as IDataObject).id;
	return typeof id === 'number' && Number.isSafeInteger(id) ? id : null;
}

/**
 * The ledger's invoices that items of our own shape tell of, by id. An id only counts when the invoice is the one the
 * item tells of: items may come from another ledger.
 */
export async function knownInvoices(db: LedgerDb, ledger: Ledger, items: readonly INodeExecutionData[]): Promise<Map<number, InvoiceWithCustomer>> {
	const told = new Map<number, IDataObject>();
	for (const { json } of items) {
		const id = ledgerId(json);
		if (id !== null) told.set(id, json.invoice as IDataObject);
	}
	if (told.size === 0) return new Map();
	const found = await invoicesByIds(db, ledger.engine, [...told.keys()]);
	return new Map([...found].filter(([id, { number, source }]) => told.get(id)?.number === number && told.get(id)?.source === source));
}

/**
 * The invoices that plain rows and items of our own shape tell, and what is wrong with the others. Throws a RangeError, for
 * the operator, when the plain rows have no column for a field that every invoice needs.
 */
export function readRows(rows: ReadonlyArray<{ index: number; row: IDataObject }>, explicit: Columns, problems: RowProblem[]): NumberedInput[] {
	const flat = rows.filter(({ row }) => !isCanonicalItem(row));
	const headers = headersOf(flat.map(({ row }) => row));
	const guess = flat.length > 0 ? guessColumns(headers.all, explicit, headers.nested) : { columns: {}, missing: [], unused: [] };
	const missing = flat.length > 0 ? missingColumnsMessage(guess, headers.all) : null;
	if (missing !== null) throw new RangeError(missing);
	const inputs: NumberedInput[] = [];
	for (const { index, row } of rows) {
		const canonical = isCanonicalItem(row);
		const parsed = canonical ? parseRow(flattenItem(row), CANONICAL_COLUMNS, index + 1) : parseRow(row, guess.columns, index + 1);
		problems.push(...parsed.problems);
		if (parsed.input) inputs.push({ row: index + 1, input: parsed.input });
	}
	return inputs;
}
