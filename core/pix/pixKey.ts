import { isEmail } from '../contactData/email';
import { parsePhone } from '../contactData/phone';
import { PhoneError } from '../contactData/PhoneError';
import { isCnpj } from '../documents/cnpj';
import { isCpf } from '../documents/cpf';
import { cleanText } from '../importing/text';
import { PixKeyError } from './PixKeyError';

export interface PixKey {
	kind: 'cpf' | 'cnpj' | 'phone' | 'email' | 'random';
	/** In the form that the DICT, the central bank's directory of keys, registers. */
	value: string;
}

/** Longest key, an e-mail: with the GUI before it, it fills the 99 characters of its template in the BR Code. */
export const KEY_LIMIT = 77;
/** More than any key with its punctuation. */
const MAX_TEXT = 200;

const RANDOM = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CPF = /^\d{3}[. ]?\d{3}[. ]?\d{3}[-. ]?\d{2}$/;
const CNPJ = /^[\dA-Z]{2}[. ]?[\dA-Z]{3}[. ]?[\dA-Z]{3}[/ ]?[\dA-Z]{4}[- ]?\d{2}$/i;
const PHONE = /^[\d ().+-]{8,}$/;
/** The DICT registers no accents, though addresses may have them. */
const ASCII = /^[!-~]+$/;

const EXPECTED = 'Use CPF, CNPJ, celular com DDD (+5511987654321), e-mail ou a chave aleatória.';

/**
 * A Pix key as people write it, in the form of the DICT (BCB, Manual de Padrões para Iniciação do Pix,
 * "Formatação das chaves do DICT no BR Code"): CPF 11 digits, CNPJ 14 characters (alphanumeric too), mobile
 * phone `+55…`, e-mail in lower case, random key as a lower-case UUID. Check digits are verified; whether the
 * key is registered, and to whom, only the DICT knows.
 *
 * Eleven bare digits can be a CPF and a mobile phone at once. A valid CPF wins, because only about one phone
 * number in a hundred passes its check digits. Written as a phone, with `+55` or grouped like
 * `(11) 98765-4321`, it is a phone.
 *
 * @throws PixKeyError saying what is wrong, in Portuguese, without repeating the key
 */
export function parsePixKey(text: string): PixKey {
	if (text.length > MAX_TEXT) throw notAKey();
	// Contacts copied from a phone bring no-break spaces and direction marks.
	const clean = cleanText(text).replace(/\s/g, ' ');
	if (clean === '') throw new PixKeyError(`A chave Pix está vazia. ${EXPECTED}`);
	if (clean.includes('@')) return { kind: 'email', value: emailKey(clean) };
	if (RANDOM.test(clean)) return { kind: 'random', value: clean.toLowerCase() };
	if (CNPJ.test(clean)) return { kind: 'cnpj', value: cnpjKey(clean) };
	if (CPF.test(clean)) return elevenDigits(clean);
	if (PHONE.test(clean)) return { kind: 'phone', value: phoneKey(clean) };
	throw notAKey();
}

function elevenDigits(text: string): PixKey {
	const bare = text.replace(/\D/g, '');
	if (isCpf(bare)) return { kind: 'cpf', value: bare };
	if (bare !== text) throw new PixKeyError('O CPF da chave Pix não é válido: os dígitos verificadores não conferem.');
	try {
		return { kind: 'phone', value: phoneKey(bare) };
	} catch {
		throw new PixKeyError('Os 11 dígitos da chave Pix não são um CPF válido nem um celular com DDD. Confira os dígitos.');
	}
}

function cnpjKey(text: string): string {
	const bare = text.replace(/[^\dA-Z]/gi, '').toUpperCase();
	if (isCnpj(bare)) return bare;
	throw new PixKeyError('O CNPJ da chave Pix não é válido: os dígitos verificadores não conferem.');
}

function emailKey(text: string): string {
	if (text.length > KEY_LIMIT) {
		throw new PixKeyError(`O e-mail da chave Pix tem ${text.length} caracteres: o limite é ${KEY_LIMIT}.`);
	}
	if (isEmail(text) && ASCII.test(text)) return text.toLowerCase();
	throw new PixKeyError('O e-mail da chave Pix não é válido. Use um endereço sem acentos, como nome@empresa.com.br.');
}

function phoneKey(text: string): string {
	const phone = readPhone(text);
	if (phone.kind === 'mobile') return phone.e164;
	throw new PixKeyError('O telefone da chave Pix é fixo: só um celular, com nove dígitos que começam por 9, pode ser chave.');
}

function readPhone(text: string): ReturnType<typeof parsePhone> {
	try {
		return parsePhone(text);
	} catch (error) {
		if (error instanceof PhoneError) throw new PixKeyError(`O telefone da chave Pix não é válido. ${error.message}`);
		throw error;
	}
}

function notAKey(): PixKeyError {
	return new PixKeyError(`O texto não é uma chave Pix. ${EXPECTED}`);
}
