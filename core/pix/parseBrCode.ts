import { BrCodeError } from './BrCodeError';
import { crc16 } from './crc16';
import { FIELD } from './fields';
import { readCode, type BrCode } from './readCode';

/** Longest code (EMV QRCPS: the payload should not pass 512 characters). */
const MAX_TEXT = 512;
const UNSEEN = /[\p{Cc}\p{Surrogate}]/u;
const NOT_ASCII = /[^ -~]/;

/**
 * Reads a BR Code of Pix, static or dynamic, and checks its structure, CRC, account, currency, country and the
 * limits of its fields (BCB, Manual do BR Code; EMV QRCPS, Merchant-Presented Mode). Space around it is no part
 * of it. The CRC must be in upper case, as EMV writes it: strict banks refuse any other.
 *
 * Banks also make codes with accents, against EMV. They are read when the CRC over the UTF-8 bytes fits,
 * whether their lengths count characters or bytes.
 *
 * @throws BrCodeError with the `part` that is at fault
 */
export function parseBrCode(text: string): BrCode {
	// Before trimming, which would go through all of it.
	if (text.length > MAX_TEXT * 2) throw tooLong(text);
	const code = text.trim();
	if (code === '') throw new BrCodeError('text', 'O código Pix está vazio.');
	if (code.length > MAX_TEXT) throw tooLong(code);
	if (UNSEEN.test(code)) throw new BrCodeError('text', 'O código Pix tem caracteres que não se veem. Copie o código inteiro de novo.');
	checkCrc(code);
	if (!NOT_ASCII.test(code)) return readCode(code, (value) => value);
	try {
		return readCode(code, (value) => value);
	} catch (error) {
		const inBytes = readInBytes(code);
		if (inBytes) return inBytes;
		throw error;
	}
}

/** With lengths that count UTF-8 bytes: each byte stands as one character until a value is taken out. */
function readInBytes(code: string): BrCode | null {
	try {
		return readCode(Buffer.from(code, 'utf8').toString('latin1'), textOfBytes);
	} catch (error) {
		if (error instanceof BrCodeError) return null;
		throw error;
	}
}

function textOfBytes(bytes: string): string {
	const text = Buffer.from(bytes, 'latin1').toString('utf8');
	if (!text.includes('\ufffd')) return text;
	throw new BrCodeError('structure', 'O código Pix está corrompido: um campo termina no meio de um caractere.');
}

function tooLong(text: string): BrCodeError {
	return new BrCodeError('text', `O texto tem ${text.length} caracteres; um código Pix não passa de ${MAX_TEXT}.`);
}

function checkCrc(code: string): void {
	const end = code.length - 4;
	if (code.slice(end - 4, end) !== `${FIELD.crc}04`) {
		throw new BrCodeError('crc', 'O código Pix não termina com o CRC (6304 e quatro dígitos). Copie o código inteiro.');
	}
	const expected = crc16(code.slice(0, end));
	const found = code.slice(end);
	if (found === expected) return;
	throw new BrCodeError(
		'crc',
		found.toUpperCase() === expected
			? `O CRC do código Pix, ${found}, deve estar em maiúsculas.`
			: `O CRC do código Pix não confere: está escrito "${found}", mas o resto do código pede ${expected}. Copie o código inteiro de novo.`,
	);
}
