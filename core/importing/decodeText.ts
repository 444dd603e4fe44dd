import { isAscii, isUtf8 } from 'node:buffer';
import { CsvError } from './csvError';

/** How much of the file is looked at before its encoding is decided, and the most handed on at a time. */
export const PIECE_BYTES = 65_536;

/** Windows-1252 characters of the bytes 0x80–0x9f, where it differs from Latin-1. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * The text of a file as UTF-8 in pieces of about {@link PIECE_BYTES}: without byte order mark, every line end
 * as LF. UTF-8 and UTF-16 are told by their byte order mark. Without one it is UTF-8, or Windows-1252 (which
 * covers Latin-1) when a sequence that is not UTF-8 comes in the first 64 KiB, or later after nothing but
 * ASCII.
 *
 * @throws CsvError MIXED_ENCODING when bytes that are not UTF-8 come after text that could only be UTF-8;
 *   NOT_CSV for a spreadsheet or a PDF
 */
export async function* decodeText(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<Buffer> {
	const newlines = new NewlineNormaliser();
	let decode: Decoder | null = null;
	for await (const bytes of pieces(input)) {
		decode ??= chooseDecoder(bytes);
		const text = newlines.push(decode(bytes, false));
		if (text.length > 0) yield text;
	}
	const rest = decode?.(Buffer.alloc(0), true);
	if (rest && rest.length > 0) yield newlines.push(rest);
}

/** Bytes in, UTF-8 out; keeps what is incomplete for the next call, unless it is the last. */
type Decoder = (bytes: Buffer, last: boolean) => Buffer;

function chooseDecoder(start: Buffer): Decoder {
	const head = start.toString('latin1', 0, 5);
	if (head.startsWith('PK\u0003\u0004') || head.startsWith('ÐÏ\u0011à')) {
		throw new CsvError('NOT_CSV', 'O arquivo é uma planilha do Excel, não um CSV. Salve como "CSV UTF-8" e importe de novo.');
	}
	if (head.startsWith('%PDF')) throw new CsvError('NOT_CSV', 'O arquivo é um PDF, não um CSV.');
	if (head.startsWith('ÿþ')) return utf16Decoder('utf-16le');
	if (head.startsWith('þÿ')) return utf16Decoder('utf-16be');
	const hasMark = head.startsWith('ï»¿');
	const utf8 = utf8Decoder(hasMark);
	if (!hasMark) return isUtf8(start.subarray(0, completeLength(start))) ? utf8 : fromWindows1252;
	let first = true;
	return (bytes, last) => {
		const text = first ? bytes.subarray(3) : bytes;
		first = false;
		return utf8(text, last);
	};
}

function utf8Decoder(surelyUtf8: boolean): Decoder {
	let onlyAscii = !surelyUtf8;
	let switched = false;
	let tail: Buffer = Buffer.alloc(0);
	return (bytes, last) => {
		if (switched) return fromWindows1252(bytes);
		const all = tail.length > 0 ? Buffer.concat([tail, bytes]) : bytes;
		const end = last ? all.length : completeLength(all);
		const text = all.subarray(0, end);
		tail = all.subarray(end);
		if (isAscii(text)) return text;
		if (isUtf8(text)) {
			onlyAscii = false;
			return text;
		}
		if (!onlyAscii) {
			throw new CsvError('MIXED_ENCODING', 'O arquivo mistura codificações de texto: parte é UTF-8 e parte não. Salve como "CSV UTF-8" e importe de novo.');
		}
		switched = true;
		return fromWindows1252(all);
	};
}

function utf16Decoder(encoding: 'utf-16le' | 'utf-16be'): Decoder {
	const decoder = new TextDecoder(encoding);
	return (bytes, last) => Buffer.from(decoder.decode(bytes, { stream: !last }));
}

function fromWindows1252(bytes: Buffer): Buffer {
	if (isAscii(bytes)) return bytes;
	const text = bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (char) => WINDOWS_1252[char.charCodeAt(0) - 0x80]);
	return Buffer.from(text);
}

/** Length of `bytes` without a UTF-8 character that is cut off at its end. */
function completeLength(bytes: Buffer): number {
	for (let back = 1; back <= 3 && back <= bytes.length; back++) {
		const byte = bytes[bytes.length - back];
		if (byte < 0x80) break;
		if (byte < 0xc0) continue;
		const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
		return length > back ? bytes.length - back : bytes.length;
	}
	return bytes.length;
}

class NewlineNormaliser {
	private endedInCr = false;

	push(bytes: Buffer): Buffer {
		if (bytes.length === 0) return bytes;
		const rest = this.endedInCr && bytes[0] === 0x0a ? bytes.subarray(1) : bytes;
		this.endedInCr = bytes[bytes.length - 1] === 0x0d;
		if (!rest.includes(0x0d)) return rest;
		// Latin-1 there and back keeps every byte: only CR is looked at.
		return Buffer.from(rest.toString('latin1').replace(/\r\n?/g, '\n'), 'latin1');
	}
}

/** The input in pieces of {@link PIECE_BYTES}, the last one shorter. Strings become UTF-8. */
async function* pieces(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<Buffer> {
	let held: Buffer[] = [];
	let size = 0;
	let surrogate = '';
	for await (const chunk of input) {
		let bytes: Buffer;
		if (typeof chunk === 'string') {
			const text = surrogate + chunk;
			// Half a character at the end waits for its other half.
			const cut = /[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length;
			surrogate = text.slice(cut);
			bytes = Buffer.from(text.slice(0, cut));
		} else {
			bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
		}
		held.push(bytes);
		size += bytes.length;
		if (size < PIECE_BYTES) continue;
		const all = held.length === 1 ? held[0] : Buffer.concat(held);
		let start = 0;
		for (; size - start >= PIECE_BYTES; start += PIECE_BYTES) yield all.subarray(start, start + PIECE_BYTES);
		held = start < size ? [all.subarray(start)] : [];
		size -= start;
	}
	if (surrogate !== '') held.push(Buffer.from(surrogate));
	const rest = Buffer.concat(held);
	if (rest.length > 0) yield rest;
}
