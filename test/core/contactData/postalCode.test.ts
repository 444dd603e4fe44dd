import { isValidCep } from '@brazilian-utils/brazilian-utils';
import fc from 'fast-check';
import { formatPostalCode, maskPostalCode, parsePostalCode, PostalCodeError, type PostalCodeErrorCode } from '../../../core/contactData/postalCode';
import { stateOfPostalCode } from '../../../core/contactData/postalCodeStates';
import { ParseError } from '../../../core/importing/problems';
import { STATES } from '../../../core/importing/states';
import { Random } from '../../support/random';

const postalCode = fc
	.integer({ min: 1_000_000, max: 99_999_999 })
	.map((number) => String(number).padStart(8, '0'))
	.filter((digits) => new Set(digits).size > 1);

describe('parsePostalCode', () => {
	it.each([
		['13010000', '13010000'], ['13010-000', '13010000'], ['13.010-000', '13010000'], ['CEP: 13010-000', '13010000'], ['cep13010000', '13010000'],
		[' 13010 – 000 ', '13010000'], ['="01310100"', '01310100'], ['1310100', '01310100'], ['01310100', '01310100'],
	])('reads %p', (text, expected) => {
		expect(parsePostalCode(text)).toBe(expected);
	});

	it.each<[string, PostalCodeErrorCode]>([
		['', 'EMPTY'], ['CEP', 'EMPTY'], [' - ', 'EMPTY'], ['não sei', 'CHARACTERS'], ['13010-00O', 'CHARACTERS'], ['1301000０', 'CHARACTERS'], ['13010*000', 'CHARACTERS'],
		['130100', 'LENGTH'], ['0131010', 'LENGTH'], ['13.010-00', 'LENGTH'], ['130100000', 'LENGTH'], ['1'.repeat(1_000_000), 'LENGTH'],
		['00000-000', 'REPEATED'], ['99999999', 'REPEATED'], ['00130100', 'UNASSIGNED'],
	])('refuses %p: %s', (text, code) => {
		expect(() => parsePostalCode(text)).toThrow(expect.objectContaining({ name: 'PostalCodeError', code }));
		expect(() => parsePostalCode(text)).toThrow(ParseError);
	});

	it('reads each again from what it writes, and from a spreadsheet that dropped the zero', () => {
		fc.assert(
			fc.property(postalCode, (digits) => {
				for (const text of [digits, formatPostalCode(digits), String(Number(digits)), `CEP ${formatPostalCode(digits)}`]) expect(parsePostalCode(text)).toBe(digits);
			}),
		);
	});

	it('takes of 20,000 random texts only what @brazilian-utils takes', () => {
		const random = new Random(8);
		let taken = 0;
		for (let count = 0; count < 20_000; count += 1) {
			const digits = String(random.below(10 ** (6 + random.below(4))));
			const text = digits.length > 5 && random.below(2) === 0 ? `${digits.slice(0, 5)}-${digits.slice(5)}` : digits;
			const read = readOrNull(text);
			if (read === null) continue;
			taken += 1;
			expect(isValidCep(text) || text.length === 7).toBe(true);
			expect(isValidCep(read)).toBe(true);
		}
		expect(taken).toBeGreaterThan(5_000);
	});

	it('gives eight digits or its own error', () => {
		const characters = fc.array(fc.constantFrom(...'0123456789-. CEP'), { maxLength: 14 }).map((all) => all.join(''));
		fc.assert(
			fc.property(fc.oneof(characters, fc.string({ unit: 'binary', maxLength: 60 })), (text) => {
				const read = readOrNull(text);
				if (read !== null) expect(read).toMatch(/^(?!00)\d{8}$/);
			}),
			{ numRuns: 5_000 },
		);
	});
});

describe('stateOfPostalCode', () => {
	// First and last code of each range of the Correios' table.
	it.each([
		['SP', '01000000', '19999999'], ['RJ', '20000000', '28999999'], ['ES', '29000000', '29999999'], ['MG', '30000000', '39999999'],
		['BA', '40000000', '48999999'], ['SE', '49000000', '49999999'], ['PE', '50000000', '56999999'], ['AL', '57000000', '57999999'],
		['PB', '58000000', '58999999'], ['RN', '59000000', '59999999'], ['CE', '60000000', '63999999'], ['PI', '64000000', '64999999'],
		['MA', '65000000', '65999999'], ['PA', '66000000', '68899999'], ['AP', '68900000', '68999999'], ['AM', '69000000', '69299999'],
		['RR', '69300000', '69399999'], ['AM', '69400000', '69899999'], ['AC', '69900000', '69999999'], ['DF', '70000000', '72799999'],
		['GO', '72800000', '72999999'], ['DF', '73000000', '73699999'], ['GO', '73700000', '76799999'], ['RO', '76800000', '76999999'],
		['TO', '77000000', '77999999'], ['MT', '78000000', '78899999'], ['MS', '79000000', '79999999'], ['PR', '80000000', '87999999'],
		['SC', '88000000', '89999999'], ['RS', '90000000', '99999999'], [null, '00000000', '00999999'], [null, '78900000', '78999999'],
	])('%p has %s to %s', (state, first, last) => {
		expect([stateOfPostalCode(first), stateOfPostalCode(last)]).toEqual([state, state]);
	});

	it.each([
		['SP', '01310100'], ['RJ', '20040002'], ['ES', '29010000'], ['MG', '30130000'], ['BA', '40020000'], ['SE', '49010000'], ['PE', '50030000'],
		['AL', '57020000'], ['PB', '58010000'], ['RN', '59010000'], ['CE', '60010000'], ['PI', '64000000'], ['MA', '65010000'], ['PA', '66010000'],
		['AP', '68900000'], ['AM', '69005000'], ['RR', '69301000'], ['AC', '69900000'], ['DF', '70040010'], ['GO', '74003010'], ['RO', '76801000'],
		['TO', '77001000'], ['MT', '78005000'], ['MS', '79002000'], ['PR', '80010000'], ['SC', '88010000'], ['RS', '90010000'],
	])('%s has the centre of its capital, %s', (state, code) => {
		expect(stateOfPostalCode(code)).toBe(state);
	});

	it('knows every state and nothing else', () => {
		const states = new Set(Array.from({ length: 100_000 }, (_, prefix) => stateOfPostalCode(`${String(prefix).padStart(5, '0')}000`)));
		expect([...states].filter((state) => state !== null).sort()).toEqual([...STATES].sort());
		for (const text of ['', '1301000', '13010-000', '130100000', 'constructor']) expect(stateOfPostalCode(text)).toBeNull();
	});
});

describe('formatPostalCode and maskPostalCode', () => {
	it.each([
		['13010000', '13010-000', '13010-***'],
		['13010-000', '13010-000', '13010-***'],
		[' 123 ', '123', '*****-***'],
		['', '', '*****-***'],
	])('write %p as %p and %p', (digits, formatted, masked) => {
		expect([formatPostalCode(digits), maskPostalCode(digits)]).toEqual([formatted, masked]);
	});

	it('never show the last three digits under the mask', () => {
		fc.assert(
			fc.property(fc.oneof(postalCode, fc.string({ unit: 'binary' })), (text) => {
				expect(maskPostalCode(text)).toMatch(/^(?:\d{5}|\*{5})-\*{3}$/);
			}),
		);
	});
});

function readOrNull(text: string): string | null {
	try {
		return parsePostalCode(text);
	} catch (error) {
		if (error instanceof PostalCodeError) return null;
		throw error;
	}
}
