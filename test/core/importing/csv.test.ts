import { Readable } from 'node:stream';
import fc from 'fast-check';
import { readCsv, type CsvBatch, type CsvOptions } from '../../../core/importing/csv';
import { CsvError } from '../../../core/importing/csvError';
import type { CsvRow } from '../../../core/importing/csvTable';

type Chunk = Buffer | string;

async function* from(...chunks: Chunk[]): AsyncGenerator<Chunk> {
	yield* chunks;
}

async function read(input: AsyncIterable<Chunk>, options?: CsvOptions) {
	const batches: CsvBatch[] = [];
	let error: unknown = null;
	try {
		for await (const batch of readCsv(input, options)) batches.push(batch);
	} catch (caught) {
		error = caught;
	}
	const rows = batches.flatMap((batch) => batch.rows);
	return { error, batches, rows, headers: batches[0]?.headers ?? [], records: rows.map((row) => row.record), lines: rows.map((row) => row.line) };
}

function bad(rows: CsvRow[]) {
	return rows.filter((row) => row.problem !== undefined).map((row) => row.problem);
}

const LATIN = Buffer.from('nome;cidade\nJoão “Zé”;São Paulo – €\n'.replace(/[“”–€]/g, (char) => String.fromCharCode({ '“': 0x93, '”': 0x94, '–': 0x96, '€': 0x80 }[char] ?? 0)), 'latin1');

describe('readCsv', () => {
	it.each([
		['semicolons', 'a;b\n1;2,5\n', { a: '1', b: '2,5' }],
		['commas', 'a,b\n1,"2,5"\n', { a: '1', b: '2,5' }],
		['tabs', 'a\tb\n1\t2;5\n', { a: '1', b: '2;5' }],
		['pipes', 'a|b\n1|2;5', { a: '1', b: '2;5' }],
		['CRLF', 'a;b\r\n1;2\r\n', { a: '1', b: '2' }],
		['CR', 'a;b\r1;2\r', { a: '1', b: '2' }],
		['a separator line', 'sep=,\r\na,b\r\n1,2\r\n', { a: '1', b: '2' }],
		['blank lines first', '\n;;\n \n\na;b\n1;2\n\n', { a: '1', b: '2' }],
		['delimiters inside quoted headers', '"a, x, y";b\n1;2\n', { 'a, x, y': '1', b: '2' }],
		['quotes inside a field', 'a;b\nLoja "Sol" Ltda;"diz ""oi"""\n', { a: 'Loja "Sol" Ltda', b: 'diz "oi"' }],
		['a line end inside a field', 'a;b\r\n"1\r\n2";3\r\n', { a: '1\n2', b: '3' }],
		['delimiters too many at the end', 'a;b;\n1;2\n', { a: '1', b: '2', coluna_3: '' }],
		['one column', 'a\n1\n', { a: '1' }],
		['a byte order mark', '\ufeffa;b\n1;ç\n', { a: '1', b: 'ç' }],
	])('reads %s', async (_name, text, expected) => {
		for (const chunks of [[text], [Buffer.from(text)], [...text].map((char) => Buffer.from(char)), [...text]]) {
			const { records, error } = await read(from(...chunks));
			expect(error).toBeNull();
			expect(records).toEqual([expected]);
		}
	});

	it('takes a delimiter the caller knows', async () => {
		expect((await read(from('a;x,b\n1;2,3\n'), { delimiter: ',' })).records).toEqual([{ 'a;x': '1;2', b: '3' }]);
	});

	it('reads a Node stream', async () => {
		expect((await read(Readable.from([Buffer.from('a;b\n1;'), Buffer.from('2\n')]))).records).toEqual([{ a: '1', b: '2' }]);
	});

	describe('encoding', () => {
		it('reads Windows-1252', async () => {
			expect((await read(from(LATIN))).records).toEqual([{ nome: 'João “Zé”', cidade: 'São Paulo – €' }]);
		});

		it.each(['utf-16le', 'utf-16be'])('reads %s with its mark', async (encoding) => {
			const bytes = Buffer.from('\ufeffnome\tvalor\r\nJosé\t1\r\n', 'utf16le');
			const { records } = await read(from(encoding === 'utf-16le' ? bytes : bytes.swap16()));
			expect(records).toEqual([{ nome: 'José', valor: '1' }]);
		});

		it('takes the first accent for Windows-1252 even after megabytes of ASCII', async () => {
			const { records, error } = await read(from('nome;n\n' + 'MARIA;1\n'.repeat(200_000), Buffer.from('JOSÉ;2\n', 'latin1')));
			expect(error).toBeNull();
			expect(records.length).toBe(200_001);
			expect(records.at(-1)).toEqual({ nome: 'JOSÉ', n: '2' });
		});

		it('stops with a clear error where UTF-8 turns into something else, keeping the rows before it', async () => {
			const { records, error } = await read(from('nome;n\nJosé;0\n' + 'MARIA;1\n'.repeat(20_000), Buffer.from('JOSÉ;2\n', 'latin1')));
			expect(error).toMatchObject({ name: 'CsvError', code: 'MIXED_ENCODING', line: expect.any(Number) });
			expect((error as CsvError).line).toBeGreaterThan(16_000);
			expect(records.length).toBe((error as CsvError).line - 2);
		});

		it('keeps characters that are cut between chunks', async () => {
			const text = 'nome;x\n' + 'ação € 😀;1\n'.repeat(10_000);
			const bytes = Buffer.from(text);
			const thirds: Buffer[] = [];
			for (let at = 0; at < bytes.length; at += 1_021) thirds.push(bytes.subarray(at, at + 1_021));
			const { records, error } = await read(from(...thirds));
			expect(error).toBeNull();
			expect(records).toHaveLength(10_000);
			expect(records.every((record) => record?.nome === 'ação € 😀')).toBe(true);
		});
	});

	describe('bad rows', () => {
		it('reports ragged rows with their line and goes on', async () => {
			const { rows, lines, records } = await read(from('a;b;c\n1;2;3\n1;2\n\n"x\ny";2;3\n1;2;3;4\n5;6;7;;\n'));
			expect(lines).toEqual([2, 3, 5, 7, 8]);
			expect(records).toEqual([{ a: '1', b: '2', c: '3' }, null, { a: 'x\ny', b: '2', c: '3' }, null, { a: '5', b: '6', c: '7' }]);
			expect(bad(rows)).toMatchObject([
				{ row: 3, field: 'row', severity: 'error', value: '1 | 2', reason: expect.stringContaining('2 campos e o cabeçalho tem 3') },
				{ row: 7, field: 'row', severity: 'error', reason: expect.stringContaining('4 campos') },
			]);
		});

		it('counts lines after a separator line, CRLF and blank lines', async () => {
			expect((await read(from('sep=;\r\n\r\na;b\r\n1;"2\r\n3"\r\n\r\n4;5\r\n6;7'))).lines).toEqual([4, 7, 8]);
		});

		it('refuses a field over 1 MB and goes on', async () => {
			const { rows, records } = await read(from('a;b\n1;', 'x'.repeat(1_048_577), '\n2;', 'y'.repeat(1_048_576), '\n'));
			expect(bad(rows)).toMatchObject([{ row: 2, reason: expect.stringContaining('1048577 caracteres') }]);
			expect(bad(rows)[0]?.value.length).toBeLessThanOrEqual(60);
			expect(records[1]?.b).toHaveLength(1_048_576);
		});
	});

	describe('files that cannot be read', () => {
		it.each([
			['nothing', [''], 'EMPTY_FILE', 0],
			['no chunk', [], 'EMPTY_FILE', 0],
			['a mark alone', ['\ufeff'], 'EMPTY_FILE', 0],
			['blank lines', ['\n \n;;\n'], 'EMPTY_FILE', 0],
			['a header alone', ['a;b\n\n'], 'NO_ROWS', 0],
			['two columns of one name', ['a;b; a \n1;2;3\n'], 'DUPLICATE_HEADER', 1],
			['an Excel file', [Buffer.from('PK\u0003\u0004abc')], 'NOT_CSV', 0],
			['a PDF', ['%PDF-1.7'], 'NOT_CSV', 0],
		])('refuses %s', async (_name, chunks, code, line) => {
			const { error, rows } = await read(from(...chunks));
			expect(error).toBeInstanceOf(CsvError);
			expect(error).toMatchObject({ code, line });
			expect((error as CsvError).problem).toMatchObject({ row: line, field: 'file', severity: 'error', reason: (error as CsvError).message });
			expect(rows).toEqual([]);
		});

		it('names the line of an unclosed quote and keeps the rows before it', async () => {
			const { error, records } = await read(from('a;b\n1;2\n3;"4\n5;6\n'));
			expect(error).toMatchObject({ code: 'UNCLOSED_QUOTE', line: 3 });
			expect(records).toEqual([{ a: '1', b: '2' }]);
		});

		it.each([
			['an unclosed quote', '"', 'x;y\n'],
			['a line without end', '', 'xxxxxx'],
			['delimiters without end', '', ';;;;;;;;'],
		])('gives up on %s in bounded memory', async (_name, start, filler) => {
			const block = Buffer.from(filler.repeat(16_384));
			let served = 0;
			async function* endless(): AsyncGenerator<Buffer> {
				yield Buffer.from(`a;b\n1;2\n3;${start}`);
				for (;;) {
					served += block.length;
					yield block;
				}
			}
			const { error, records } = await read(endless());
			expect(error).toMatchObject({ code: 'RECORD_TOO_LONG', line: 3 });
			expect(records).toEqual([{ a: '1', b: '2' }]);
			expect(served).toBeLessThan(16 * 1024 * 1024);
		});

		it('hands on the error of a source that breaks', async () => {
			async function* broken(): AsyncGenerator<Buffer> {
				yield Buffer.from('a;b\n1;2\n');
				throw new Error('disk gone');
			}
			expect((await read(broken())).error).toMatchObject({ message: 'disk gone' });
		});
	});

	it('yields batches of the size asked for and stops reading when the consumer does', async () => {
		let closed = false;
		let served = 0;
		async function* source(): AsyncGenerator<string> {
			try {
				yield 'a;b\n';
				for (;;) {
					served++;
					yield '1;2\n'.repeat(10_000);
				}
			} finally {
				closed = true;
			}
		}
		for await (const batch of readCsv(source(), { batchRows: 300 })) {
			expect(batch.rows).toHaveLength(300);
			break;
		}
		expect(closed).toBe(true);
		expect(served).toBeLessThan(10);
	});

	it('reads back any table, whatever delimiter, encoding, line ends and chunks', async () => {
		const cell = fc.oneof(
			fc.string({ unit: fc.constantFrom(...'aB1 ;,|\t"\n.çãÉ'), maxLength: 12 }),
			fc.constantFrom('', '1.234,56', 'São Paulo', 'diz "oi"'),
		);
		const table = fc.integer({ min: 2, max: 5 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }));
		await fc.assert(
			fc.asyncProperty(
				table,
				fc.constantFrom(';', ',', '\t', '|'),
				fc.constantFrom('\n', '\r\n', '\r'),
				fc.constantFrom('utf8', 'bom', 'latin1', 'utf16'),
				fc.boolean(),
				fc.integer({ min: 1, max: 50 }),
				async (rows, delimiter, newline, encoding, lastNewline, chunkSize) => {
					const headers = rows[0].map((_, index) => `Coluna ${index}`);
					const quote = (text: string) => (/[";,|\t\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
					const lines = [headers, ...rows].map((row) => row.map(quote).join(delimiter));
					const text = lines.join('\n').replaceAll('\n', newline) + (lastNewline ? newline : '');
					const marked = encoding === 'bom' || encoding === 'utf16' ? `\ufeff${text}` : text;
					const bytes = Buffer.from(marked, encoding === 'latin1' ? 'latin1' : encoding === 'utf16' ? 'utf16le' : 'utf8');
					const chunks: Buffer[] = [];
					for (let at = 0; at < bytes.length; at += chunkSize) chunks.push(bytes.subarray(at, at + chunkSize));
					const kept = rows.filter((row) => row.some((value) => value.trim() !== ''));
					const result = await read(from(...chunks), { batchRows: 3 });
					if (kept.length === 0) {
						expect(result.error).toMatchObject({ code: 'NO_ROWS' });
						return;
					}
					expect(result.error).toBeNull();
					expect(result.headers).toEqual(headers);
					expect(result.records).toEqual(kept.map((row) => Object.fromEntries(row.map((value, index) => [headers[index], value]))));
					let line = 2;
					const expectedLines: number[] = [];
					for (const row of rows) {
						if (kept.includes(row)) expectedLines.push(line);
						line += 1 + row.join('').split('\n').length - 1;
					}
					expect(result.lines).toEqual(expectedLines);
				},
			),
			{ numRuns: 300 },
		);
	});
});
