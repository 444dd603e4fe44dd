import type { RowReader } from './rowReader';

/** Longest e-mail address (RFC 5321 path limit). */
export const EMAIL_LIMIT = 254;
const FIELD_LIMIT = 2_000;

const LOCAL = /^[^\s@<>(),;:"\\[\]\p{Cc}]+$/u;
const DOMAIN = /^[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u;

/** Whether `text` has the form of one bare address: one @, a dot in the domain, nothing that could carry a second address or a header. */
export function isEmail(text: string): boolean {
	if (text.length > EMAIL_LIMIT) return false;
	const at = text.indexOf('@');
	if (at < 1) return false;
	const local = text.slice(0, at);
	const domain = text.slice(at + 1);
	return (
		LOCAL.test(local) &&
		DOMAIN.test(domain) &&
		domain.includes('.') &&
		!domain.includes('..') &&
		!local.includes('..') &&
		!local.startsWith('.') &&
		!local.endsWith('.')
	);
}

/** The e-mail of a row, lower-case: of several, the first valid one, with a warning; null, with a warning, when none is. */
export function pickEmail(row: RowReader): string | null {
	const text = row.text('customerEmail', FIELD_LIMIT)?.toLowerCase();
	if (text === undefined) return null;
	if (isEmail(text)) return text;
	const addresses = text.split(/[;,]/).map((part) => part.trim()).filter((part) => part !== '');
	const email = addresses.find(isEmail) ?? null;
	if (email === null && addresses.length === 1 && addresses[0].length > EMAIL_LIMIT) {
		row.error('customerEmail', `E-mail do cliente com ${addresses[0].length} caracteres: o limite é ${EMAIL_LIMIT}. Corrija o endereço.`);
	} else if (email === null) {
		row.warn('customerEmail', 'O e-mail não é válido. O cliente fica sem e-mail; use um endereço como nome@empresa.com.br.');
	} else if (addresses.length > 1) {
		row.warn('customerEmail', `Há mais de um e-mail; fica o primeiro válido: ${email}.`);
	}
	return email;
}
