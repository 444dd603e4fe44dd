import { ParseError } from '../importing/problems';

/** Longest e-mail address, in characters (RFC 5321 path limit). */
export const EMAIL_LIMIT = 254;

const LOCAL = /^[^\s@<>(),;:"\\[\]\p{Cc}]+$/u;
const DOMAIN = /^[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u;

export type EmailErrorCode = 'EMPTY' | 'LENGTH' | 'FORM';

/** Text that is not one e-mail address. The message, in Portuguese, does not repeat the address. */
export class EmailError extends ParseError {
	override name = 'EmailError';

	constructor(
		readonly code: EmailErrorCode,
		message: string,
	) {
		super(message);
	}
}

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

/**
 * One address, trimmed and lower-case.
 *
 * @throws EmailError when it is empty, over {@link EMAIL_LIMIT} or not in the form of {@link isEmail}
 */
export function parseEmail(text: string): string {
	const email = text.trim().toLowerCase();
	if (email === '') throw new EmailError('EMPTY', 'O e-mail está vazio. Use um endereço como nome@empresa.com.br.');
	if (email.length > EMAIL_LIMIT) throw new EmailError('LENGTH', `E-mail com ${email.length} caracteres: o limite é ${EMAIL_LIMIT}. Corrija o endereço.`);
	if (!isEmail(email)) throw new EmailError('FORM', 'O e-mail não é válido. Use um endereço como nome@empresa.com.br.');
	return email;
}

/** An address for logs and lists: `m***@example.com`; `***` of what is not an address. The domain is shown. */
export function maskEmail(email: string): string {
	const text = email.trim();
	if (!isEmail(text)) return '***';
	const [first] = text;
	return `${first}***${text.slice(text.indexOf('@'))}`;
}
