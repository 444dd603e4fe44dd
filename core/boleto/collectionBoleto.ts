import type { Cents } from '../money/cents';
import { BoletoError } from './BoletoError';
import { modulo10, modulo11Collection, type CheckDigit } from './checkDigits';
import { checkFields, checkGeneral, type LineField } from './lineFields';

/** A slip of arrecadação: utilities, taxes and fines. Bank and due date are not part of it. */
export interface CollectionBoleto {
	kind: 'collection';
	/** Linha digitável, 48 digits. */
	line: string;
	/** 44 digits. */
	barcode: string;
	bank: null;
	bankName: null;
	/** Null when it is zero, or not an amount in reais but a quantity to be multiplied by an index. */
	amountCents: Cents | null;
	dueDate: null;
	segment: CollectionSegment;
	/** Of the segment, in Portuguese. */
	segmentName: string;
	/** What follows the value, 29 digits: who is paid (4 digits, or the first 8 of a CNPJ) and what that one put there. */
	freeField: string;
}

/** Febraban, Layout Padrão de Arrecadação/Recebimento v7, section 05: there is no segment 8. */
const SEGMENTS = {
	1: 'Prefeituras',
	2: 'Saneamento',
	3: 'Energia elétrica e gás',
	4: 'Telecomunicações',
	5: 'Órgãos governamentais',
	6: 'Carnês e outras empresas, identificadas pelo CNPJ',
	7: 'Multas de trânsito',
	9: 'Uso exclusivo do banco',
} as const;

export type CollectionSegment = keyof typeof SEGMENTS;

export const COLLECTION_LINE_LENGTH = 48;
/** First digit of arrecadação; no bank's code begins with it. */
export const COLLECTION_PRODUCT = '8';
const GENERAL_AT = 3;

const FIELDS: readonly LineField[] = [
	{ part: 'field1', from: 0, to: 12 },
	{ part: 'field2', from: 12, to: 24 },
	{ part: 'field3', from: 24, to: 36 },
	{ part: 'field4', from: 36, to: 48 },
];

/**
 * Barcode: product 8 (1), segment (1), value id (1), general check digit (1), value (11), the rest (29). The line is
 * the barcode in four fields of 11 digits, each with its check digit (Febraban, the same layout, section 04).
 */
export function collectionBarcodeOfLine(line: string): string {
	return FIELDS.map(({ from, to }) => line.slice(from, to - 1)).join('');
}

export function collectionLineOfBarcode(barcode: string): string {
	const checkDigit = checkDigitOf(barcode);
	return [0, 11, 22, 33].map((from) => barcode.slice(from, from + 11)).map((field) => field + checkDigit(field)).join('');
}

/** Throws a BoletoError that names the first field of the line whose check digit does not fit. */
export function checkCollectionLine(line: string): void {
	checkFields(line, FIELDS, checkDigitOf(line));
}

/**
 * What a barcode of 44 digits says, all of it checked.
 *
 * @throws BoletoError (`segment`, `valueId` or `general`)
 */
export function readCollectionBarcode(barcode: string): CollectionBoleto {
	checkGeneral(barcode, GENERAL_AT, checkDigitOf(barcode));
	const segment = segmentOf(barcode);
	return {
		kind: 'collection',
		line: collectionLineOfBarcode(barcode),
		barcode,
		bank: null,
		bankName: null,
		amountCents: isInReais(barcode) ? Number(barcode.slice(4, 15)) || null : null,
		dueDate: null,
		segment,
		segmentName: SEGMENTS[segment],
		freeField: barcode.slice(15),
	};
}

function segmentOf(barcode: string): CollectionSegment {
	const segment = Number(barcode[1]);
	if (segment in SEGMENTS) return segment as CollectionSegment;
	throw new BoletoError('segment', `O segmento do boleto de arrecadação (segundo dígito) é ${segment}; esperava de 1 a 7, ou 9. Confira o começo do número.`);
}

/** Value ids 6 and 8 are amounts, 7 and 9 quantities of a currency unit or index. */
function isInReais(barcode: string): boolean {
	return barcode[2] === '6' || barcode[2] === '8';
}

/** How the check digits of a line or barcode are made: modulo 10 for value ids 6 and 7, modulo 11 for 8 and 9. */
function checkDigitOf(digits: string): CheckDigit {
	const id = digits[2];
	if (id === '6' || id === '7') return modulo10;
	if (id === '8' || id === '9') return modulo11Collection;
	throw new BoletoError(
		'valueId',
		`O identificador de valor do boleto de arrecadação (terceiro dígito) é ${id}; esperava 6, 7, 8 ou 9. Confira o começo do número.`,
	);
}
