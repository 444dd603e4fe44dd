import { isValidPhone } from '@brazilian-utils/brazilian-utils';
import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { AREA_CODES } from '../../../core/contactData/areaCodes';
import { formatPhone, maskPhone, parsePhone } from '../../../core/contactData/phone';
import { PhoneError, type PhoneErrorCode } from '../../../core/contactData/PhoneError';
import { ParseError } from '../../../core/importing/problems';
import { Random } from '../../support/random';

const MOBILE = { e164: '+5511912345678', kind: 'mobile', areaCode: '11' };
const LANDLINE = { e164: '+555532221234', kind: 'landline', areaCode: '55' };

function errorOf(text: string): PhoneError {
	try {
		parsePhone(text);
	} catch (error) {
		expect(error).toBeInstanceOf(ParseError);
		if (error instanceof PhoneError) return error;
		throw error;
	}
	throw new Error(`${text} was accepted`);
}

const areaCode = fc.constantFrom(...AREA_CODES);
const digits = (length: number) => fc.nat(10 ** length - 1).map((number) => String(number).padStart(length, '0'));
const mobile = fc.tuple(areaCode, digits(8)).map(([code, rest]) => `${code}9${rest}`);
const landline = fc.tuple(areaCode, fc.integer({ min: 2, max: 5 }), digits(7)).map(([code, first, rest]) => `${code}${first}${rest}`);
const national = fc.oneof(mobile, landline);

describe('parsePhone', () => {
	it.each([
		'11912345678', '(11) 91234-5678', '11 91234-5678', '11-91234-5678', '11 9 1234-5678', '(11)912345678', '11.91234.5678',
		'+5511912345678', '+55 11 91234-5678', '+55 (11) 91234-5678', '(+55) 11 91234-5678', '5511912345678', '55 11 91234 5678',
		'005511912345678', '011912345678', '(011) 91234-5678', '+55 (011) 91234-5678', '+55 0 11 91234-5678', '01511912345678', '0 15 11 91234-5678',
		'0xx11 91234-5678', '(0XX11) 91234-5678', '0 (xx) 11 91234-5678', 'Tel.: (11) 91234-5678', 'WhatsApp: 11912345678', 'cel 11 91234-5678',
		'\u00a0(11)\u00a091234\u20115678 ',
	])('reads the mobile %p', (text) => {
		expect(parsePhone(text)).toEqual(MOBILE);
	});

	it.each([
		'5532221234', '(55) 3222-1234', '55 3222 1234', '+555532221234', '+55 55 3222-1234', '555532221234', '00555532221234', '05532221234',
		'0215532221234', '0xx55 3222-1234',
	])('reads the landline %p, in the area that is numbered as the country', (text) => {
		expect(parsePhone(text)).toEqual(LANDLINE);
	});

	it.each<[string, PhoneErrorCode, string]>([
		['', 'EMPTY', 'nenhum dígito'],
		['( ) -', 'EMPTY', 'nenhum dígito'],
		['não tem', 'CHARACTERS', 'caracteres'],
		['11 91234-5678 ramal 12', 'CHARACTERS', 'caracteres'],
		['11 91234-5678 / 11 3456-7890', 'CHARACTERS', 'caracteres'],
		['11912345678abc', 'CHARACTERS', 'caracteres'],
		['11９12345678', 'CHARACTERS', 'caracteres'],
		['11 912+345678', 'CHARACTERS', 'caracteres'],
		['119123456789', 'LENGTH', '12 dígitos'],
		['190', 'LENGTH', '3 dígitos'],
		['9', 'LENGTH', '1 dígito;'],
		['1'.repeat(61), 'LENGTH', 'longo demais'],
		['91234-5678', 'NO_AREA_CODE', 'Falta o DDD'],
		['+55 3222-1234', 'NO_AREA_CODE', 'Falta o DDD'],
		['3456-7890', 'NO_AREA_CODE', 'Falta o DDD'],
		['(20) 91234-5678', 'AREA_CODE', 'DDD 20 não existe'],
		['(23) 3456-7890', 'AREA_CODE', 'DDD 23 não existe'],
		['(00) 91234-5678', 'AREA_CODE', 'DDD 00 não existe'],
		['00000000000', 'AREA_CODE', 'DDD 00 não existe'],
		['11 8123-4567', 'OLD_MOBILE', 'um 9 entre o DDD e o número'],
		['(11) 6123-4567', 'OLD_MOBILE', 'um 9'],
		['(11) 7123-4567', 'OLD_MOBILE', 'um 9'],
		['+55 11 9123-4567', 'OLD_MOBILE', 'um 9'],
		['11 81234-5678', 'NUMBER', 'começa por 9'],
		['11 1234-5678', 'NUMBER', 'começa por 2, 3, 4 ou 5'],
		['11 0234-5678', 'NUMBER', 'começa por 2, 3, 4 ou 5'],
		['0800 123 4567', 'SERVICE', 'centrais'],
		['0800 12 3456', 'SERVICE', 'centrais'],
		['800 123 4567', 'SERVICE', 'centrais'],
		['+55 800 123 4567', 'SERVICE', 'centrais'],
		['0300 123 4567', 'SERVICE', 'centrais'],
		['4004-1234', 'SERVICE', 'centrais'],
		['3003 1234', 'SERVICE', 'centrais'],
		['+1 202 555 0123', 'FOREIGN', 'outro país'],
		['0012025550123', 'FOREIGN', 'outro país'],
		['+351 912 345 678', 'FOREIGN', 'outro país'],
	])('refuses %p: %s', (text, code, reason) => {
		expect(errorOf(text)).toMatchObject({ name: 'PhoneError', code, message: expect.stringContaining(reason) });
	});

	it('knows the 67 area codes and no other', () => {
		expect(AREA_CODES.size).toBe(67);
		for (let code = 0; code < 100; code += 1) {
			const areaCode = String(code).padStart(2, '0');
			const oracle = parsePhoneNumberFromString(`+55${areaCode}991234567`)?.isValid() ?? false;
			expect([areaCode, AREA_CODES.has(areaCode)]).toEqual([areaCode, oracle]);
		}
	});

	it('reads every number again from what it writes, in every way of leading to it', () => {
		fc.assert(
			fc.property(national, (number) => {
				const { e164, kind } = parsePhone(number);
				expect(e164).toBe(`+55${number}`);
				expect(kind).toBe(number.length === 11 ? 'mobile' : 'landline');
				for (const text of [e164, formatPhone(e164), `55${number}`, `0055${number}`, `0${number}`, `041${number}`, `0xx${number}`, `+55 ${formatPhone(e164)}`]) {
					expect(parsePhone(text).e164).toBe(e164);
				}
			}),
			{ numRuns: 3_000 },
		);
	});

	it('agrees with libphonenumber and @brazilian-utils on 20,000 random numbers', () => {
		const random = new Random(55);
		const differing: string[] = [];
		for (let count = 0; count < 20_000; count += 1) {
			const length = 8 + random.below(2);
			const number = `${String(random.below(100)).padStart(2, '0')}${String(random.below(10 ** length)).padStart(length, '0')}`;
			// Trunking lines of eight digits that begin with 7 still count as mobile for libphonenumber; a zero in front is a trunk to it.
			if (/^(?:0|..7.{7}$)/.test(number)) continue;
			const oracle = parsePhoneNumberFromString(`+55${number}`);
			const read = readOrNull(number);
			const expected = oracle?.isValid() === true && ['MOBILE', 'FIXED_LINE'].includes(String(oracle.getType())) ? oracle.number : null;
			if (read !== expected) differing.push(number);
			if (read !== null && !isValidPhone(number)) differing.push(number);
		}
		expect(differing).toEqual([]);
	});

	it('gives a number of the plan or its own error, and never tells the number', () => {
		const characters = fc.array(fc.constantFrom(...'0123456789955+()- xX.'), { maxLength: 24 }).map((all) => all.join(''));
		fc.assert(
			fc.property(fc.oneof(characters, fc.string({ unit: 'binary', maxLength: 80 })), (text) => {
				const message = readOrMessage(text);
				if (message.startsWith('+55')) expect(message).toMatch(/^\+55\d{2}(?:9\d{8}|[2-5]\d{7})$/);
				else expect(message.replace('(11) 91234-5678', '')).not.toMatch(/\d{3}/);
			}),
			{ numRuns: 5_000 },
		);
	});

	it('refuses a megabyte at once', () => {
		for (const text of ['1'.repeat(1_000_000), '('.repeat(1_000_000), '0 '.repeat(500_000)]) expect(errorOf(text).code).toBe('LENGTH');
	});
});

describe('formatPhone', () => {
	it.each([
		['+5511912345678', '(11) 91234-5678'],
		['+551134567890', '(11) 3456-7890'],
		['11912345678', '(11) 91234-5678'],
		['+12025550123', '+12025550123'],
		[' 3456-7890 falar com Ana ', '3456-7890 falar com Ana'],
	])('writes %p as %p', (e164, expected) => {
		expect(formatPhone(e164)).toBe(expected);
	});
});

describe('maskPhone', () => {
	it.each([
		['+5511912345678', '(11) *****-5678'],
		['(11) 91234-5678', '(11) *****-5678'],
		['+551134567890', '(11) ****-7890'],
		['+12025550123', '***'],
		['3456-7890 falar com Ana', '***'],
		['', '***'],
	])('writes %p as %p', (phone, expected) => {
		expect(maskPhone(phone)).toBe(expected);
	});

	it('never shows more than the area and four digits', () => {
		fc.assert(
			fc.property(fc.oneof(national, national.map((number) => `+55${number}`), fc.string({ unit: 'binary' })), (phone) => {
				expect(maskPhone(phone)).toMatch(/^(?:\(\d{2}\) \*{4,5}-\d{4}|\*\*\*)$/);
			}),
		);
	});
});

function readOrNull(text: string): string | null {
	try {
		return parsePhone(text).e164;
	} catch {
		return null;
	}
}

function readOrMessage(text: string): string {
	try {
		return parsePhone(text).e164;
	} catch (error) {
		if (error instanceof PhoneError) return error.message;
		throw error;
	}
}
