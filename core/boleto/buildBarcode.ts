import type { Day } from '../calendar/day';
import type { Cents } from '../money/cents';
import { REAL } from './bankBoleto';
import { BoletoError } from './BoletoError';
import { modulo11Bank } from './checkDigits';
import { COLLECTION_PRODUCT } from './collectionBoleto';
import { dueFactor } from './dueFactor';

/** The largest amount that a boleto holds: R$ 99.999.999,99. */
export const MAX_BOLETO_CENTS: Cents = 9_999_999_999;

/** What a bank's boleto is made of. */
export interface BarcodeInput {
	/** COMPE code, three digits. */
	bank: string;
	/** Null for none. */
	dueDate: Day | null;
	/** 0 to {@link MAX_BOLETO_CENTS}; null, like 0, for none. */
	amountCents: Cents | null;
	/** 25 digits as the bank wants them. */
	freeField: string;
}

/**
 * A valid barcode, 44 digits, of a bank's boleto. It can be read by every bank, but only a boleto that its bank has
 * registered can be paid.
 *
 * @throws BoletoError with the `part` that it cannot hold
 * @throws RangeError when `dueDate` is not a calendar day
 */
export function buildBarcode({ bank, dueDate, amountCents, freeField }: BarcodeInput): string {
	if (!/^\d{3}$/.test(bank) || bank.startsWith(COLLECTION_PRODUCT)) {
		throw new BoletoError('bank', 'O código do banco deve ter três dígitos e não pode começar com 8, que é de arrecadação.');
	}
	const cents = amountCents ?? 0;
	if (!Number.isInteger(cents) || cents < 0 || cents > MAX_BOLETO_CENTS) {
		throw new BoletoError('amount', `O valor de ${cents} centavos não cabe num boleto. Use um número inteiro de 0 a ${MAX_BOLETO_CENTS}.`);
	}
	if (!/^\d{25}$/.test(freeField)) throw new BoletoError('freeField', 'O campo livre do boleto deve ter 25 dígitos.');
	const rest = dueFactor(dueDate) + String(cents).padStart(10, '0') + freeField;
	const general = modulo11Bank(bank + REAL + rest);
	return bank + REAL + general + rest;
}
