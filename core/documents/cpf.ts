const LENGTH = 11;

/**
 * Whether `bare`, 11 digits without punctuation, is a CPF whose two check digits fit (modulo 11, weights 10–2
 * and 11–2, the Receita Federal's rule). One repeated digit fits by arithmetic and is never a CPF. Anything
 * else (punctuation, spaces, other digits than 0–9) is false; never throws.
 */
export function isCpf(bare: string): boolean {
	if (bare.length !== LENGTH) return false;
	let first = 0;
	let second = 0;
	let repeated = true;
	for (let at = 0; at < LENGTH; at += 1) {
		const digit = bare.charCodeAt(at) - 48;
		if (digit < 0 || digit > 9) return false;
		if (digit !== bare.charCodeAt(0) - 48) repeated = false;
		if (at < 9) first += digit * (10 - at);
		if (at < 10) second += digit * (11 - at);
	}
	return !repeated && checkDigit(first) === bare.charCodeAt(9) - 48 && checkDigit(second) === bare.charCodeAt(10) - 48;
}

function checkDigit(sum: number): number {
	const rest = sum % 11;
	return rest < 2 ? 0 : 11 - rest;
}
