const DELIMITERS = [';', '\t', '|', ','] as const;
export type CsvDelimiter = (typeof DELIMITERS)[number];

export interface CsvDialect {
	delimiter: CsvDelimiter;
	/** Bytes of the `sep=;` line that Excel reads and that is no data; 0 when there is none. */
	skipBytes: number;
}

const SEPARATOR_LINE = /^\n*"?sep=([;\t|,])"?[;\t|,]*(?:\n|$)/i;

/**
 * The delimiter of a file by the start of its text (LF line ends): Excel's own `sep=;` line, else the one
 * found most often, outside quotes, in the first line that holds anything.
 */
export function detectDialect(start: string): CsvDialect {
	const separator = SEPARATOR_LINE.exec(start);
	if (separator) return { delimiter: separator[1] as CsvDelimiter, skipBytes: Buffer.byteLength(separator[0]) };
	const counts = new Map<string, number>();
	let quoted = false;
	let anything = false;
	for (const char of start) {
		if (char === '"') quoted = !quoted;
		if (quoted) {
			anything = true;
			continue;
		}
		if (char === '\n') {
			if (anything) break;
			counts.clear();
		} else if ((DELIMITERS as readonly string[]).includes(char)) {
			counts.set(char, (counts.get(char) ?? 0) + 1);
		} else if (char.trim() !== '') {
			anything = true;
		}
	}
	let delimiter: CsvDelimiter = ';';
	for (const candidate of DELIMITERS) {
		if ((counts.get(candidate) ?? 0) > (counts.get(delimiter) ?? 0)) delimiter = candidate;
	}
	return { delimiter, skipBytes: 0 };
}
