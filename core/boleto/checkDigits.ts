const ZERO = 48;

/** A check digit of a string of digits. */
export type CheckDigit = (digits: string) => number;

/**
 * Modulo 10: weights 2, 1, 2, 1 … from the right, the digits of each product added, and what is missing to the next
 * ten. It catches every wrong digit. Fields of both kinds of boleto, and the general digit of arrecadação with value
 * id 6 or 7 (Febraban, Layout Padrão de Arrecadação/Recebimento v7, sections 07 and 08; BCB, Carta-Circular 2.926/2000).
 */
export function modulo10(digits: string): number {
	let sum = 0;
	let weight = 2;
	for (let at = digits.length - 1; at >= 0; at -= 1) {
		const product = (digits.charCodeAt(at) - ZERO) * weight;
		sum += product > 9 ? product - 9 : product;
		weight = 3 - weight;
	}
	return (10 - (sum % 10)) % 10;
}

/**
 * Modulo 11 of a bank's boleto: 11 less the remainder; 0, 10 and 11 become 1 (BCB, Carta-Circular 2.926/2000). Since
 * three remainders share the digit 1, it lets some single wrong digits pass.
 */
export function modulo11Bank(digits: string): number {
	const digit = 11 - remainder11(digits);
	return digit > 9 ? 1 : digit;
}

/**
 * Modulo 11 of arrecadação with value id 8 or 9: 11 less the remainder; 0 when the remainder is 0 or 1, which would
 * give 11 and 10. A remainder of 10 gives 1 like any other: the manual says so in a sentence of its own, which reads
 * like an exception and is none (Febraban, Layout Padrão de Arrecadação/Recebimento v7, sections 09 and 10).
 */
export function modulo11Collection(digits: string): number {
	const digit = 11 - remainder11(digits);
	return digit > 9 ? 0 : digit;
}

/** Remainder by 11 of the sum with weights 2 to 9, again and again, from the right. */
function remainder11(digits: string): number {
	let sum = 0;
	let weight = 2;
	for (let at = digits.length - 1; at >= 0; at -= 1) {
		sum += (digits.charCodeAt(at) - ZERO) * weight;
		weight = weight === 9 ? 2 : weight + 1;
	}
	return sum % 11;
}
