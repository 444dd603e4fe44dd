import { excerpt } from '../importing/problems';
import type { Cents } from '../money/cents';
import { crc16 } from './crc16';
import { ACCOUNT, ADDITIONAL, AMOUNT_LIMIT, CITY_LIMIT, COUNTRY, CURRENCY, FIELD, NAME_LIMIT, PIX_GUI } from './fields';
import { parsePixKey } from './pixKey';
import { plainText } from './plainText';
import { MAX_FIELD, writeField } from './tlv';
import { isTxid, NO_TXID } from './txid';

/** What a static BR Code says. */
export interface BrCodeInput {
	/** Pix key of who receives, as {@link parsePixKey} takes it. */
	key: string;
	/** Of who receives; cut to 25 characters. The payer's bank shows the name in the DICT. */
	name: string;
	/** Of who receives; cut to 15 characters. */
	city: string;
	/** 1 to 999,999,999,999 cents; null lets the payer type the amount. */
	amountCents: Cents | null;
	/** 1 to 25 of `[A-Za-z0-9]`, what the bank's statement identifies the payment by; `***` for none. */
	txid: string;
	/** For the payer to read; cut to what the key leaves of the account template, none at all after a key of 73. */
	description?: string;
}

/**
 * The static BR Code of a payment, the text of Pix "copia e cola" and of its QR code (BCB, Manual de Padrões
 * para Iniciação do Pix). Field 01, the point of initiation, is left out as in the manual's own example: it is
 * optional, and `12`, use once, is only a hint that a static code cannot enforce.
 *
 * @returns ASCII, less than 300 characters
 * @throws PixKeyError when the key is not one
 * @throws RangeError, in Portuguese, when the name or the city has nothing to write, or when the amount or the
 * txid is out of range
 */
export function buildBrCode({ key, name, city, amountCents, txid, description = '' }: BrCodeInput): string {
	const fields = [
		writeField(FIELD.version, '01'),
		writeField(FIELD.account, account(parsePixKey(key).value, description)),
		writeField(FIELD.category, '0000'),
		writeField(FIELD.currency, CURRENCY),
		amountCents === null ? '' : writeField(FIELD.amount, amountText(amountCents)),
		writeField(FIELD.country, COUNTRY),
		writeField(FIELD.name, required('nome', name, NAME_LIMIT)),
		writeField(FIELD.city, required('cidade', city, CITY_LIMIT)),
		writeField(FIELD.additional, writeField(ADDITIONAL.txid, checkedTxid(txid))),
		`${FIELD.crc}04`,
	].join('');
	return fields + crc16(fields);
}

function account(key: string, description: string): string {
	const receiver = writeField(ACCOUNT.gui, PIX_GUI) + writeField(ACCOUNT.key, key);
	const text = plainText(description, MAX_FIELD - receiver.length - 4);
	return text === '' ? receiver : receiver + writeField(ACCOUNT.description, text);
}

function required(field: string, value: string, limit: number): string {
	const text = plainText(value, limit);
	if (text !== '') return text;
	throw new RangeError(`Falta o campo ${field} do recebedor do Pix: "${excerpt(value)}" não tem letra nem número que o código aceite.`);
}

function amountText(cents: Cents): string {
	if (!Number.isSafeInteger(cents) || cents <= 0) {
		throw new RangeError(`O valor do Pix deve ser um número inteiro de centavos acima de zero, e não "${excerpt(cents)}".`);
	}
	const digits = String(cents).padStart(3, '0');
	const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
	if (text.length <= AMOUNT_LIMIT) return text;
	throw new RangeError(`O valor do Pix, ${text}, passa do maior que o código aceita: 9999999999.99.`);
}

function checkedTxid(txid: string): string {
	if (txid === NO_TXID || isTxid(txid)) return txid;
	throw new RangeError(`O txid "${excerpt(txid)}" não é válido: use de 1 a 25 letras sem acento e números, ou ${NO_TXID}.`);
}
