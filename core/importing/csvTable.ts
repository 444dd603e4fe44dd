import { CsvError } from './csvError';
import { excerpt, type RowProblem } from './problems';
import { cleanText } from './text';

/** Longest field, in characters. */
export const MAX_FIELD_LENGTH = 1_048_576;

/** The fields of a record and the line it ends on; `previousEnd` is where the record before it ended. */
export interface RawRecord {
	fields: string[];
	endLine: number;
	previousEnd: number;
}

/** A row of the file: a record, or what is wrong with it. */
export interface CsvRow {
	/** Line of the file that the row begins on, from 1. */
	line: number;
	record: Record<string, string> | null;
	problem?: RowProblem;
}

/** Turns raw records into rows: the first one that holds anything names the columns. */
export class CsvTable {
	headers: string[] = [];
	readonly rows: CsvRow[] = [];
	/** Columns up to the last one that has a name of its own. */
	private named = 0;
	private any = false;

	add(records: RawRecord[]): void {
		for (const raw of records) {
			if (isBlankRecord(raw.fields)) continue;
			if (this.headers.length === 0) {
				this.readHeaders(raw);
			} else {
				this.any = true;
				this.rows.push(this.toRow(raw));
			}
		}
	}

	/** Called at the end of the file. @throws CsvError when there was no row in it */
	finish(): void {
		if (this.headers.length === 0) throw new CsvError('EMPTY_FILE', 'O arquivo está vazio.');
		if (!this.any) throw new CsvError('NO_ROWS', 'O arquivo só tem o cabeçalho: não há nenhuma linha para importar.');
	}

	private readHeaders(raw: RawRecord): void {
		const names = raw.fields.map((field) => cleanText(field));
		const seen = new Set<string>();
		for (const name of names) {
			if (name !== '' && seen.has(name)) {
				const message = `Há mais de uma coluna chamada "${excerpt(name)}". Dê um nome diferente a cada uma e importe de novo.`;
				throw new CsvError('DUPLICATE_HEADER', message, startLine(raw));
			}
			seen.add(name);
		}
		this.named = names.findLastIndex((name) => name !== '') + 1;
		this.headers = names.map((name, index) => (name === '' ? unusedName(index + 1, seen) : name));
	}

	private toRow(raw: RawRecord): CsvRow {
		const { fields } = raw;
		const { headers } = this;
		const line = startLine(raw);
		if (fields.length !== headers.length && !this.fits(fields)) {
			const reason = `A linha tem ${fields.length} campos e o cabeçalho tem ${headers.length}. Verifique separadores e aspas na linha.`;
			return broken(line, fields, reason);
		}
		const record: Record<string, string> = {};
		for (let index = 0; index < headers.length; index++) {
			const field = fields[index] ?? '';
			if (field.length > MAX_FIELD_LENGTH) {
				return broken(line, [field], `O campo "${excerpt(headers[index])}" tem ${field.length} caracteres: o limite é ${MAX_FIELD_LENGTH}.`);
			}
			record[headers[index]] = field;
		}
		return { line, record };
	}

	/** Delimiters too many or too few at the end of a line, where nothing is named or nothing stands, do no harm. */
	private fits(fields: string[]): boolean {
		if (fields.length < this.headers.length) return fields.length >= this.named;
		for (let index = this.headers.length; index < fields.length; index++) if (fields[index].trim() !== '') return false;
		return true;
	}
}

function broken(line: number, fields: string[], reason: string): CsvRow {
	const value = excerpt(fields.slice(0, 20).map((field) => field.slice(0, 100)).join(' | '));
	return { line, record: null, problem: { row: line, field: 'row', column: null, value, severity: 'error', reason } };
}

function isBlankRecord(fields: string[]): boolean {
	for (const field of fields) if (field !== '' && field.trim() !== '') return false;
	return true;
}

/** Line the record begins on: the one it ends on, less the line ends inside its fields. */
function startLine({ fields, endLine, previousEnd }: RawRecord): number {
	if (endLine - previousEnd <= 1) return endLine;
	let inside = 0;
	for (const field of fields) for (let at = field.indexOf('\n'); at >= 0; at = field.indexOf('\n', at + 1)) inside++;
	return endLine - inside;
}

function unusedName(position: number, taken: ReadonlySet<string>): string {
	let name = `coluna_${position}`;
	while (taken.has(name)) name += '_';
	return name;
}
