import type { Day } from '../calendar/day';
import type { Cents } from '../money/cents';
import { bankName } from './banks';
import { BoletoError } from './BoletoError';
import { modulo10, modulo11Bank } from './checkDigits';
import { dueDateOfFactor } from './dueFactor';
import { checkFields, checkGeneral, type LineField } from './lineFields';

/** A boleto of bank collection. */
export interface BankBoleto {
	kind: 'bank';
	/** Linha digitável, 47 digits. */
	line: string;
	/** 44 digits. */
	barcode: string;
	/** COMPE code, three digits. */
	bank: string;
	/** Null when the bank is not one of the usual ones. */
	bankName: string | null;
	/** Null when it carries none: whoever pays fills it in. */
	amountCents: Cents | null;
	/** Null when it carries none: payable when presented. */
	dueDate: Day | null;
	/** 25 digits whose meaning each bank sets. */
	freeField: string;
}

export const BANK_LINE_LENGTH = 47;
/** Where the general check digit stands in the barcode. */
export const GENERAL_AT = 4;
/** Real: the only currency in use. */
export const REAL = '9';

const FIELDS: readonly LineField[] = [
	{ part: 'field1', from: 0, to: 10 },
	{ part: 'field2', from: 10, to: 21 },
	{ part: 'field3', from: 21, to: 32 },
];

/**
 * Barcode: bank (3), currency (1), general check digit (1), due factor (4), amount in cents (10), free field (25).
 * Line: bank, currency and the free field in three checked fields, the general digit, factor and amount (BCB,
 * Carta-Circular 2.926/2000).
 */
export function bankBarcodeOfLine(line: string): string {
	return line.slice(0, 4) + line.slice(32) + line.slice(4, 9) + line.slice(10, 20) + line.slice(21, 31);
}

export function bankLineOfBarcode(barcode: string): string {
	const free = barcode.slice(19);
	const fields = [barcode.slice(0, 4) + free.slice(0, 5), free.slice(5, 15), free.slice(15)];
	return fields.map((field) => field + modulo10(field)).join('') + barcode.slice(GENERAL_AT, 19);
}

/** Throws a BoletoError that names the first field of the line whose check digit does not fit. */
export function checkBankLine(line: string): void {
	checkFields(line, FIELDS, modulo10);
}

/**
 * What a barcode of 44 digits says, all of it checked.
 *
 * @throws BoletoError (`currency` or `general`)
 */
export function readBankBarcode(barcode: string, reference: Day): BankBoleto {
	if (barcode[3] !== REAL) {
		throw new BoletoError('currency', `A moeda do boleto (quarto dígito) é ${barcode[3]}; esperava ${REAL}, real. Confira o começo do número.`);
	}
	checkGeneral(barcode, GENERAL_AT, modulo11Bank);
	const bank = barcode.slice(0, 3);
	return {
		kind: 'bank',
		line: bankLineOfBarcode(barcode),
		barcode,
		bank,
		bankName: bankName(bank),
		amountCents: Number(barcode.slice(9, 19)) || null,
		dueDate: dueDateOfFactor(barcode.slice(5, 9), reference),
		freeField: barcode.slice(19),
	};
}
