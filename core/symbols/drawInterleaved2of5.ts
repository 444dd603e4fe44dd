import { excerpt } from '../importing/problems';
import { wholeNumber, type DrawingSize, type ModuleRows } from './moduleRows';
import { pngOf } from './png';
import { svgOf } from './svg';

/** The five bars, or spaces, of each digit: `w` wide, `n` narrow (ISO/IEC 16390, table 1). */
const DIGITS = ['nnwwn', 'wnnnw', 'nwnnw', 'wwnnn', 'nnwnw', 'wnwnn', 'nwwnn', 'nnnww', 'wnnwn', 'nwnwn'];
const START = 'nnnn';
const STOP = 'wnn';
/** Modules of a wide bar or space. */
const WIDE = 3;
/** Modules of white on either side. */
const QUIET_ZONE = 10;
/** A boleto's is 103 mm × 13 mm, 405 modules across without quiet zones (Febraban): 51 high. */
const BOLETO_HEIGHT = 51;
const MAX_DIGITS = 200;

export interface Interleaved2of5Options extends DrawingSize {
	/** Height in modules, 10 to 1000. */
	height?: number;
}

/**
 * Draws digits as Interleaved 2 of 5 (ISO/IEC 16390), the symbol of boletos: wide bars three times the narrow ones,
 * quiet zones of ten narrow bars, black on opaque white. At the default of 2 pixels a module the 44 digits of a boleto
 * are 850 × 102 pixels.
 *
 * @param digits an even number of digits, at most 200; a check digit is theirs to have
 * @returns PNG bytes or an SVG document
 * @throws RangeError when `digits` are none, odd in number, too many or not digits, or a size is out of range
 */
export function drawInterleaved2of5(digits: string, format: 'png', options?: Interleaved2of5Options): Uint8Array;
export function drawInterleaved2of5(digits: string, format: 'svg', options?: Interleaved2of5Options): string;
export function drawInterleaved2of5(digits: string, format: 'png' | 'svg', options: Interleaved2of5Options = {}): Uint8Array | string {
	const moduleSize = wholeNumber(options.moduleSize ?? 2, 'O tamanho do módulo', 1, 32);
	const height = wholeNumber(options.height ?? BOLETO_HEIGHT, 'A altura do código de barras, em módulos,', 10, 1000);
	checkDigits(digits);
	const symbol = bars(digits, height);
	return format === 'png' ? pngOf(symbol, moduleSize) : svgOf(symbol, moduleSize);
}

function checkDigits(digits: unknown): asserts digits is string {
	if (typeof digits !== 'string' || digits === '') throw new RangeError('O código de barras está vazio.');
	if (digits.length > MAX_DIGITS) throw new RangeError(`O código de barras tem ${digits.length} dígitos; o limite é ${MAX_DIGITS}.`);
	if (!/^[0-9]+$/.test(digits)) throw new RangeError(`O código de barras "${excerpt(digits)}" deve ter só dígitos.`);
	if (digits.length % 2 === 1) throw new RangeError(`O código de barras tem ${digits.length} dígitos; o número de dígitos deve ser par.`);
}

function bars(digits: string, height: number): ModuleRows {
	const dark: boolean[] = new Array<boolean>(QUIET_ZONE).fill(false);
	let isBar = true;
	for (const element of elementsOf(digits)) {
		for (let module = element === 'w' ? WIDE : 1; module > 0; module -= 1) dark.push(isBar);
		isBar = !isBar;
	}
	for (let module = QUIET_ZONE; module > 0; module -= 1) dark.push(false);
	return { width: dark.length, rows: [{ dark, height }] };
}

/** Bars and spaces in turn, from left to right: of each pair the first digit is in the bars, the second in the spaces. */
function elementsOf(digits: string): string {
	let elements = START;
	for (let at = 0; at < digits.length; at += 2) {
		const inBars = DIGITS[Number(digits[at])];
		const inSpaces = DIGITS[Number(digits[at + 1])];
		for (let element = 0; element < 5; element += 1) elements += inBars[element] + inSpaces[element];
	}
	return elements + STOP;
}
