import { encode } from 'uqr';
import { wholeNumber, type DrawingSize } from './moduleRows';
import { pngOf } from './png';
import { svgOf } from './svg';

/** Modules of white on every side (ISO/IEC 18004). */
const QUIET_ZONE = 4;
/** What the largest symbol, version 40, holds at level M (ISO/IEC 18004, table 7). */
const MAX_BYTES = 2331;
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Draws a text as a QR code (ISO/IEC 18004), error correction level M: up to about 15 % of it may be damaged. Quiet
 * zone of four modules, black on opaque white. At the default of 4 pixels a module a Pix code is about 230 pixels wide.
 *
 * @param text 1 to 2331 bytes of UTF-8
 * @returns PNG bytes or an SVG document
 * @throws RangeError when the text is empty, too long or not well-formed, or the size is out of range
 */
export function drawQrCode(text: string, format: 'png', options?: DrawingSize): Uint8Array;
export function drawQrCode(text: string, format: 'svg', options?: DrawingSize): string;
export function drawQrCode(text: string, format: 'png' | 'svg', options: DrawingSize = {}): Uint8Array | string {
	const moduleSize = wholeNumber(options.moduleSize ?? 4, 'O tamanho do módulo', 1, 32);
	checkText(text);
	const { size, data } = encode(text, { ecc: 'M', border: QUIET_ZONE });
	const symbol = { width: size, rows: data.map((dark) => ({ dark, height: 1 })) };
	return format === 'png' ? pngOf(symbol, moduleSize) : svgOf(symbol, moduleSize);
}

function checkText(text: unknown): asserts text is string {
	if (typeof text !== 'string' || text === '') throw new RangeError('O texto do QR code está vazio.');
	const bytes = Buffer.byteLength(text, 'utf8');
	if (bytes > MAX_BYTES) throw new RangeError(`O texto do QR code tem ${bytes} bytes; o limite é ${MAX_BYTES}.`);
	if (LONE_SURROGATE.test(text)) throw new RangeError('O texto do QR code está corrompido: tem meio caractere.');
}
