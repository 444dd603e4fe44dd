import { getPixKeyInfo } from '@brazilian-utils/brazilian-utils';
import fc from 'fast-check';
import { isCpf } from '../../../core/documents/cpf';
import { ParseError } from '../../../core/importing/problems';
import { parsePixKey, PixKeyError } from '../../../core/pix';

/** Both the CPF of one person and, written as a phone, the mobile of another. */
const CPF_AND_PHONE = '51998259765';

describe('parsePixKey', () => {
	it.each([
		['52998224725', 'cpf', '52998224725'],
		['529.982.247-25', 'cpf', '52998224725'],
		[' 529 982 247 25 ', 'cpf', '52998224725'],
		['11222333000181', 'cnpj', '11222333000181'],
		['11.222.333/0001-81', 'cnpj', '11222333000181'],
		['12.ABC.345/01DE-35', 'cnpj', '12ABC34501DE35'],
		['12abc34501de35', 'cnpj', '12ABC34501DE35'],
		['+5511987654321', 'phone', '+5511987654321'],
		['+55 (11) 98765-4321', 'phone', '+5511987654321'],
		['5511987654321', 'phone', '+5511987654321'],
		['(11) 98765-4321', 'phone', '+5511987654321'],
		['(11) 9 8765-4321', 'phone', '+5511987654321'],
		['11 98765-4321', 'phone', '+5511987654321'],
		['11987654321', 'phone', '+5511987654321'],
		['\u202a+55\u00a011\u00a098765-4321\u202c', 'phone', '+5511987654321'],
		['55987654321', 'phone', '+5555987654321'],
		['financeiro@exemplo.com.br', 'email', 'financeiro@exemplo.com.br'],
		[' Financeiro+Pix@Exemplo.COM.BR\n', 'email', 'financeiro+pix@exemplo.com.br'],
		[`${'a'.repeat(64)}@${'b'.repeat(8)}.com`, 'email', `${'a'.repeat(64)}@${'b'.repeat(8)}.com`],
		['123e4567-e12b-12d1-a456-426655440000', 'random', '123e4567-e12b-12d1-a456-426655440000'],
		['71C7D9BE-4B85-4E43-9F1C-1F3B8B4E9A2D', 'random', '71c7d9be-4b85-4e43-9f1c-1f3b8b4e9a2d'],
	])('reads %p as the %s %s', (text, kind, value) => {
		expect(parsePixKey(text)).toEqual({ kind, value });
	});

	it.each([
		[CPF_AND_PHONE, 'cpf', CPF_AND_PHONE],
		['519.982.597-65', 'cpf', CPF_AND_PHONE],
		[`+55${CPF_AND_PHONE}`, 'phone', `+55${CPF_AND_PHONE}`],
		[`55${CPF_AND_PHONE}`, 'phone', `+55${CPF_AND_PHONE}`],
		['(51) 99825-9765', 'phone', `+55${CPF_AND_PHONE}`],
		['51 99825-9765', 'phone', `+55${CPF_AND_PHONE}`],
	])('decides that %p, which could be a CPF or a phone, is the %s %s', (text, kind, value) => {
		expect(parsePixKey(text)).toEqual({ kind, value });
	});

	it.each([
		['', 'vazia'],
		[' \u200b\t', 'vazia'],
		['529.982.247-26', 'CPF da chave Pix não é válido'],
		['111.111.111-11', 'CPF da chave Pix não é válido'],
		['52998224726', 'nem um celular com DDD'],
		['20987654321', 'nem um celular com DDD'],
		['11.222.333/0001-82', 'CNPJ da chave Pix não é válido'],
		['00000000000000', 'CNPJ da chave Pix não é válido'],
		['12ABC34501DE36', 'CNPJ da chave Pix não é válido'],
		['(11) 3456-7890', 'fixo'],
		['+551134567890', 'fixo'],
		['(11) 8765-4321', 'Ponha um 9'],
		['(20) 98765-4321', 'DDD 20 não existe'],
		['98765-4321', 'Falta o DDD'],
		['+1 415 555 2671', 'outro país'],
		['0800 123 4567', 'centrais de atendimento'],
		['@exemplo.com', 'e-mail da chave Pix não é válido'],
		['a@b', 'e-mail da chave Pix não é válido'],
		['a@b.com,c@d.com', 'e-mail da chave Pix não é válido'],
		['joão@exemplo.com', 'e-mail da chave Pix não é válido'],
		[`${'a'.repeat(65)}@${'b'.repeat(8)}.com`, '78 caracteres: o limite é 77'],
		['123e4567e12b12d1a456426655440000', 'não é uma chave Pix'],
		['{123e4567-e12b-12d1-a456-426655440000}', 'não é uma chave Pix'],
		['123e4567-e12b-12d1-a456-42665544000g', 'não é uma chave Pix'],
		['５２９９８２２４７２５', 'não é uma chave Pix'],
		['٥٢٩٩٨٢٢٤٧٢٥', 'não é uma chave Pix'],
		['5299822472\u0000', 'DDD 52 não existe'],
		['5299822472\ud800', 'não é uma chave Pix'],
		['1234', 'não é uma chave Pix'],
		['chave', 'não é uma chave Pix'],
		['1'.repeat(100_000), 'não é uma chave Pix'],
		['a@'.repeat(50_000), 'não é uma chave Pix'],
	])('refuses %p: %s', (text, reason) => {
		expect(() => parsePixKey(text)).toThrow(PixKeyError);
		expect(() => parsePixKey(text)).toThrow(ParseError);
		expect(() => parsePixKey(text)).toThrow(reason);
	});

	it('never repeats the key in its message', () => {
		for (const key of ['529.982.247-26', '52998224726', '11222333000182', '(11) 8765-4321', 'joão@exemplo.com']) {
			let message = '';
			try {
				parsePixKey(key);
			} catch (error) {
				message = (error as Error).message;
			}
			expect(message).not.toBe('');
			expect(message).not.toContain(key);
		}
	});

	it('reads what it wrote as the same key', () => {
		const elevenDigits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 11, maxLength: 11 });
		const uuid = fc.uuid();
		const email = fc.emailAddress();
		fc.assert(
			fc.property(fc.oneof(elevenDigits, uuid, email), (text) => {
				let key;
				try {
					key = parsePixKey(text);
				} catch (error) {
					expect(error).toBeInstanceOf(PixKeyError);
					return;
				}
				expect(parsePixKey(key.value)).toEqual(key);
				expect(key.value.length).toBeLessThanOrEqual(77);
			}),
			{ numRuns: 2000 },
		);
	});

	it('agrees with brazilian-utils on CPF, phone and random keys', () => {
		const mobile = fc.tuple(fc.integer({ min: 11, max: 99 }), fc.integer({ min: 0, max: 99_999_999 })).map(([area, number]) => `${area}9${String(number).padStart(8, '0')}`);
		const cpf = fc.integer({ min: 0, max: 99_999_999_999 }).map((number) => String(number).padStart(11, '0'));
		// Its rule for mobiles also takes numbers that begin with 6, 7 or 8, none of which is in use.
		const comparable = (text: string) => isCpf(text) || text[2] === '9';
		fc.assert(
			fc.property(fc.oneof(mobile, cpf.filter(comparable), mobile.map((phone) => `+55${phone}`), fc.uuid()), (text) => {
				const oracle = getPixKeyInfo(text);
				if (oracle === null) {
					expect(() => parsePixKey(text)).toThrow(PixKeyError);
				} else {
					expect(parsePixKey(text)).toEqual({ kind: oracle.type === 'evp' ? 'random' : oracle.type, value: oracle.value });
				}
			}),
			{ numRuns: 2000 },
		);
	});

	it('takes any text as a key or refuses it with a PixKeyError', () => {
		const keyLike = fc.string({ unit: fc.constantFrom(...'0123456789.-/()+ @aAbB'), maxLength: 40 });
		fc.assert(
			fc.property(fc.oneof(keyLike, fc.string({ unit: 'binary' })), (text) => {
				try {
					parsePixKey(text);
				} catch (error) {
					expect(error).toBeInstanceOf(PixKeyError);
				}
			}),
			{ numRuns: 2000 },
		);
	});
});
