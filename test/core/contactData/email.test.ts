import { isValidEmail } from '@brazilian-utils/brazilian-utils';
import fc from 'fast-check';
import { EMAIL_LIMIT, EmailError, isEmail, maskEmail, parseEmail, type EmailErrorCode } from '../../../core/contactData/email';
import { ParseError } from '../../../core/importing/problems';

describe('isEmail', () => {
	it.each([
		['nome@empresa.com.br', true], ["d'avila+x@example.com", true], ['joão@açaí.com.br', true], ['a@b.co', true],
		['', false], ['@example.com', false], ['a@', false], ['a@b', false], ['a@@example.com', false], ['a@b@example.com', false],
		['a b@example.com', false], ['a..b@example.com', false], ['.a@example.com', false], ['a.@example.com', false], ['a@example..com', false],
		['a@-example.com', false], ['a@example.com.', false], ['a@example.com,b@example.com', false], ['a@example.com;b@example.com', false],
		['Nome <a@example.com>', false], ['a@example.com\r\nBcc: b@example.com', false], ['a\u0000@example.com', false], ['a@example.com\n', false],
	])('%p: %p', (text, expected) => {
		expect(isEmail(text)).toBe(expected);
	});

	it('has a limit', () => {
		const domain = '@example.com';
		expect(isEmail('x'.repeat(EMAIL_LIMIT - domain.length) + domain)).toBe(true);
		expect(isEmail('x'.repeat(EMAIL_LIMIT - domain.length + 1) + domain)).toBe(false);
		expect(isEmail(`${'a.'.repeat(500_000)}@${'b.'.repeat(500_000)}com`)).toBe(false);
	});

	it('takes every address that @brazilian-utils takes', () => {
		fc.assert(
			fc.property(fc.oneof(fc.emailAddress(), fc.string()), (text) => {
				if (isValidEmail(text) && text === text.trim()) expect(isEmail(text)).toBe(true);
			}),
			{ numRuns: 20_000 },
		);
	});

	it('takes nothing that could carry a second address or a header', () => {
		const text = fc.tuple(fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 30 })).map(([local, domain]) => `${local}@${domain}.com`);
		fc.assert(
			fc.property(fc.oneof(text, fc.emailAddress()), (email) => {
				if (isEmail(email)) expect(email).not.toMatch(/[\s\p{Cc}<>,;:"]|@.*@/u);
			}),
			{ numRuns: 5_000 },
		);
	});
});

describe('parseEmail', () => {
	it('reads an address in lower case', () => {
		expect(parseEmail(' Contato@Exemplo.com.BR\n')).toBe('contato@exemplo.com.br');
	});

	it.each<[string, EmailErrorCode]>([
		['  ', 'EMPTY'],
		[`${'x'.repeat(300)}@example.com`, 'LENGTH'],
		['sem-arroba', 'FORM'],
		['a@example.com\r\nBcc: b@example.com', 'FORM'],
	])('refuses %p: %s', (text, code) => {
		expect(() => parseEmail(text)).toThrow(expect.objectContaining({ name: 'EmailError', code }));
		expect(() => parseEmail(text)).toThrow(EmailError);
		expect(() => parseEmail(text)).toThrow(ParseError);
	});
});

describe('maskEmail', () => {
	it.each([
		['maria.souza@example.com', 'm***@example.com'],
		['a@example.com', 'a***@example.com'],
		['𝒶bc@example.com', '𝒶***@example.com'],
		['maria.souza', '***'],
		['a@b@example.com', '***'],
		['', '***'],
	])('writes %p as %p', (email, expected) => {
		expect(maskEmail(email)).toBe(expected);
	});

	it('never shows more than one character before the domain', () => {
		fc.assert(
			fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })), (email) => {
				expect(maskEmail(email)).toMatch(/^(?:.?\*\*\*@[^@]+|\*\*\*)$/u);
			}),
		);
	});
});
