import { randomUUID } from 'node:crypto';
import type { Day } from '../calendar/day';
import type { Charging } from '../ledger/charging';
import { withoutMapping } from '../ledger/engine/tuning';
import { importInvoices, type ImportContext, type NumberedInput } from '../ledger/invoices/importInvoices';
import { inTransaction, type Ledger } from '../ledger/Ledger';
import { decimalFromCents, type Cents } from '../money/cents';
import { guessColumns, missingColumnsMessage, type Columns } from './columns';
import { readCsv } from './csv';
import { parseRow } from './parseRow';
import { ParseError, type RowProblem } from './problems';

/** Fewer rows a transaction cost little more time, and the memory of an import grows with them. */
const BATCH_ROWS = 500;

export interface ImportSummary {
	created: number;
	updated: number;
	unchanged: number;
	/** Rows that were not imported. */
	refused: number;
	/** What rows were imported without, or otherwise than they told. */
	warnings: number;
	/** Sum of the amounts of all imported rows, in reais. */
	totalAmount: number;
	/** Column each field was read from. */
	columns: Columns;
}

export interface FileImport {
	summary: ImportSummary;
	/** The first `problemsAtMost` problems; `summary` counts them all. */
	problems: RowProblem[];
}

export interface FileImportOptions {
	source: string;
	columns?: Columns;
	now: Date;
	today: Day;
	problemsAtMost: number;
	/** How the creditor charges: what was paid at its discount is paid. */
	charging?: Charging;
}

/**
 * Imports a CSV of any size into the ledger, batch by batch, each in a transaction of its own: memory does
 * not grow with the file, and an import that is broken off can be started again. Throws a CsvError or
 * ParseError, in Portuguese, for a file that cannot be read as a table of invoices at all.
 */
export async function importCsv(ledger: Ledger, file: AsyncIterable<Uint8Array | string>, options: FileImportOptions): Promise<FileImport> {
	return await withoutMapping(ledger, async () => await importBatches(ledger, file, options));
}

async function importBatches(ledger: Ledger, file: AsyncIterable<Uint8Array | string>, options: FileImportOptions): Promise<FileImport> {
	const context: ImportContext = { source: options.source, importId: randomUUID(), at: options.now.toISOString(), today: options.today, charging: options.charging };
	const tally = new Tally(options.problemsAtMost);
	let columns: Columns | undefined;
	for await (const { headers, rows } of readCsv(file, { batchRows: BATCH_ROWS })) {
		columns ??= columnsOf(headers, options.columns);
		const batch: NumberedInput[] = [];
		for (const { line, record, problem } of rows) {
			const parsed = record === null ? { problems: problem ? [problem] : [] } : parseRow(record, columns, line);
			tally.note(parsed.problems);
			if ('input' in parsed && parsed.input) batch.push({ row: line, input: parsed.input });
		}
		const { imported, problems } = await inTransaction(ledger, async (db) => await importInvoices(db, ledger.engine, batch, context));
		tally.note(problems);
		const refused = new Set(problems.flatMap(({ severity, row }) => (severity === 'error' ? [row] : [])));
		for (const { result } of imported) tally.summary[result] += 1;
		for (const { row, input } of batch) if (!refused.has(row)) tally.cents += input.amountCents;
	}
	return tally.result(columns ?? {});
}

function columnsOf(headers: readonly string[], explicit: Columns | undefined): Columns {
	const guess = guessColumns(headers, explicit);
	const missing = missingColumnsMessage(guess, headers);
	if (missing !== null) throw new ParseError(missing);
	return guess.columns;
}

/** Adds up what a file brought, and keeps the first problems. */
class Tally {
	readonly summary = { created: 0, updated: 0, unchanged: 0, refused: 0, warnings: 0 };
	cents: Cents = 0;
	private readonly problems: RowProblem[] = [];

	constructor(private readonly problemsAtMost: number) {}

	note(problems: readonly RowProblem[]): void {
		if (problems.length === 0) return;
		this.summary.refused += new Set(problems.filter(({ severity }) => severity === 'error').map(({ row }) => row)).size;
		for (const problem of problems) {
			if (problem.severity === 'warning') this.summary.warnings += 1;
			if (this.problems.length < this.problemsAtMost) this.problems.push(problem);
		}
	}

	result(columns: Columns): FileImport {
		return { summary: { ...this.summary, totalAmount: decimalFromCents(this.cents), columns }, problems: this.problems };
	}
}
