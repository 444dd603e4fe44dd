import fc from 'fast-check';
import { BoletoError, buildBarcode, formatLine, parseBoleto, type Boleto } from '../../../core/boleto';
import { ParseError } from '../../../core/importing/problems';
import { bankBarcodes, bankInputs, collectionBarcodes, REFERENCE, withDigit } from './samples';

const BANK_LINE = '34191790011010435100147910201509915030000026000';
const BANK_BARCODE = '34199150300000260001790010104351004791020150';
const COLLECTION_LINE = '836200000005667800481000180975657313001589636081';

function parse(text: unknown): Boleto {
	return parseBoleto(text as string, REFERENCE);
}

function refusal(text: unknown): BoletoError {
	try {
		parse(text);
	} catch (error) {
		if (error instanceof BoletoError) return error;
		throw error;
	}
	throw new Error(`${String(text)} was read`);
}

describe('parseBoleto', () => {
	it.each([
		['00190500954014481606906809350314599990000000100', '00195999900000001000500940144816060680935031', '001', 'Banco do Brasil', '2025-02-21', 100],
		[BANK_LINE, BANK_BARCODE, '341', 'Itaú', '2026-07-10', 26000],
	])('reads the line %s and its barcode', (line, barcode, bank, bankName, dueDate, amountCents) => {
		const boleto = parse(line);
		expect(boleto).toEqual({ kind: 'bank', line, barcode, bank, bankName, dueDate, amountCents, freeField: barcode.slice(19) });
		expect(parse(barcode)).toEqual(boleto);
	});

	it('reads arrecadação', () => {
		const boleto = parse(COLLECTION_LINE);
		expect(boleto).toEqual({
			kind: 'collection',
			line: COLLECTION_LINE,
			barcode: '83620000000667800481001809756573100158963608',
			bank: null,
			bankName: null,
			dueDate: null,
			amountCents: 6678,
			segment: 3,
			segmentName: 'Energia elétrica e gás',
			freeField: '00481001809756573100158963608',
		});
		expect(parse(boleto.barcode)).toEqual(boleto);
	});

	it('reads arrecadação of modulo 11', () => {
		expect(parse('85890000460-9 52460179160-5 60759305086-5 83148300001-0')).toMatchObject({ segment: 5, amountCents: 4_605_246 });
	});

	it.each([
		'34191.79001 10104.351001 47910.201509 9 15030000026000',
		'  34191-79001.10104 351001\u00a047910\t201509–9 15030000026000\n',
		'34199.1503.0000.0260.0017.9001.0104.3510.0479.1020.150',
	])('reads over what separates the digits: %p', (text) => {
		expect(parse(text).line).toBe(BANK_LINE);
	});

	it('has no bank name for a bank that it does not know, no amount for zero and no due date for factor 0000', () => {
		expect(parse(buildBarcode({ bank: '999', dueDate: null, amountCents: 0, freeField: '0'.repeat(25) }))).toMatchObject({
			bank: '999',
			bankName: null,
			dueDate: null,
			amountCents: null,
		});
	});

	it('takes no quantity of an index for an amount', () => {
		fc.assert(
			fc.property(collectionBarcodes, (barcode) => {
				const cents = Number(barcode.slice(4, 15));
				expect(parse(barcode).amountCents).toBe('68'.includes(barcode[2]) && cents > 0 ? cents : null);
			}),
		);
	});

	it.each<[string, string, string[]]>([
		['10491443385511900000200000000141325230000093423', 'general', ['está 3', 'pedem 1']],
		[withDigit(BANK_LINE, 5, '1'), 'field1', ['primeiro campo', '341911900', 'está 1', 'pedem 7']],
		[withDigit(BANK_LINE, 20, '2'), 'field2', ['segundo campo', 'está 2', 'pedem 1']],
		[withDigit(BANK_LINE, 25, '9'), 'field3', ['terceiro campo']],
		[withDigit(BANK_LINE, 46, '1'), 'general', ['geral', 'valor']],
		[withDigit(BANK_BARCODE, 3, '8'), 'currency', ['moeda', 'é 8', 'esperava 9']],
		[withDigit(COLLECTION_LINE, 5, '1'), 'field1', ['primeiro campo']],
		[withDigit(COLLECTION_LINE, 47, '0'), 'field4', ['quarto campo', 'está 0', 'pedem 1']],
		[withDigit(COLLECTION_LINE, 2, '5'), 'valueId', ['terceiro dígito', 'é 5', '6, 7, 8 ou 9']],
		['88600000000000000000000000000000000000000000', 'general', ['geral']],
		[BANK_LINE.slice(0, 46), 'length', ['46 dígitos', '47']],
		[BANK_LINE.slice(2), 'length', ['45 dígitos', 'zeros do começo']],
		[`${BANK_LINE}0`, 'length', ['48 dígitos', 'bancário', 'Copie o número inteiro']],
		[COLLECTION_LINE.slice(0, 47), 'length', ['47 dígitos', 'arrecadação', '48']],
		['1', 'length', ['1 dígito;']],
		['', 'length', ['vazio']],
		[' .-\t', 'length', ['vazio']],
		[`${BANK_LINE}x`, 'characters', ['"x" (U+0078)']],
		['3,41917900110104E+46', 'text', ['Formate a coluna como texto']],
	])('refuses %p: %s', (text, part, says) => {
		const { part: found, message } = refusal(text);
		expect(found).toBe(part);
		for (const words of says) expect(message).toContain(words);
	});

	it('refuses the segment that there is none of', () => {
		const rest = `886${'0'.repeat(40)}`;
		const general = refusal(`8860${'0'.repeat(40)}`).message.match(/pedem (\d)/)?.[1] ?? '';
		const error = refusal(`${rest.slice(0, 3)}${general}${rest.slice(3)}`);
		expect(error.part).toBe('segment');
		expect(error.message).toContain('segundo dígito');
	});

	it.each([null, undefined, 3.4191790011010435e46, 34191790011010435100147910201509915030000026000n, true, {}, [BANK_LINE], Symbol('boleto')])('refuses what is no text: %p', (value) => {
		expect(refusal(value).part).toBe('text');
	});

	it.each(['３４１９１', '٣', '\u0000', '\ud800', '\u200b', '<script>', '1'.repeat(47).replace(/^1/, '１')])('refuses %p by its characters', (text) => {
		const { part, message } = refusal(BANK_LINE + text);
		expect(part).toBe('characters');
		expect(message).toMatch(/U\+[0-9A-F]{4}/);
		expect(message).not.toMatch(/[\p{Cc}\p{Surrogate}]/u);
	});

	it('neither reads nor repeats an endless text', () => {
		for (const text of ['1'.repeat(10_000), ' '.repeat(10_000), 'x'.repeat(10_000), BANK_LINE.padEnd(10_000)]) {
			const { part, message } = refusal(text);
			expect(part).toBe('length');
			expect(message).toContain('10000 caracteres');
			expect(message.length).toBeLessThan(200);
		}
	});

	it('refuses a reference that is no day', () => {
		expect(() => parseBoleto(BANK_LINE, '10/07/2026')).toThrow(RangeError);
	});

	it('throws ParseErrors, as importing expects', () => {
		expect(refusal('x')).toBeInstanceOf(ParseError);
	});

	it('reads back what is built', () => {
		fc.assert(
			fc.property(bankInputs, (input) => {
				expect(parse(buildBarcode(input))).toMatchObject(input);
			}),
			{ numRuns: 1000 },
		);
	});

	it('goes from barcode to line, to printed line, and back', () => {
		fc.assert(
			fc.property(fc.oneof(bankBarcodes, collectionBarcodes), (barcode) => {
				const boleto = parse(barcode);
				expect(boleto.barcode).toBe(barcode);
				expect(parse(boleto.line)).toEqual(boleto);
				expect(parse(formatLine(boleto.line))).toEqual(boleto);
			}),
			{ numRuns: 1000 },
		);
	});

	/**
	 * The general digit of a bank is 1 for the remainders 0, 1 and 10: a wrong digit that moves the sum from one of
	 * them to another cannot be noticed in factor and amount, which no other digit checks.
	 */
	it('notices any single wrong digit of a line that check digits can tell, and names its field', () => {
		fc.assert(
			fc.property(bankBarcodes, fc.nat(46), fc.constantFrom(...'0123456789'), (barcode, at, digit) => {
				const { line } = parse(barcode);
				fc.pre(line[at] !== digit && !(at === 0 && digit === '8'));
				const wrong = withDigit(line, at, digit);
				if (at < 32) {
					expect(refusal(wrong).part).toBe(`field${at < 10 ? 1 : at < 21 ? 2 : 3}`);
				} else if (at === 32 || !shareDigit(barcode, parseableBarcode(wrong))) {
					expect(refusal(wrong).part).toBe('general');
				}
			}),
			{ numRuns: 3000 },
		);
	});

	/**
	 * Modulo 10 catches every wrong digit. Modulo 11 gives 0 for the remainders 0 and 1: a wrong digit passes when it
	 * moves both the sum of its field and that of the barcode from one to the other.
	 */
	it('notices any single wrong digit of a line of arrecadação with modulo 10', () => {
		fc.assert(
			fc.property(collectionBarcodes, fc.nat(47), fc.constantFrom(...'0123456789'), (barcode, at, digit) => {
				fc.pre('67'.includes(barcode[2]));
				const { line } = parse(barcode);
				fc.pre(line[at] !== digit && at !== 0 && at !== 2);
				expect(refusal(withDigit(line, at, digit)).part).toBe(`field${Math.floor(at / 12) + 1}`);
			}),
			{ numRuns: 1000 },
		);
	});

	it('notices nearly any single wrong digit of a line of arrecadação with modulo 11', () => {
		let tried = 0;
		let missed = 0;
		fc.assert(
			fc.property(collectionBarcodes, fc.nat(47), fc.constantFrom(...'0123456789'), (barcode, at, digit) => {
				fc.pre('89'.includes(barcode[2]));
				const { line } = parse(barcode);
				fc.pre(line[at] !== digit && at !== 0 && at !== 2);
				tried += 1;
				try {
					parse(withDigit(line, at, digit));
					missed += 1;
				} catch (error) {
					expect(error).toBeInstanceOf(BoletoError);
				}
			}),
			{ numRuns: 2000 },
		);
		expect(missed / tried).toBeLessThan(0.03);
	});

	it('takes any text as a boleto of its digits or refuses it with a BoletoError', () => {
		const almost = fc.string({ unit: fc.constantFrom(...'0123456789. -'), minLength: 40, maxLength: 60 });
		fc.assert(
			fc.property(fc.oneof(almost, fc.string({ unit: 'binary' }), fc.anything()), (text) => {
				try {
					expect(parse(text).line).toMatch(/^\d{47,48}$/);
				} catch (error) {
					expect(error).toBeInstanceOf(BoletoError);
					expect((error as Error).message.length).toBeLessThan(400);
				}
			}),
			{ numRuns: 1000 },
		);
	});
});

/** The barcode of a line of a bank, checked or not. */
function parseableBarcode(line: string): string {
	return line.slice(0, 4) + line.slice(32) + line.slice(4, 9) + line.slice(10, 20) + line.slice(21, 31);
}

/** Whether two barcodes have the same general digit by their other digits: counted here from the definition. */
function shareDigit(one: string, other: string): boolean {
	return definedDigit(one) === definedDigit(other);
}

function definedDigit(barcode: string): number {
	const others = [...barcode.slice(0, 4), ...barcode.slice(5)].reverse();
	const digit = 11 - (others.reduce((sum, value, index) => sum + Number(value) * (2 + (index % 8)), 0) % 11);
	return digit === 0 || digit === 10 || digit === 11 ? 1 : digit;
}
