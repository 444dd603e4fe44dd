import fc from 'fast-check';
import { crc16 } from '../../../core/pix/crc16';

/** The definition, one bit at a time. */
function bitByBit(text: string): string {
	let crc = 0xffff;
	for (const byte of new TextEncoder().encode(text)) {
		for (let bit = 7; bit >= 0; bit -= 1) {
			const feedback = ((crc >> 15) & 1) !== ((byte >> bit) & 1);
			crc = ((crc << 1) & 0xffff) ^ (feedback ? 0x1021 : 0);
		}
	}
	return crc.toString(16).toUpperCase().padStart(4, '0');
}

describe('crc16', () => {
	it.each([
		['123456789', '29B1'],
		['', 'FFFF'],
		['A', 'B915'],
		['00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***6304', '1D3D'],
	])('of %p is %p', (text, expected) => {
		expect(crc16(text)).toBe(expected);
	});

	it('is what the definition gives, over UTF-8', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
				expect(crc16(text)).toBe(bitByBit(text));
				expect(crc16(text)).toMatch(/^[0-9A-F]{4}$/);
			}),
		);
	});
});
