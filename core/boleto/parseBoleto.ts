import type { Day } from '../calendar/day';
import { bankBarcodeOfLine, BANK_LINE_LENGTH, checkBankLine, readBankBarcode, type BankBoleto } from './bankBoleto';
import { BoletoError } from './BoletoError';
import { checkCollectionLine, collectionBarcodeOfLine, COLLECTION_LINE_LENGTH, COLLECTION_PRODUCT, readCollectionBarcode, type CollectionBoleto } from './collectionBoleto';
import { readDigits } from './readDigits';

/** What a boleto says. Amounts in cents. */
export type Boleto = BankBoleto | CollectionBoleto;

export const BARCODE_LENGTH = 44;

/**
 * Reads a boleto from its linha digitável (47 digits, or 48 of arrecadação) or its barcode (44 digits), with any
 * spaces, dots and hyphens, and checks every check digit, the currency, and segment and value id of arrecadação.
 *
 * That it is valid does not say that it is registered or unpaid: only the bank knows.
 *
 * @param reference a day on which the boleto is in use: its due factor stands for two dates 9000 days apart, and the
 * nearer one is taken
 * @throws BoletoError with the `part` at fault; the check digits of fields come before the general one, because they
 * tell where the mistake is
 * @throws RangeError when `reference` is not a calendar day
 */
export function parseBoleto(text: string, reference: Day): Boleto {
	const digits = readDigits(text);
	const isCollection = digits.startsWith(COLLECTION_PRODUCT);
	const lineLength = isCollection ? COLLECTION_LINE_LENGTH : BANK_LINE_LENGTH;
	if (digits.length === BARCODE_LENGTH) return isCollection ? readCollectionBarcode(digits) : readBankBarcode(digits, reference);
	if (digits.length !== lineLength) throw wrongLength(digits.length, lineLength, isCollection);
	if (isCollection) {
		checkCollectionLine(digits);
		return readCollectionBarcode(collectionBarcodeOfLine(digits));
	}
	checkBankLine(digits);
	return readBankBarcode(bankBarcodeOfLine(digits), reference);
}

function wrongLength(found: number, lineLength: number, isCollection: boolean): BoletoError {
	const kind = isCollection ? 'de arrecadação (começa com 8)' : 'bancário';
	const advice = found < BARCODE_LENGTH || found > lineLength ? 'Copie o número inteiro, e só ele.' : 'Se veio de uma planilha, os zeros do começo podem ter se perdido.';
	return new BoletoError(
		'length',
		`O boleto tem ${found} ${found === 1 ? 'dígito' : 'dígitos'}; um boleto ${kind} tem ${lineLength} na linha digitável ou ${BARCODE_LENGTH} no código de barras. ${advice}`,
	);
}
