import { AREA_CODES } from './areaCodes';
import { PhoneError, type PhoneErrorCode } from './PhoneError';

export interface Phone {
	/** `+55`, the area code and the number: `+5511912345678`. */
	e164: string;
	kind: 'mobile' | 'landline';
	/** DDD, two digits. */
	areaCode: string;
}

const MAX_TEXT = 60;
const EXPECTED = 'Use DDD e número, como (11) 91234-5678.';

/** As most of them come: `(11) 91234-5678`, `11912345678`, `+55 11 3456-7890`, `5511912345678`. */
const CLEAN = /^(?:\+?55 ?)?\(?([1-9]{2})\)? ?(9\d{4}|[2-5]\d{3})[- ]?(\d{4})$/;
const LABEL = /^(?:tel(?:efone)?|fone|cel(?:ular)?|whats(?:app)?|wpp|zap)[\s.:]+/i;
/** `0xx11`: the carrier of the customer's choice, as printed matter writes it. */
const ANY_CARRIER = /0[\s(]*xx[\s)]*/i;
const ALLOWED = /^\(?\+?[\d\s().\p{Pd}]*$/u;
/** 0800 and its like, with their zero or without; no area code begins so. */
const SERVICE = /^(?:0?(?:300|303|500|800|900)\d{6,7}|[34]00\d{5})$/;

/** Why a text is not a number: what a {@link PhoneError} says, without the cost of throwing one. */
export interface PhoneRefusal {
	code: PhoneErrorCode;
	/** In Portuguese; does not repeat the number. */
	reason: string;
}

/**
 * A Brazilian phone number from text as people write it, by Anatel's numbering plan: area code and a mobile of
 * nine digits that begins with 9, or a landline of eight that begins with 2–5. Takes `+55`, `0055` or `55` in
 * front, a trunk `0` with or without a carrier (`0 15 11 …`, `0xx11 …`), punctuation and a label (`Tel.:`).
 *
 * @throws PhoneError when it is not one such number; its `code` tells why
 */
export function parsePhone(text: string): Phone {
	const read = readPhone(text);
	if ('code' in read) throw new PhoneError(read.code, read.reason);
	return read;
}

/** {@link parsePhone} that returns the refusal: an import may meet a million numbers without a DDD. */
export function readPhone(text: string): Phone | PhoneRefusal {
	const clean = CLEAN.exec(text);
	if (clean !== null && AREA_CODES.has(clean[1])) return phoneOf(clean[1], clean[2] + clean[3]);
	if (text.length > MAX_TEXT) return refusal('LENGTH', 'Texto longo demais para um telefone.');
	const plain = text.trim().replace(LABEL, '').replace(ANY_CARRIER, '0');
	if (!ALLOWED.test(plain)) return refusal('CHARACTERS', 'O telefone tem caracteres que não são de um número.');
	const dialled = plain.replace(/\D+/g, '');
	const plus = plain.includes('+');
	// Twelve digits that begin with 00: dialled abroad. Eleven may be a filler such as (00) 90000-0000.
	if (plus ? !dialled.startsWith('55') : /^00(?!55)[1-9]\d{9,}$/.test(dialled)) return refusal('FOREIGN', 'É um telefone de outro país.');
	return readNational(withoutCountry(dialled, plus));
}

function readNational(dialled: string): Phone | PhoneRefusal {
	if (SERVICE.test(dialled)) return refusal('SERVICE', 'Números como 0800 e 4004 são de centrais de atendimento, não de clientes.');
	const digits = withoutTrunk(dialled);
	if (digits === '') return refusal('EMPTY', 'O telefone não tem nenhum dígito.');
	if (digits.length === 8 || digits.length === 9) return refusal('NO_AREA_CODE', 'Falta o DDD.');
	if (digits.length < 10 || digits.length > 11) {
		return refusal('LENGTH', `O número tem ${digits.length} ${digits.length === 1 ? 'dígito' : 'dígitos'}; com DDD são 10 ou 11.`);
	}
	const areaCode = digits.slice(0, 2);
	const number = digits.slice(2);
	if (!AREA_CODES.has(areaCode)) return refusal('AREA_CODE', `O DDD ${areaCode} não existe.`);
	if (number.length === 9) return number[0] === '9' ? phoneOf(areaCode, number) : refusal('NUMBER', 'Um número de nove dígitos começa por 9.');
	if (number[0] >= '6') return refusal('OLD_MOBILE', 'Celular de oito dígitos, sem o nono. Ponha um 9 entre o DDD e o número.');
	return number[0] >= '2' ? phoneOf(areaCode, number) : refusal('NUMBER', 'Um telefone fixo começa por 2, 3, 4 ou 5.');
}

function withoutCountry(digits: string, plus: boolean): string {
	if (plus) return digits.slice(2);
	if (digits.startsWith('0055')) return digits.slice(4);
	return digits.startsWith('55') && digits.length >= 12 ? digits.slice(2) : digits;
}

function withoutTrunk(digits: string): string {
	if (!/^0[1-9]/.test(digits)) return digits;
	if (digits.length === 11 || digits.length === 12) return digits.slice(1);
	// 0, the carrier's two digits, then area code and number.
	return digits.length === 13 || digits.length === 14 ? digits.slice(3) : digits;
}

function phoneOf(areaCode: string, number: string): Phone {
	return { e164: `+55${areaCode}${number}`, kind: number.length === 9 ? 'mobile' : 'landline', areaCode };
}

function refusal(code: PhoneErrorCode, reason: string): PhoneRefusal {
	return { code, reason: `${reason} ${EXPECTED}` };
}

/** `(11) 91234-5678` of `+5511912345678`; what is not such a number stays as it came. */
export function formatPhone(e164: string): string {
	const match = CLEAN.exec(e164.trim());
	return match === null ? e164.trim() : `(${match[1]}) ${match[2]}-${match[3]}`;
}

/**
 * A phone for logs and lists: area code and the last four digits, `(11) *****-5678`; `(11) ****-7890` of a
 * landline; `***` of anything that does not read as a Brazilian number.
 */
export function maskPhone(phone: string): string {
	const match = CLEAN.exec(phone.trim());
	return match === null ? '***' : `(${match[1]}) ${'*'.repeat(match[2].length)}-${match[3]}`;
}
