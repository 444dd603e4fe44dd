import type { CsvDelimiter } from './csvDialect';
import { CsvScanner } from './csvScanner';
import { CsvTable, type CsvRow } from './csvTable';
import { decodeText } from './decodeText';

/** Bytes read before a batch is handed over even though it is not full. */
const MAX_BATCH_BYTES = 4 * 1024 * 1024;
const DEFAULT_BATCH_ROWS = 2_000;

export interface CsvOptions {
	/** Rows a batch, at most. Default 2000. */
	batchRows?: number;
	/** Default: detected. */
	delimiter?: CsvDelimiter;
}

export interface CsvBatch {
	/** The same in every batch. */
	headers: readonly string[];
	rows: CsvRow[];
}

/**
 * Reads a CSV of unknown make in batches, in bounded memory: UTF-8, UTF-16 or Windows-1252; `;`, `,`, tab or
 * `|`; any line ends (LF inside quoted fields afterwards); `sep=;`; blank lines anywhere. A row with too many
 * or too few fields, or a field over 1 MB, comes as a problem among the others.
 *
 * @throws CsvError when there is no row, two columns have one name, or the file cannot be read further
 *   (unclosed quote, record over 4 MiB, mixed encodings); the rows before it have been yielded
 */
export async function* readCsv(
	input: AsyncIterable<Uint8Array | string>,
	options: CsvOptions = {},
): AsyncGenerator<CsvBatch> {
	const batchRows = Math.max(1, options.batchRows ?? DEFAULT_BATCH_ROWS);
	const scanner = new CsvScanner(options.delimiter);
	const table = new CsvTable();
	let failure: unknown = null;
	let waiting = 0;
	const text = decodeText(input)[Symbol.asyncIterator]();
	try {
		for (;;) {
			const piece: IteratorResult<Buffer, unknown> = await text.next();
			try {
				if (piece.done) await scanner.end();
				else await scanner.write(piece.value);
			} finally {
				// The good records of a piece stand, even when it went wrong further on.
				table.add(scanner.take());
			}
			waiting += piece.done ? 0 : piece.value.length;
			const flush = piece.done || waiting >= MAX_BATCH_BYTES;
			while (table.rows.length >= batchRows || (flush && table.rows.length > 0)) {
				yield { headers: table.headers, rows: table.rows.splice(0, batchRows) };
			}
			if (flush) waiting = 0;
			if (piece.done) break;
		}
	} catch (error) {
		failure = scanner.explain(error);
	} finally {
		await text.return?.(undefined);
		scanner.destroy();
	}
	if (failure !== null) {
		while (table.rows.length > 0) yield { headers: table.headers, rows: table.rows.splice(0, batchRows) };
		throw failure;
	}
	table.finish();
}
