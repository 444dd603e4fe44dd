import type { RowProblem } from './problems';

export type CsvErrorCode =
	| 'EMPTY_FILE'
	| 'NO_ROWS'
	| 'NOT_CSV'
	| 'DUPLICATE_HEADER'
	| 'UNCLOSED_QUOTE'
	| 'RECORD_TOO_LONG'
	| 'MIXED_ENCODING'
	| 'UNREADABLE';

/** A file that cannot be read, or not further. Rows handed over before it stand. The message is in Portuguese. */
export class CsvError extends Error {
	override name = 'CsvError';

	constructor(
		readonly code: CsvErrorCode,
		message: string,
		/** Line of the file, from 1; 0 for the whole file. */
		readonly line = 0,
	) {
		super(message);
	}

	/** The same as a problem of the import. */
	get problem(): RowProblem {
		return { row: this.line, field: 'file', column: null, value: '', severity: 'error', reason: this.message };
	}
}
