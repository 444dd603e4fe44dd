import fc from 'fast-check';

const LETTERS_AND_DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** One check digit, the textbook way: weights 2, 3, … from the right, starting again after `highest`. */
function checkDigit(base: string, highest: number): string {
	let sum = 0;
	[...base].reverse().forEach((character, at) => {
		sum += (character.charCodeAt(0) - 48) * ((at % (highest - 1)) + 2);
	});
	return String(sum % 11 < 2 ? 0 : 11 - (sum % 11));
}

function complete(base: string, highest: number): string {
	const first = base + checkDigit(base, highest);
	return first + checkDigit(first, highest);
}

const text = (alphabet: string, length: number) => fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((characters) => characters.join(''));
const unrepeated = (base: string) => new Set(base).size > 1;

export const validCpf = text('0123456789', 9).filter(unrepeated).map((base) => complete(base, 11));
export const numericCnpj = text('0123456789', 12).filter(unrepeated).map((base) => complete(base, 9));
export const alphanumericCnpj = text(LETTERS_AND_DIGITS, 12).filter(unrepeated).map((base) => complete(base, 9));
export const validDocument = fc.oneof(validCpf, numericCnpj, alphanumericCnpj);
