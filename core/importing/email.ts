import { EMAIL_LIMIT, isEmail } from '../contactData/email';
import type { RowReader } from './rowReader';

const FIELD_LIMIT = 2_000;

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
