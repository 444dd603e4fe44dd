/** Letters that Unicode does not take apart into a base letter and an accent. */
const WHOLE_LETTERS: Readonly<Record<string, string>> = {
	ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O', đ: 'd', Đ: 'D',
	ð: 'd', Ð: 'D', þ: 'th', Þ: 'TH', ł: 'l', Ł: 'L', ħ: 'h', Ħ: 'H', ı: 'i', ŋ: 'n', Ŋ: 'N',
};
const WHOLE_LETTER = new RegExp(`[${Object.keys(WHOLE_LETTERS).join('')}]`, 'g');
const APOSTROPHE = /['’‘`´ʼ]/g;

/**
 * `text` in the characters that every bank reads in a BR Code: ASCII letters and digits, space, `.` and `-`.
 * Accents go (`São` is `Sao`), apostrophes go, any other run of characters becomes one space; then it is cut
 * to `limit` characters and trimmed. The case stays.
 *
 * The manual takes any UTF-8, EMV all of printable ASCII, but banks' readers refuse accents and even `&` and
 * `@` in names (bacen/pix-api issues 634 and 635), so what is written here is narrower than what is allowed.
 *
 * @returns '' when nothing of it can be written: a letter or a digit must be left
 */
export function plainText(text: string, limit: number): string {
	const plain = text
		.replace(APOSTROPHE, '')
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(WHOLE_LETTER, (letter) => WHOLE_LETTERS[letter])
		.replace(/\p{Pd}/gu, '-')
		.replace(/[^A-Za-z0-9.-]+/g, ' ')
		.trim()
		.slice(0, Math.max(limit, 0))
		.trim();
	return /[A-Za-z0-9]/.test(plain) ? plain : '';
}
