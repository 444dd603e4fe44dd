import { pickEmail } from './email';
import type { CustomerInput } from './invoiceInput';
import type { RowReader } from './rowReader';
import { stateFromText } from './states';
import { foldText } from './text';

const NAME_LIMIT = 200;
const PHONE_LIMIT = 40;
const CODE_LIMIT = 80;
const DOCUMENT_LIMIT = 80;
const STATE_LIMIT = 80;

/** The customer of a row; null, with the errors noted, when it has no usable name. */
export function parseCustomer(row: RowReader): CustomerInput | null {
	const name = row.text('customerName', NAME_LIMIT);
	if (name === null) row.missing('customerName');
	const document = parseDocument(row);
	const email = pickEmail(row);
	const phone = parsePhone(row);
	const state = parseState(row);
	const code = row.text('customerCode', CODE_LIMIT);
	if (name === null) return null;
	return { key: customerKey(name, document, code, email), name, document, email, phone, state, code };
}

/** The surest thing that tells one customer from another; see {@link CustomerInput.key}. */
function customerKey(name: string, document: string | null, code: string | null, email: string | null): string {
	if (document !== null) return `doc:${document}`;
	if (code !== null) return `code:${code}`;
	if (email !== null) return `email:${email}`;
	// A name made of symbols alone would fold to nothing and merge with every other such name.
	return `name:${foldText(name) || name.toLowerCase()}`;
}

const READY = /^(?:\d{11}|\d{14})$/;
const CNPJ = /^[A-Z0-9]{12}\d{2}$/;
const ALL_DIGITS = /^\d+$/;
const REPEATED = /^(.)\1+$/;

/**
 * CPF or CNPJ without punctuation; null, with a warning, when it cannot be one. Digits alone, 9–10 or 12–13
 * of them, get back the leading zeros a spreadsheet dropped. One repeated digit (`000.000.000-00`) is a
 * filler that would merge all the customers that have it. Check digits are not verified here.
 */
function parseDocument(row: RowReader): string | null {
	const text = row.text('customerDocument', DOCUMENT_LIMIT);
	if (text === null) return null;
	let document = READY.test(text) ? text : text.toUpperCase().replace(/[^A-Z0-9]/g, '');
	if (ALL_DIGITS.test(text)) {
		if (text.length === 9 || text.length === 10) document = text.padStart(11, '0');
		else if (text.length === 12 || text.length === 13) document = text.padStart(14, '0');
	}
	if ((READY.test(document) || CNPJ.test(document)) && !REPEATED.test(document)) return document;
	row.warn('customerDocument', 'Não é um CPF (11 dígitos) nem um CNPJ (14 caracteres). O cliente fica sem documento; corrija e importe de novo.');
	return null;
}

function parsePhone(row: RowReader): string | null {
	const phone = row.text('customerPhone', PHONE_LIMIT);
	if (phone === null || /\d/.test(phone)) return phone;
	row.warn('customerPhone', 'O telefone não tem nenhum dígito. O cliente fica sem telefone; use DDD e número.');
	return null;
}

function parseState(row: RowReader): string | null {
	const text = row.text('customerState', STATE_LIMIT);
	if (text === null) return null;
	const state = stateFromText(text);
	if (state === null) {
		row.warn('customerState', 'Não é um estado do Brasil. O cliente fica sem UF; use a sigla de duas letras, como SP.');
	}
	return state;
}
