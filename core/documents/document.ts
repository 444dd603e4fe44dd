import { isCnpj } from './cnpj';
import { isCpf } from './cpf';
import { DocumentError } from './DocumentError';

export type DocumentKind = 'cpf' | 'cnpj';

export interface TaxDocument {
	kind: DocumentKind;
	/** Bare: 11 digits or 14 upper-case characters. */
	value: string;
}

const MAX_TEXT = 80;
const EXPECTED = 'Use um CPF (11 dígitos) ou um CNPJ (14 caracteres).';
const CHECK_IT = 'Confira o documento no cadastro ou com o cliente.';

/** What people, systems and spreadsheets (`="01234567890"`) put around and between the characters. */
const PUNCTUATION = /[\s.,/\\|_'"=\p{Pd}]+/gu;
const LABEL = /^\s*(?:CPF|CNPJ)(?:\s*\/\s*(?:CPF|CNPJ))?[\s.:]+/i;
const ALL_DIGITS = /^\d+$/;
const CPF_FORM = /^\d{11}$/;
const CNPJ_FORM = /^[0-9A-Z]{12}\d{2}$/;
const REPEATED = /^(.)\1+$/;

/**
 * A CPF or a CNPJ (of digits, or with letters: IN RFB 2.229/2024) from text as people and systems write it,
 * with its check digits verified: `529.982.247-25`, `12.abc.345/01de-35`, `CPF: 52998224725`. Digits alone,
 * 9–10 or 12–13 of them, get back the leading zeros that a spreadsheet dropped, if the check digits then fit.
 *
 * @throws DocumentError when it is empty, has the wrong length or characters, repeats one digit
 *   (`000.000.000-00`, a filler) or its check digits do not fit
 */
export function parseDocument(text: string): TaxDocument {
	if (isCpf(text)) return { kind: 'cpf', value: text };
	if (isCnpj(text)) return { kind: 'cnpj', value: text };
	if (text.length > MAX_TEXT) throw new DocumentError('LENGTH', `Texto longo demais para um documento. ${EXPECTED}`);
	const bare = bareOf(text.replace(LABEL, ''));
	if (isCpf(bare)) return { kind: 'cpf', value: bare };
	if (isCnpj(bare)) return { kind: 'cnpj', value: bare };
	const trimmed = text.trim();
	const restored = withLeadingZeros(trimmed);
	if (restored !== null) return restored;
	throw refusal(bare, trimmed);
}

function bareOf(text: string): string {
	// Only ASCII changes case here: "ı" and "ß" must not become letters of a document.
	return text.replace(PUNCTUATION, '').replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

function withLeadingZeros(digits: string): TaxDocument | null {
	if (!ALL_DIGITS.test(digits)) return null;
	if (digits.length === 9 || digits.length === 10) {
		const value = digits.padStart(11, '0');
		return isCpf(value) ? { kind: 'cpf', value } : null;
	}
	if (digits.length === 12 || digits.length === 13) {
		const value = digits.padStart(14, '0');
		return isCnpj(value) ? { kind: 'cnpj', value } : null;
	}
	return null;
}

function refusal(bare: string, trimmed: string): DocumentError {
	if (bare === '') return new DocumentError('EMPTY', `O documento está vazio. ${EXPECTED}`);
	if (REPEATED.test(bare) && bare.length > 1) return new DocumentError('REPEATED', `Um caractere repetido não é um CPF nem um CNPJ. ${EXPECTED}`);
	if (bare.includes('*')) return new DocumentError('CHARACTERS', `O documento está mascarado com asteriscos. ${EXPECTED}`);
	if (/[^0-9A-Z]/.test(bare)) return new DocumentError('CHARACTERS', `O documento tem caracteres que não são letras nem números. ${EXPECTED}`);
	if (bare.length === 11) {
		if (!CPF_FORM.test(bare)) return new DocumentError('CHARACTERS', `Um CPF só tem números. ${EXPECTED}`);
		return new DocumentError('CHECK_DIGITS', `Os dígitos verificadores do CPF (os dois últimos) não conferem. ${CHECK_IT}`);
	}
	if (bare.length === 14) {
		if (!CNPJ_FORM.test(bare)) return new DocumentError('CHARACTERS', `Os dois últimos caracteres de um CNPJ são números. ${EXPECTED}`);
		return new DocumentError('CHECK_DIGITS', `Os dígitos verificadores do CNPJ (os dois últimos) não conferem. ${CHECK_IT}`);
	}
	if (/^(?:\d{9,10}|\d{12,13})$/.test(trimmed)) return new DocumentError('LENGTH', `O documento tem ${bare.length} dígitos, e nem com zeros à esquerda os verificadores conferem. ${EXPECTED}`);
	return new DocumentError('LENGTH', `O documento tem ${bare.length} ${bare.length === 1 ? 'caractere' : 'caracteres'}. ${EXPECTED}`);
}

/**
 * What a document is by its form, bare or punctuated, check digits not verified; null when it is neither. For
 * documents already in the ledger: a person (CPF) and a company (CNPJ) are treated apart.
 */
export function kindOf(document: string): DocumentKind | null {
	const bare = bareOf(document);
	if (CPF_FORM.test(bare)) return 'cpf';
	return CNPJ_FORM.test(bare) ? 'cnpj' : null;
}

/** `529.982.247-25` or `12.ABC.345/01DE-35`; what is neither a CPF nor a CNPJ by its length stays as it came. */
export function formatDocument(document: string): string {
	const bare = document.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
	if (bare.length === 11) return bare.replace(/^(.{3})(.{3})(.{3})(.{2})$/, '$1.$2.$3-$4');
	if (bare.length === 14) return bare.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, '$1.$2.$3/$4-$5');
	return document.trim();
}

/**
 * A document for logs and lists: the middle six characters alone, enough to tell two apart and not enough to
 * have one. `***.982.247-**` of a CPF (as the federal government publishes it), `**.222.333/****-**` of a
 * CNPJ, `***` of anything else.
 */
export function maskDocument(document: string): string {
	const bare = bareOf(document);
	if (CPF_FORM.test(bare)) return `***.${bare.slice(3, 6)}.${bare.slice(6, 9)}-**`;
	if (CNPJ_FORM.test(bare)) return `**.${bare.slice(2, 5)}.${bare.slice(5, 8)}/****-**`;
	return '***';
}
