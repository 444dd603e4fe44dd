import fc from 'fast-check';
import type { BrCodeInput } from '../../../core/pix';
import { crc16 } from '../../../core/pix/crc16';

export const RANDOM_KEY = '123e4567-e12b-12d1-a456-426655440000';

/** The example of the central bank's manual. */
export const MANUAL =
	'00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D';
export const WITH_AMOUNT =
	'00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-42665544000052040000530398654071234.565802BR5920PADARIA EXEMPLO LTDA6009SAO PAULO62170513ACORDO0001P036304BF53';
/** As a bank makes it for a charge. */
export const DYNAMIC = sealed('00020101021226480014br.gov.bcb.pix2526pix.example.com/qr/v2/12345204000053039865802BR5906Fulano6008Brasilia62070503***6304XXXX');

/** `code` with its CRC put right, so that what is wrong elsewhere is what counts. */
export function sealed(code: string): string {
	const body = code.slice(0, -4);
	return body + crc16(body);
}

/** {@link MANUAL} with one piece replaced, and its CRC put right. */
export function manualWith(piece: string, by: string): string {
	if (!MANUAL.includes(piece)) throw new Error(`${piece} is not in the example`);
	return sealed(MANUAL.replace(piece, by));
}

/** What can be in a code without anything being dropped or cut. */
export const KEYS = [RANDOM_KEY, '52998224725', '12ABC34501DE35', '+5511987654321', 'financeiro@exemplo.com.br', `${'a'.repeat(64)}@${'b'.repeat(8)}.com`];

const MAX_AMOUNT = 999_999_999_999;
const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LATIN = ['São', 'João', 'ç', 'ß', 'Ñ', 'É', '😀', '👩‍👧', '&', "'", '–', ' ', '\u0000', '\ud83d', '東', 'Ａ', '５'];
/** With at least a letter, among accents, emoji, lone surrogates and anything else. */
const text = fc
	.tuple(fc.array(fc.oneof(fc.constantFrom(...LATIN), fc.string({ unit: 'binary', maxLength: 10 })), { maxLength: 8 }), fc.constantFrom(...alphanumeric), fc.string({ maxLength: 20 }))
	.map(([before, letter, after]) => before.join('') + letter + after);

export const inputs: fc.Arbitrary<Required<BrCodeInput>> = fc.record({
	key: fc.constantFrom(...KEYS),
	name: text,
	city: text,
	amountCents: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: MAX_AMOUNT })),
	txid: fc.oneof(fc.constant('***'), fc.string({ unit: fc.constantFrom(...alphanumeric), minLength: 1, maxLength: 25 })),
	description: fc.oneof(fc.constant(''), text, fc.string({ unit: 'grapheme', maxLength: 120 })),
});
