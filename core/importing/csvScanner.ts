import { parse, CsvError as ParserError, type Parser } from 'csv-parse';
import { detectDialect, type CsvDelimiter } from './csvDialect';
import { CsvError } from './csvError';
import type { RawRecord } from './csvTable';

/** Longest record, in bytes: what an unclosed quote may swallow before it is called one. */
const MAX_RECORD_BYTES = 4 * 1024 * 1024;

/** Feeds csv-parse and gathers its records with their lines. */
export class CsvScanner {
	private parser: Parser | null = null;
	private records: RawRecord[] = [];
	private lineOffset = 0;
	private bytesSinceRecord = 0;
	private lastLine = 0;
	private emptyLines = 0;

	constructor(private readonly delimiter: CsvDelimiter | undefined) {}

	async write(bytes: Buffer): Promise<void> {
		let rest = bytes;
		if (this.parser === null) {
			const dialect = detectDialect(bytes.toString('utf8'));
			this.parser = this.open(this.delimiter ?? dialect.delimiter);
			rest = bytes.subarray(dialect.skipBytes);
			for (const byte of bytes.subarray(0, dialect.skipBytes)) if (byte === 0x0a) this.lineOffset++;
			this.lastLine = this.lineOffset;
		}
		this.bytesSinceRecord += rest.length;
		const { parser } = this;
		await new Promise<void>((resolve, reject) => parser.write(rest, (error) => (error ? reject(error) : resolve())));
		if (parser.info.empty_lines !== this.emptyLines) {
			this.emptyLines = parser.info.empty_lines;
			this.bytesSinceRecord = 0;
		}
		if (this.bytesSinceRecord > MAX_RECORD_BYTES) throw this.tooLong();
	}

	async end(): Promise<void> {
		const { parser } = this;
		if (parser === null) throw new CsvError('EMPTY_FILE', 'O arquivo está vazio.');
		await new Promise<void>((resolve, reject) => {
			parser.end((error?: Error | null) => (error ? reject(error) : resolve()));
		});
	}

	take(): RawRecord[] {
		const { records } = this;
		this.records = [];
		return records;
	}

	destroy(): void {
		this.parser?.destroy();
	}

	/** The error that ends the reading, as the operator should read it. */
	explain(error: unknown): unknown {
		if (error instanceof CsvError) {
			return error.line === 0 && this.lastLine > 0 ? new CsvError(error.code, error.message, this.lastLine + 1) : error;
		}
		if (!(error instanceof ParserError)) return error;
		if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
			const message = `Há uma aspa (") aberta e não fechada na linha ${this.lastLine + 1} ou logo depois. Feche ou retire a aspa e importe de novo a partir dela.`;
			return new CsvError('UNCLOSED_QUOTE', message, this.lastLine + 1);
		}
		if (error.code === 'CSV_MAX_RECORD_SIZE') return this.tooLong();
		return new CsvError('UNREADABLE', `O arquivo não pôde ser lido a partir da linha ${this.lastLine + 1}.`, this.lastLine + 1);
	}

	private tooLong(): CsvError {
		const message = `O registro da linha ${this.lastLine + 1} passa de 4 MB. Provavelmente há uma aspa (") aberta e não fechada: corrija e importe de novo a partir dela.`;
		return new CsvError('RECORD_TOO_LONG', message, this.lastLine + 1);
	}

	private open(delimiter: CsvDelimiter): Parser {
		const parser: Parser = parse({
			delimiter,
			record_delimiter: '\n',
			relax_column_count: true,
			// Systems write names such as `Loja "Sol" Ltda` without quoting the field.
			relax_quotes: true,
			skip_empty_lines: true,
			max_record_size: MAX_RECORD_BYTES,
			// The records are taken here, all those of a piece at once, rather than one by one from the stream.
			on_record: (fields: string[]) => {
				const endLine = parser.info.lines + this.lineOffset;
				this.records.push({ fields, endLine, previousEnd: this.lastLine });
				this.lastLine = endLine;
				this.bytesSinceRecord = 0;
				return null;
			},
		});
		// Every failure reaches the callback of the write or of the end that caused it.
		parser.on('error', () => undefined);
		return parser;
	}
}
