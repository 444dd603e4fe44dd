import fc from 'fast-check';
import { buildBrCode, parseBrCode, parsePixKey, PixKeyError, type BrCodeInput } from '../../../core/pix';
import { plainText } from '../../../core/pix/plainText';
import { readFields } from '../../../core/pix/tlv';
import { inputs, MANUAL, RANDOM_KEY, WITH_AMOUNT } from './samples';

const INPUT: BrCodeInput = { key: RANDOM_KEY, name: 'Padaria Exemplo', city: 'São Paulo', amountCents: 123456, txid: 'NF1001' };

describe('buildBrCode', () => {
	it('writes the example of the manual', () => {
		expect(buildBrCode({ key: RANDOM_KEY, name: 'Fulano de Tal', city: 'BRASILIA', amountCents: null, txid: '***' })).toBe(MANUAL);
	});

	it('writes a code with amount and txid', () => {
		expect(
			buildBrCode({ key: RANDOM_KEY.toUpperCase(), name: 'PADARIA EXEMPLO LTDA', city: 'SÃO PAULO', amountCents: 123456, txid: 'ACORDO0001P03' }),
		).toBe(WITH_AMOUNT);
	});

	it.each([
		[1, '0.01'],
		[10, '0.10'],
		[99, '0.99'],
		[100, '1.00'],
		[123456, '1234.56'],
		[999_999_999_999, '9999999999.99'],
	])('writes %p cents as %p', (amountCents, text) => {
		expect(readFields(buildBrCode({ ...INPUT, amountCents })).get('54')).toBe(text);
	});

	it('cuts name and city to what the code holds, at whole words and letters', () => {
		const code = parseBrCode(buildBrCode({ ...INPUT, name: 'Comércio de Pães e Confeitaria Ltda', city: 'São José do Rio Preto' }));
		expect(code.name).toBe('Comercio de Paes e Confei');
		expect(code.city).toBe('Sao Jose do Rio');
	});

	it.each([
		[RANDOM_KEY, 'Nota fiscal 1.001, parcela 2 de 3, obrigado', 'Nota fiscal 1.001 parcela 2 de 3 obri'],
		['52998224725', 'Nota fiscal', 'Nota fiscal'],
		[`${'a'.repeat(59)}@${'b'.repeat(8)}.com`, 'Nota fiscal', 'N'],
		[`${'a'.repeat(60)}@${'b'.repeat(8)}.com`, 'Nota fiscal', null],
		[`${'a'.repeat(64)}@${'b'.repeat(8)}.com`, 'Nota fiscal', null],
		[RANDOM_KEY, '😀', null],
		[RANDOM_KEY, '', null],
	])('after the key %p writes of the description %p what fits: %p', (key, description, expected) => {
		const code = buildBrCode({ ...INPUT, key, description });
		expect(parseBrCode(code).description).toBe(expected);
		expect(readFields(code).get('26')!.length).toBeLessThanOrEqual(99);
	});

	it.each([
		[{ name: '' }, 'nome'],
		[{ name: '😀 東京' }, 'nome'],
		[{ city: ' ' }, 'cidade'],
		[{ city: '—' }, 'cidade'],
		[{ amountCents: 0 }, '"0"'],
		[{ amountCents: -1 }, '"-1"'],
		[{ amountCents: 10.5 }, '"10.5"'],
		[{ amountCents: Number.NaN }, '"NaN"'],
		[{ amountCents: Number.POSITIVE_INFINITY }, '"Infinity"'],
		[{ amountCents: 2 ** 53 }, 'centavos'],
		[{ amountCents: '100' as unknown as number }, 'centavos'],
		[{ amountCents: 1_000_000_000_000 }, '10000000000.00'],
		[{ txid: '' }, 'txid ""'],
		[{ txid: 'NF-1' }, 'txid "NF-1"'],
		[{ txid: 'A'.repeat(26) }, 'txid'],
		[{ txid: '１' }, 'txid'],
		[{ txid: '**' }, 'txid'],
	])('refuses %p: %s', (wrong, reason) => {
		expect(() => buildBrCode({ ...INPUT, ...wrong })).toThrow(RangeError);
		expect(() => buildBrCode({ ...INPUT, ...wrong })).toThrow(reason);
	});

	it('refuses a key that is none', () => {
		expect(() => buildBrCode({ ...INPUT, key: 'chave' })).toThrow(PixKeyError);
	});

	it('is ASCII, each field within its limit, and reads back as what was put in', () => {
		fc.assert(
			fc.property(inputs, (input) => {
				const text = buildBrCode(input);
				expect(text).toMatch(/^[ -~]{80,300}$/);
				const code = parseBrCode(text);
				expect(code).toEqual({
					kind: 'static',
					key: parsePixKey(input.key).value,
					url: null,
					name: plainText(input.name, 25),
					city: plainText(input.city, 15),
					amountCents: input.amountCents,
					txid: input.txid === '***' ? null : input.txid,
					description: code.description,
					singleUse: false,
				});
				const room = Math.max(73 - code.key!.length, 0);
				expect(code.description ?? '').toBe(plainText(input.description, room));
				const again = { ...input, name: code.name, city: code.city, description: code.description ?? '' };
				expect(buildBrCode(again)).toBe(text);
			}),
			{ numRuns: 1000 },
		);
	});
});
