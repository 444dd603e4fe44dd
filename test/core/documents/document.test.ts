import fc from 'fast-check';
import { isCnpj } from '../../../core/documents/cnpj';
import { isCpf } from '../../../core/documents/cpf';
import { formatDocument, kindOf, maskDocument, parseDocument } from '../../../core/documents/document';
import { DocumentError, type DocumentErrorCode } from '../../../core/documents/DocumentError';
import { ParseError } from '../../../core/importing/problems';
import { validCpf, validDocument } from './arbitraries';

function errorOf(text: string): DocumentError {
	try {
		parseDocument(text);
	} catch (error) {
		expect(error).toBeInstanceOf(DocumentError);
		expect(error).toBeInstanceOf(ParseError);
		return error as DocumentError;
	}
	throw new Error(`${text} was accepted`);
}

describe('parseDocument', () => {
	it.each<[string, 'cpf' | 'cnpj', string]>([
		['52998224725', 'cpf', '52998224725'],
		['529.982.247-25', 'cpf', '52998224725'],
		[' 529 982 247 – 25\t', 'cpf', '52998224725'],
		['CPF: 529.982.247-25', 'cpf', '52998224725'],
		['CPF/CNPJ 52998224725', 'cpf', '52998224725'],
		['="00998224740"', 'cpf', '00998224740'],
		["'52998224725", 'cpf', '52998224725'],
		['2998224784', 'cpf', '02998224784'],
		['998224740', 'cpf', '00998224740'],
		['11.222.333/0001-81', 'cnpj', '11222333000181'],
		['11222333/0001-81', 'cnpj', '11222333000181'],
		['1222333000128', 'cnpj', '01222333000128'],
		['222333000165', 'cnpj', '00222333000165'],
		['12.ABC.345/01DE-35', 'cnpj', '12ABC34501DE35'],
		['12.abc.345/01de-35', 'cnpj', '12ABC34501DE35'],
		['cnpj 12abc34501de35', 'cnpj', '12ABC34501DE35'],
	])('reads %p', (text, kind, value) => {
		expect(parseDocument(text)).toEqual({ kind, value });
	});

	it.each<[string, DocumentErrorCode, string]>([
		['', 'EMPTY', 'vazio'],
		[' .-/ ', 'EMPTY', 'vazio'],
		['12345', 'LENGTH', '5 caracteres'],
		['7', 'LENGTH', '1 caractere.'],
		['529.982.247-255', 'LENGTH', '12 caracteres'],
		['529.982.247', 'LENGTH', '9 caracteres'],
		['1'.repeat(81), 'LENGTH', 'longo demais'],
		['000.000.000-00', 'REPEATED', 'repetido'],
		['99999999999999', 'REPEATED', 'repetido'],
		['AAAAAAAAAAAAAA', 'REPEATED', 'repetido'],
		['***.982.247-**', 'CHARACTERS', 'asteriscos'],
		['529.982.247-2X', 'CHARACTERS', 'só tem números'],
		['12ABC34501DEA5', 'CHARACTERS', 'dois últimos'],
		['5299822472５', 'CHARACTERS', 'não são letras nem números'],
		['52998224725\u0000', 'CHARACTERS', 'não são letras nem números'],
		['12.ABC.345/01DE-35; 1', 'CHARACTERS', 'não são letras nem números'],
		['52998224726', 'CHECK_DIGITS', 'CPF (os dois últimos) não conferem'],
		['12.ABC.345/01DE-36', 'CHECK_DIGITS', 'CNPJ (os dois últimos) não conferem'],
		['2998224785', 'LENGTH', '10 dígitos, e nem com zeros à esquerda'],
		['222333000166', 'LENGTH', '12 dígitos, e nem com zeros à esquerda'],
	])('refuses %p: %s', (text, code, reason) => {
		expect(errorOf(text)).toMatchObject({ name: 'DocumentError', code, message: expect.stringContaining(reason) });
	});

	it('reads each document it is given, however it is written', () => {
		fc.assert(
			fc.property(validDocument, (value) => {
				const kind = value.length === 11 ? 'cpf' : 'cnpj';
				for (const text of [value, formatDocument(value), value.toLowerCase(), ` ${formatDocument(value).replace(/[.-]/g, ' ')} `]) {
					expect(parseDocument(text)).toEqual({ kind, value });
				}
				expect(kindOf(formatDocument(value))).toBe(kind);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('restores the zeros that a spreadsheet dropped, and never others', () => {
		fc.assert(
			fc.property(validCpf.map((cpf) => cpf.replace(/^0+/, '')), fc.nat(9_999_999_999), (dropped, number) => {
				if (dropped.length >= 9) expect(parseDocument(dropped).value).toBe(dropped.padStart(11, '0'));
				const text = String(number);
				if (text.length === 9 || text.length === 10) {
					if (isCpf(text.padStart(11, '0'))) expect(parseDocument(text).kind).toBe('cpf');
					else expect(() => parseDocument(text)).toThrow(DocumentError);
				}
			}),
			{ numRuns: 2_000 },
		);
	});

	it('gives a valid document or its own error, and never tells the digits', () => {
		const characters = fc.array(fc.constantFrom(...'0123456789ABZaz.-/ *ıßK'), { maxLength: 20 }).map((all) => all.join(''));
		const text = fc.oneof(characters, fc.string({ unit: 'binary', maxLength: 100 }), validDocument.map((value) => value.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))));
		fc.assert(
			fc.property(text, (input) => {
				try {
					const { kind, value } = parseDocument(input);
					expect(kind === 'cpf' ? isCpf(value) : isCnpj(value)).toBe(true);
				} catch (error) {
					expect(error).toBeInstanceOf(DocumentError);
					expect((error as Error).message).not.toMatch(/\d{3}/);
				}
			}),
			{ numRuns: 5_000 },
		);
	});

	it('refuses a megabyte at once', () => {
		for (const text of ['1'.repeat(1_000_000), ' '.repeat(1_000_000), 'CPF '.repeat(250_000)]) expect(errorOf(text).code).toBe('LENGTH');
	});
});

describe('formatDocument', () => {
	it.each([
		['52998224725', '529.982.247-25'],
		['11222333000181', '11.222.333/0001-81'],
		['12abc34501de35', '12.ABC.345/01DE-35'],
		['11.222.333/0001-81', '11.222.333/0001-81'],
		[' 123 ', '123'],
	])('writes %p as %p', (document, expected) => {
		expect(formatDocument(document)).toBe(expected);
	});
});

describe('maskDocument', () => {
	it.each([
		['52998224725', '***.982.247-**'],
		['529.982.247-25', '***.982.247-**'],
		['11222333000181', '**.222.333/****-**'],
		['12.abc.345/01de-35', '**.ABC.345/****-**'],
		['5299822472', '***'],
		['<script>', '***'],
		['', '***'],
	])('writes %p as %p', (document, expected) => {
		expect(maskDocument(document)).toBe(expected);
	});

	it('never shows more than six characters', () => {
		fc.assert(
			fc.property(fc.oneof(validDocument, validDocument.map(formatDocument), fc.string({ unit: 'binary' })), (document) => {
				expect(maskDocument(document)).toMatch(/^(?:\*\*\*\.\d{3}\.\d{3}-\*\*|\*\*\.[0-9A-Z]{3}\.[0-9A-Z]{3}\/\*{4}-\*\*|\*\*\*)$/);
			}),
		);
	});
});

describe('kindOf', () => {
	it.each([
		['52998224725', 'cpf'],
		['529.982.247-99', 'cpf'],
		['12.abc.345/01de-35', 'cnpj'],
		['12ABC34501DEA5', null],
		['5299822472', null],
		['', null],
	])('%p: %p', (document, kind) => {
		expect(kindOf(document)).toBe(kind);
	});
});
