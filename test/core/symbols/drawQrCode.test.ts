import { raw } from 'bwip-js/node';
import fc from 'fast-check';
import jsQR from 'jsqr';
import { drawQrCode } from '../../../core/symbols';
import { enlarged, pixelsOfPng, pixelsOfSvg, rgbaOf, type Pixels } from './pictures';

const PIX =
	'00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865406123.455802BR5913Fulano de Tal6008BRASILIA62070503***6304A1F4';
const texts = fc.oneof(
	fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }).filter((text) => !/\p{Surrogate}/u.test(text)),
	fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 100 }),
	fc.string({ unit: fc.constantFrom(...'ABCXYZ0189 $%*+-./:'), minLength: 1, maxLength: 100 }),
);

/** What a reader sees. */
function read(pixels: Pixels): string | undefined {
	const code = jsQR(rgbaOf(pixels), pixels[0].length, pixels.length, { inversionAttempts: 'dontInvert' });
	return code ? Buffer.from(code.binaryData).toString('utf8') : undefined;
}

/** Runs of white modules around the symbol: left, right, top, bottom. */
function margins(modules: Pixels): number[] {
	const across = modules[0].map((_column, x) => modules.some((row) => row[x]));
	const down = modules.map((row) => row.includes(true));
	return [across.indexOf(true), across.length - 1 - across.lastIndexOf(true), down.indexOf(true), down.length - 1 - down.lastIndexOf(true)];
}

/** Modules across, without quiet zone, of the symbol that bwip-js makes. */
function bwipSize(text: string): number {
	const [symbol] = raw({ bcid: 'qrcode', text, eclevel: 'M' } as Parameters<typeof raw>[0]) as unknown as Array<{ pixx: number }>;
	return symbol.pixx;
}

describe('drawQrCode', () => {
	it('is read back from PNG and SVG', () => {
		expect(read(pixelsOfPng(drawQrCode(PIX, 'png')))).toBe(PIX);
		expect(read(enlarged(pixelsOfSvg(drawQrCode(PIX, 'svg')), 3))).toBe(PIX);
		fc.assert(
			fc.property(texts, (text) => {
				expect(read(pixelsOfPng(drawQrCode(text, 'png')))).toBe(text);
			}),
			{ numRuns: 40 },
		);
	});

	it('has the size that bwip-js gives level M, and the quiet zone around it', () => {
		for (const text of ['a', 'a'.repeat(60), '0'.repeat(60), 'A'.repeat(60), 'ç'.repeat(200)]) {
			const modules = pixelsOfSvg(drawQrCode(text, 'svg'));
			expect(modules.length).toBe(bwipSize(text) + 8);
			expect(margins(modules)).toEqual([4, 4, 4, 4]);
		}
	});

	/** bwip-js packs the runs of digits in a mixed text tighter; ours takes all of it as bytes. */
	it('is at most one version larger than the tightest for a Pix code', () => {
		expect(pixelsOfSvg(drawQrCode(PIX, 'svg')).length).toBeLessThanOrEqual(bwipSize(PIX) + 8 + 4);
	});

	it('says level M in its format', () => {
		const modules = pixelsOfSvg(drawQrCode(PIX, 'svg'));
		// The first two bits of the format, beside the upper left finder, are 00 for M, before the mask 101… is put over.
		expect([modules[12][4], modules[12][5]]).toEqual([true, false]);
	});

	it('is the same in PNG and SVG, of whole pixels', () => {
		const modules = pixelsOfSvg(drawQrCode(PIX, 'svg'));
		for (const moduleSize of [1, 3, 4, 7]) {
			expect(pixelsOfPng(drawQrCode(PIX, 'png', { moduleSize }))).toEqual(enlarged(modules, moduleSize));
		}
		expect(drawQrCode(PIX, 'svg')).toContain(`width="${modules.length * 4}"`);
	});

	it('can be read with a piece of it gone', () => {
		const modules = pixelsOfSvg(drawQrCode(PIX, 'svg'));
		for (let y = 28; y < 34; y += 1) modules[y].fill(false, 28, 36);
		expect(read(enlarged(modules, 4))).toBe(PIX);
	});

	it('is small enough to go inline in e-mails', () => {
		expect(drawQrCode(PIX, 'png').length).toBeLessThan(1500);
	});

	it('draws up to the largest symbol, and no more', () => {
		const text = 'a'.repeat(2331);
		expect(read(pixelsOfPng(drawQrCode(text, 'png')))).toBe(text);
		expect(() => drawQrCode(`${text}a`, 'png')).toThrow('tem 2332 bytes; o limite é 2331');
		expect(() => drawQrCode('ç'.repeat(1166), 'png')).toThrow(RangeError);
		expect(() => drawQrCode('1'.repeat(1_000_000), 'png')).toThrow(RangeError);
	});

	it.each([
		['', 'vazio'],
		[null, 'vazio'],
		[123, 'vazio'],
		['a\ud800', 'corrompido'],
	])('refuses %p', (text, reason) => {
		expect(() => drawQrCode(text as string, 'png')).toThrow(RangeError);
		expect(() => drawQrCode(text as string, 'svg')).toThrow(reason);
	});

	it.each([0, -1, 1.5, 33, Number.NaN])('refuses the module size %p', (moduleSize) => {
		expect(() => drawQrCode('a', 'svg', { moduleSize })).toThrow('deve ser um número inteiro de 1 a 32');
	});
});
