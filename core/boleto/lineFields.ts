import { BoletoError } from './BoletoError';
import type { CheckDigit } from './checkDigits';

/** A stretch of the printed line whose last digit checks those before it. */
export interface LineField {
	part: 'field1' | 'field2' | 'field3' | 'field4';
	/** Index of its first digit in the line. */
	from: number;
	/** Index after its check digit. */
	to: number;
}

const ORDINALS = { field1: 'primeiro', field2: 'segundo', field3: 'terceiro', field4: 'quarto' };

/** Throws a BoletoError that names the first field whose check digit does not fit. */
export function checkFields(line: string, fields: readonly LineField[], checkDigit: CheckDigit): void {
	for (const { part, from, to } of fields) {
		const found = line[to - 1];
		const expected = checkDigit(line.slice(from, to - 1));
		if (found === String(expected)) continue;
		throw new BoletoError(
			part,
			`O dígito verificador do ${ORDINALS[part]} campo da linha digitável não confere: está ${found}, mas os outros dígitos do campo (${line.slice(from, to - 1)}) pedem ${expected}. Confira esse campo com o boleto.`,
		);
	}
}

/** Throws a BoletoError when the check digit at `at` of the barcode does not fit the other 43. */
export function checkGeneral(barcode: string, at: number, checkDigit: CheckDigit): void {
	const found = barcode[at];
	const expected = checkDigit(barcode.slice(0, at) + barcode.slice(at + 1));
	if (found === String(expected)) return;
	throw new BoletoError(
		'general',
		`O dígito verificador geral do boleto não confere: está ${found}, mas os outros dígitos pedem ${expected}. Confira o número inteiro com o boleto, também o vencimento e o valor, no fim da linha digitável.`,
	);
}
