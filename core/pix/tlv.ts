import { excerpt } from '../importing/problems';
import { BrCodeError } from './BrCodeError';

/** The most characters that a field holds: its length is written in two digits. */
export const MAX_FIELD = 99;

const ID_AND_LENGTH = /^\d{4}$/;

/**
 * One field as EMV QR codes write it: id, length in two digits, value.
 *
 * @param value ASCII, 1 to {@link MAX_FIELD} characters
 */
export function writeField(id: string, value: string): string {
	if (value.length === 0 || value.length > MAX_FIELD) throw new RangeError(`Field ${id} would have ${value.length} characters`);
	return `${id}${String(value.length).padStart(2, '0')}${value}`;
}

/**
 * The fields of a code, or of a template inside it, by id, in their order.
 *
 * @throws BrCodeError (`structure`) when a length does not fit, is 00, or an id comes twice
 */
export function readFields(text: string): Map<string, string> {
	const fields = new Map<string, string>();
	for (let at = 0; at < text.length; ) {
		const head = text.slice(at, at + 4);
		if (!ID_AND_LENGTH.test(head)) {
			throw structure(`esperava um campo (quatro dígitos) onde está "${excerpt(head)}"`);
		}
		const id = head.slice(0, 2);
		const length = Number(head.slice(2));
		if (length === 0) throw structure(`o campo ${id} está vazio`);
		if (at + 4 + length > text.length) {
			throw structure(`o campo ${id} diz ter ${length} caracteres, mas só restam ${text.length - at - 4}`);
		}
		// EMV allows each id once. With two, readers would differ on which one counts.
		if (fields.has(id)) throw structure(`o campo ${id} aparece duas vezes`);
		fields.set(id, text.slice(at + 4, at + 4 + length));
		at += 4 + length;
	}
	return fields;
}

function structure(what: string): BrCodeError {
	return new BrCodeError('structure', `O código Pix está corrompido: ${what}. Copie o código inteiro de novo.`);
}
