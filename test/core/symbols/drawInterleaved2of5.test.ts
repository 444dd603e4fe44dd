import { BinaryBitmap, HybridBinarizer, ITFReader, RGBLuminanceSource } from '@zxing/library';
import { raw } from 'bwip-js/node';
import fc from 'fast-check';
import { drawInterleaved2of5 } from '../../../core/symbols';
import { enlarged, pixelsOfPng, pixelsOfSvg, runsOf, type Pixels } from './pictures';

const BOLETO = '34199150300000260001790010104351004791020150';
const evenDigits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 22, maxLength: 22 }).map((half) => half + [...half].reverse().join(''));
const anyEven = fc.array(fc.constantFrom(...Array.from({ length: 100 }, (_unused, pair) => String(pair).padStart(2, '0'))), { minLength: 1, maxLength: 30 }).map((pairs) => pairs.join(''));

/** What a barcode reader sees. */
function read(pixels: Pixels): string {
	const width = pixels[0].length;
	const luminance = Uint8ClampedArray.from(pixels.flat(), (isBlack) => (isBlack ? 0 : 255));
	const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(luminance, width, pixels.length)));
	return new ITFReader().decode(bitmap).getText();
}

describe('drawInterleaved2of5', () => {
	it('is read back from PNG and SVG by a barcode reader', () => {
		expect(read(pixelsOfPng(drawInterleaved2of5(BOLETO, 'png')))).toBe(BOLETO);
		expect(read(enlarged(pixelsOfSvg(drawInterleaved2of5(BOLETO, 'svg')), 2))).toBe(BOLETO);
		fc.assert(
			fc.property(evenDigits, (digits) => {
				expect(read(pixelsOfPng(drawInterleaved2of5(digits, 'png')))).toBe(digits);
			}),
			{ numRuns: 20 },
		);
	});

	it('has the bars of bwip-js for any digits', () => {
		fc.assert(
			fc.property(anyEven, (digits) => {
				const [symbol] = raw({ bcid: 'interleaved2of5', text: digits }) as unknown as Array<{ sbs: number[] }>;
				const runs = runsOf(pixelsOfSvg(drawInterleaved2of5(digits, 'svg', { height: 10 }))[0]).slice(1, -1);
				// bwip-js counts a wide bar as two, draws it as three, and leaves out or in a last white space.
				expect(runs.map((width) => (width === 3 ? 2 : width))).toEqual(Array.from(symbol.sbs).slice(0, runs.length));
			}),
			{ numRuns: 100 },
		);
	});

	it('has quiet zones of ten narrow bars, wide bars of three, and is the same in PNG and SVG', () => {
		const pixels = pixelsOfPng(drawInterleaved2of5(BOLETO, 'png'));
		expect([pixels[0].length, pixels.length]).toEqual([850, 102]);
		const runs = runsOf(pixels[0]);
		expect(runs[0]).toBe(20);
		expect(runs.at(-1)).toBe(20);
		expect(new Set(runs.slice(1, -1))).toEqual(new Set([2, 6]));
		expect(enlarged(pixelsOfSvg(drawInterleaved2of5(BOLETO, 'svg')), 2)).toEqual(pixels);
	});

	it('is as large as asked', () => {
		const pixels = pixelsOfPng(drawInterleaved2of5('12', 'png', { moduleSize: 3, height: 20 }));
		expect([pixels[0].length, pixels.length]).toEqual([(4 + 18 + 5 + 20) * 3, 60]);
		expect(drawInterleaved2of5('12', 'svg', { moduleSize: 3, height: 20 })).toContain('width="141" height="60" viewBox="0 0 47 20"');
	});

	it('is small enough for an e-mail', () => {
		expect(drawInterleaved2of5(BOLETO, 'png').length).toBeLessThan(1000);
	});

	it.each<[unknown, string]>([
		['', 'vazio'],
		[null, 'vazio'],
		[1234, 'vazio'],
		['123', 'deve ser par'],
		['12a4', 'só dígitos'],
		['12 4', 'só dígitos'],
		['１２', 'só dígitos'],
		['12\n', 'só dígitos'],
		['12\u0000\u0000', 'só dígitos'],
		['0'.repeat(202), 'o limite é 200'],
		['0'.repeat(10_000), 'o limite é 200'],
	])('refuses %p', (digits, reason) => {
		expect(() => drawInterleaved2of5(digits as string, 'png')).toThrow(RangeError);
		expect(() => drawInterleaved2of5(digits as string, 'svg')).toThrow(reason);
	});

	it.each([{ moduleSize: 0 }, { moduleSize: 1.5 }, { moduleSize: 33 }, { moduleSize: Number.NaN }, { height: 9 }, { height: 1e9 }])('refuses the size %p', (size) => {
		expect(() => drawInterleaved2of5('12', 'png', size)).toThrow('deve ser um número inteiro de');
	});
});
