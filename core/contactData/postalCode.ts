import { ParseError } from '../importing/problems';

export type PostalCodeErrorCode = 'EMPTY' | 'CHARACTERS' | 'LENGTH' | 'REPEATED' | 'UNASSIGNED';

/** Text that is no CEP. The message, in Portuguese, says what is wrong and what to do. */
export class PostalCodeError extends ParseError {
	override name = 'PostalCodeError';

	constructor(
		readonly code: PostalCodeErrorCode,
		message: string,
	) {
		super(message);
	}
}

const MAX_TEXT = 40;
const EXPECTED = 'Use um CEP de oito dígitos, como 13010-000.';

const BARE = /^\d{8}$/;
const CLEAN = /^(\d{5})-?(\d{3})$/;
const LABEL = /^\s*CEP[\s.:]*/i;
const PUNCTUATION = /[\s.'"=\p{Pd}]+/gu;
const REPEATED = /^(\d)\1+$/;

/**
 * A CEP, eight digits, from text as people write it: `13010-000`, `13.010-000`, `CEP 13010000`. Seven digits
 * alone get back the leading zero that a spreadsheet dropped (`1310100` is 01310-100). Whether a street has
 * it is not known here.
 *
 * @throws PostalCodeError when it is empty, has other characters or another length, repeats one digit
 *   (a filler), or begins with 00, which no CEP does
 */
export function parsePostalCode(text: string): string {
	const clean = CLEAN.exec(text);
	const digits = clean === null ? digitsOf(text) : clean[1] + clean[2];
	if (REPEATED.test(digits)) throw new PostalCodeError('REPEATED', `Um dígito repetido não é um CEP. ${EXPECTED}`);
	if (digits.startsWith('00')) throw new PostalCodeError('UNASSIGNED', `Nenhum CEP começa por 00. ${EXPECTED}`);
	return digits;
}

function digitsOf(text: string): string {
	if (text.length > MAX_TEXT) throw new PostalCodeError('LENGTH', `Texto longo demais para um CEP. ${EXPECTED}`);
	const trimmed = text.trim();
	// A zero in front was not dropped: such a code is short of a digit somewhere else.
	if (/^[1-9]\d{6}$/.test(trimmed)) return `0${trimmed}`;
	const bare = trimmed.replace(LABEL, '').replace(PUNCTUATION, '');
	if (bare === '') throw new PostalCodeError('EMPTY', `O CEP está vazio. ${EXPECTED}`);
	if (/\D/.test(bare)) throw new PostalCodeError('CHARACTERS', `O CEP tem caracteres que não são dígitos. ${EXPECTED}`);
	if (!BARE.test(bare)) throw new PostalCodeError('LENGTH', `O CEP tem ${bare.length} ${bare.length === 1 ? 'dígito' : 'dígitos'}. ${EXPECTED}`);
	return bare;
}

/** `13010-000` of `13010000`; what is not a CEP stays as it came. */
export function formatPostalCode(postalCode: string): string {
	const match = CLEAN.exec(postalCode.trim());
	return match === null ? postalCode.trim() : `${match[1]}-${match[2]}`;
}

/** A CEP for logs and lists, without the part that names the street: `13010-***`; `*****-***` of anything else. */
export function maskPostalCode(postalCode: string): string {
	const match = CLEAN.exec(postalCode.trim());
	return match === null ? '*****-***' : `${match[1]}-***`;
}
