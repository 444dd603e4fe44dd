import { excerpt } from '../importing/problems';
import { BoletoError } from './BoletoError';

/** Far more than 48 digits with their punctuation. */
const MAX_TEXT = 200;
/** What stands between digits: printed lines have spaces, dots and hyphens, and PDFs other spaces and dashes. */
const SEPARATORS = /[\s.\p{Pd}]+/gu;
const NO_DIGIT = /[^0-9]/u;
/** `1,04914E+46`: what a spreadsheet makes of a line in a cell of numbers. */
const EXPONENT = /^\s*\d(?:[.,]\d+)?E\+?\d{1,3}\s*$/i;

const EXPECTED = 'Copie a linha digitável (47 ou 48 dígitos) ou o código de barras (44 dígitos).';
const LOST = 'O boleto foi lido como número e perdeu dígitos. Formate a coluna como texto e copie a linha digitável de novo.';

/**
 * The digits of a line or barcode as people copy it, without what separates them.
 *
 * @throws BoletoError (`text`, `characters` or `length`) when it is no text, has other characters, or is empty or endless
 */
export function readDigits(text: unknown): string {
	if (typeof text === 'number' || typeof text === 'bigint') throw new BoletoError('text', LOST);
	if (typeof text !== 'string') throw new BoletoError('text', `O boleto deve ser um texto. ${EXPECTED}`);
	if (text.length > MAX_TEXT) throw new BoletoError('length', `O texto tem ${text.length} caracteres, mais que um boleto. ${EXPECTED}`);
	const digits = text.replace(SEPARATORS, '');
	if (digits === '') throw new BoletoError('length', `O boleto está vazio. ${EXPECTED}`);
	const odd = NO_DIGIT.exec(digits);
	if (!odd) return digits;
	if (EXPONENT.test(text)) throw new BoletoError('text', LOST);
	throw new BoletoError('characters', `O boleto "${excerpt(text)}" tem o caractere ${named(odd[0])}; esperava só dígitos. ${EXPECTED}`);
}

/** The character and its code, since some cannot be seen and others look like digits. */
function named(character: string): string {
	const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
	const seen = excerpt(character);
	return seen === '' ? code : `"${seen}" (${code})`;
}
