import fc from 'fast-check';
import { ParseError } from '../../../core/importing/problems';
import { BrCodeError, buildBrCode, parseBrCode } from '../../../core/pix';
import { DYNAMIC, inputs, manualWith, MANUAL, RANDOM_KEY, sealed, WITH_AMOUNT } from './samples';

function errorOf(text: string): BrCodeError {
	try {
		parseBrCode(text);
	} catch (error) {
		if (error instanceof BrCodeError && error instanceof ParseError) return error;
		throw error;
	}
	throw new Error('it was accepted');
}

describe('parseBrCode', () => {
	it('reads the example of the manual', () => {
		expect(parseBrCode(MANUAL)).toEqual({
			kind: 'static', key: RANDOM_KEY, url: null, name: 'Fulano de Tal', city: 'BRASILIA',
			amountCents: null, txid: null, description: null, singleUse: false,
		});
	});

	it('reads amount and txid, and does not mind space around the code', () => {
		const code = { kind: 'static', key: RANDOM_KEY, url: null, name: 'PADARIA EXEMPLO LTDA', city: 'SAO PAULO', amountCents: 123456, txid: 'ACORDO0001P03', description: null, singleUse: false };
		expect(parseBrCode(WITH_AMOUNT)).toEqual(code);
		expect(parseBrCode(`\n ${WITH_AMOUNT}\r\n`)).toEqual(code);
	});

	it('reads a dynamic code', () => {
		expect(parseBrCode(DYNAMIC)).toEqual({
			kind: 'dynamic', key: null, url: 'pix.example.com/qr/v2/1234', name: 'Fulano', city: 'Brasilia',
			amountCents: null, txid: null, description: null, singleUse: true,
		});
	});

	it.each([
		['br.gov.bcb.pix', 'BR.GOV.BCB.PIX', { key: RANDOM_KEY }],
		['000201', '000201010211', { singleUse: false }],
		['000201', '000201010212', { singleUse: true }],
		['5802BR', '5402105802BR', { amountCents: 1000 }],
		['5802BR', '540410.55802BR', { amountCents: 1050 }],
		['5802BR', '54139999999999.995802BR', { amountCents: 999_999_999_999 }],
		['5802BR', '540105802BR', { amountCents: null }],
		['5802BR', '54040.005802BR', { amountCents: null }],
		['62070503***', '', { txid: null }],
		['62070503***', '61081310010062070503***', { txid: null }],
		['62070503***', '62060502A-', { txid: 'A-' }],
		['2658', '26060002xy2758', { key: RANDOM_KEY }],
		['2658', '5158', { key: RANDOM_KEY }],
		['6304', '80120008pix.test6304', { key: RANDOM_KEY }],
	])('with %p as %p gives %p', (piece, by, expected) => {
		expect(parseBrCode(manualWith(piece, by))).toMatchObject(expected);
	});

	it('reads names with accents, whether lengths count characters or bytes', () => {
		const inCharacters = sealed(MANUAL.replace('5913Fulano de Tal6008BRASILIA', '5905João 6005Belém'));
		const inBytes = sealed(MANUAL.replace('5913Fulano de Tal6008BRASILIA', '5905João6006Belém'));
		expect(parseBrCode(inCharacters)).toMatchObject({ name: 'João ', city: 'Belém' });
		expect(parseBrCode(inBytes)).toMatchObject({ name: 'João', city: 'Belém', key: RANDOM_KEY });
		// In bytes the name would end in the middle of ã, in characters the fields do not meet.
		expect(errorOf(sealed(MANUAL.replace('5913Fulano de Tal', '5903João')))).toMatchObject({ part: 'structure' });
	});

	it.each([
		['', 'text', 'vazio'],
		[' \n', 'text', 'vazio'],
		['0'.repeat(100_000), 'text', 'não passa de 512'],
		[' '.repeat(100_000), 'text', 'não passa de 512'],
		[`${MANUAL}${'9'.repeat(500)}`, 'text', 'não passa de 512'],
		[manualWith('Fulano de', 'Fulano\u0000de'), 'text', 'não se veem'],
		[manualWith('Fulano de', 'Fulano\nde'), 'text', 'não se veem'],
		[manualWith('Fulano de', 'Fulano\ud800de'), 'text', 'não se veem'],
		[MANUAL.slice(0, -1), 'crc', 'não termina com o CRC'],
		[MANUAL.slice(0, 60), 'crc', 'não termina com o CRC'],
		['chave', 'crc', 'não termina com o CRC'],
		[MANUAL.replace('Fulano', 'Fulana'), 'crc', 'não confere'],
		[MANUAL.replace('1D3D', '1D3E'), 'crc', 'não confere'],
		[MANUAL.replace('1D3D', '1d3d'), 'crc', 'maiúsculas'],
		[MANUAL.replace('1D3D', '１Ｄ３Ｄ'), 'crc', 'não confere'],
		[`${MANUAL}${MANUAL}`, 'crc', 'não confere'],
		[sealed('6304XXXX'), 'format', '00'],
		[manualWith('5913', '5999'), 'structure', 'diz ter 99'],
		[manualWith('5913', '5912'), 'structure', 'esperava um campo'],
		[manualWith('5913', '59-3'), 'structure', 'esperava um campo'],
		[manualWith('5913', '５９13'), 'structure', 'esperava um campo'],
		[manualWith('5913', '59 3'), 'structure', 'esperava um campo'],
		[manualWith('5802BR', '58005802BR'), 'structure', 'vazio'],
		[manualWith('5802BR', '5802BR5802BR'), 'structure', 'duas vezes'],
		[manualWith('6304', '63046304'), 'structure', 'diz ter 12'],
		[manualWith('6207', '6215'), 'crc', 'último campo'],
		[manualWith('0136123e', '0199123e'), 'structure', 'diz ter 99'],
		[manualWith('0014br', '0054br'), 'account', 'não é de Pix'],
		[manualWith('0503***', '0599***'), 'structure', 'diz ter 99'],
		[sealed(MANUAL.slice(6)), 'format', '00'],
		[manualWith('000201', '000202'), 'format', '00'],
		[sealed(`${MANUAL.slice(6, -8)}0002016304XXXX`), 'format', '00'],
		[manualWith('52040000', ''), 'format', '52'],
		[manualWith('000201', '000201010213'), 'initiation', '01'],
		[manualWith('br.gov.bcb.pix', 'br.gov.bcb.xpi'), 'account', 'não é de Pix'],
		[manualWith('2658', '2558'), 'account', 'não é de Pix'],
		[manualWith(`26580014br.gov.bcb.pix0136${RANDOM_KEY}`, '26220014br.gov.bcb.pix0100'), 'structure', 'vazio'],
		[manualWith(`0136${RANDOM_KEY}`, `0236${RANDOM_KEY}`), 'account', 'só um dos dois'],
		[sealed(DYNAMIC.replace('2648', '2653').replace('2526', '0101a2526')), 'account', 'só um dos dois'],
		[manualWith('52040000', '27230014br.gov.bcb.pix0101a52040000'), 'account', 'mais de uma'],
		[manualWith('5303986', '5303840'), 'currency', '53'],
		[manualWith('5303986', ''), 'currency', '53'],
		[manualWith('5802BR', '5802US'), 'country', '58'],
		[manualWith('5802BR', ''), 'country', '58'],
		...['-1.00', '1,00', '1.000', '1e3', '.50', '10.', ' 1', '０', '12345678901234'].map(
			(amount) => [manualWith('5802BR', `54${String(amount.length).padStart(2, '0')}${amount}5802BR`), 'amount', '54'],
		),
		[manualWith('5913Fulano de Tal', ''), 'name', '59'],
		[manualWith('5913Fulano de Tal', `5926${'n'.repeat(26)}`), 'name', 'são 26'],
		[manualWith('5913Fulano de Tal', '5901 '), 'name', '59'],
		[manualWith('6008BRASILIA', ''), 'city', '60'],
		[manualWith('6008BRASILIA', `6016${'c'.repeat(16)}`), 'city', 'são 16'],
		[manualWith('62070503***', `62300526${'t'.repeat(26)}`), 'txid', 'são 26'],
	])('refuses %p because of its %s: %s', (text, part, reason) => {
		const error = errorOf(text);
		expect(error.part).toBe(part);
		expect(error.message).toContain(reason);
		expect(error.message.length).toBeLessThan(250);
	});

	it('refuses a code in which any one character is another one', () => {
		const character = fc.integer({ min: 0, max: 127 }).map((code) => String.fromCharCode(code));
		fc.assert(
			fc.property(inputs, fc.nat(), character, (input, position, by) => {
				const code = buildBrCode(input);
				const at = position % code.length;
				fc.pre(code[at] !== by);
				expect(() => parseBrCode(code.slice(0, at) + by + code.slice(at + 1))).toThrow(BrCodeError);
			}),
			{ numRuns: 3000 },
		);
	});

	it('refuses every other ASCII character at every place of the example', () => {
		for (let at = 0; at < MANUAL.length; at += 1) {
			for (let code = 0; code < 128; code += 1) {
				const by = String.fromCharCode(code);
				if (by === MANUAL[at]) continue;
				expect(errorOf(MANUAL.slice(0, at) + by + MANUAL.slice(at + 1))).toBeInstanceOf(BrCodeError);
			}
		}
	});

	it('takes any text as a code or refuses it with a BrCodeError', () => {
		const digits = fc.string({ unit: fc.constantFrom(...'00112266350499BR.*'), maxLength: 120 });
		const body = fc.oneof(digits, fc.string({ unit: 'binary' }), digits.map((end) => MANUAL.slice(0, 100) + end));
		fc.assert(
			fc.property(body, fc.boolean(), (text, seal) => {
				try {
					parseBrCode(seal ? sealed(`${text}6304XXXX`) : text);
				} catch (error) {
					expect(error).toBeInstanceOf(BrCodeError);
				}
			}),
			{ numRuns: 3000 },
		);
	});
});
