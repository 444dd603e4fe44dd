const LENGTH = 14;
/** Weights of the second check digit; the first one's are the same without the 6 in front. */
const WEIGHTS = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2] as const;

/**
 * Whether `bare`, 14 characters without punctuation, is a CNPJ whose two check digits fit. Both forms: 14
 * digits, or since July 2026 twelve digits or upper-case letters before two check digits (IN RFB 2.229/2024:
 * a character is worth its ASCII code − 48, modulo 11, the weights of always). One repeated digit is never a
 * CNPJ. Anything else (punctuation, spaces, lower case) is false; never throws.
 */
export function isCnpj(bare: string): boolean {
	if (bare.length !== LENGTH) return false;
	let first = 0;
	let second = 0;
	let repeated = true;
	for (let at = 0; at < LENGTH; at += 1) {
		const code = bare.charCodeAt(at);
		const isDigit = code >= 48 && code <= 57;
		const isLetter = at < 12 && code >= 65 && code <= 90;
		if (!isDigit && !isLetter) return false;
		if (code !== bare.charCodeAt(0)) repeated = false;
		if (at < 12) first += (code - 48) * WEIGHTS[at + 1];
		if (at < 13) second += (code - 48) * WEIGHTS[at];
	}
	return !repeated && checkDigit(first) === bare.charCodeAt(12) - 48 && checkDigit(second) === bare.charCodeAt(13) - 48;
}

function checkDigit(sum: number): number {
	const rest = sum % 11;
	return rest < 2 ? 0 : 11 - rest;
}
