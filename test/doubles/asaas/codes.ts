import { buildBarcode, parseBoleto } from '../../../core/boleto/index.ts';
import { centsFromDecimal } from '../../../core/money/cents.ts';
import { crc16 } from '../../../core/pix/crc16.ts';
import { ACCOUNT, ADDITIONAL, CITY_LIMIT, COUNTRY, CURRENCY, FIELD, NAME_LIMIT, PIX_GUI } from '../../../core/pix/fields.ts';
import { plainText } from '../../../core/pix/plainText.ts';
import { writeField } from '../../../core/pix/tlv.ts';
import { drawQrCode } from '../../../core/symbols/index.ts';
import type { AsaasAccount } from './account.ts';
import { addMonths } from './clock.ts';
import { refuse } from './errors.ts';
import { OWED } from './life.ts';
import { uuidOf } from './random.ts';
import type { Payment } from './types.ts';

const ASAAS = '461';
/** A Pix code outlives the due date by a year. */
const PIX_MONTHS = 12;

export interface BankSlipCodes {
	identificationField: string;
	nossoNumero: string;
	barCode: string;
}

/** The codes of a charge's boleto, with its amount and due date. */
export function bankSlipCodes(payment: Payment): BankSlipCodes {
	if (payment.nossoNumero === null) throw refuse('invalid_action', 'Somente é possível obter linha digitável quando a forma de pagamento for boleto bancário.');
	assertPayable(payment);
	const barCode = buildBarcode({
		bank: ASAAS,
		dueDate: payment.dueDate,
		amountCents: centsFromDecimal(payment.value),
		freeField: `111${payment.nossoNumero.padStart(20, '0')}01`,
	});
	const boleto = parseBoleto(barCode, payment.dueDate);
	return { identificationField: boleto.line, nossoNumero: payment.nossoNumero, barCode };
}

export interface PixCodes {
	encodedImage: string;
	payload: string;
	expirationDate: string;
}

/** The dynamic Pix code of a charge: amount and due date are at the address in it. */
export function pixCodes(account: AsaasAccount, payment: Payment): PixCodes {
	if (!['PIX', 'BOLETO', 'UNDEFINED'].includes(payment.billingType)) {
		throw refuse('invalid_action', 'A forma de pagamento da cobrança não permite pagamento via Pix.');
	}
	assertPayable(payment);
	const payload = dynamicBrCode(`pix-h.asaas.com/qr/cobv/${uuidOf(payment.id)}`, account);
	return {
		encodedImage: Buffer.from(drawQrCode(payload, 'png')).toString('base64'),
		payload,
		expirationDate: `${addMonths(payment.dueDate, PIX_MONTHS)} 23:59:59`,
	};
}

function assertPayable({ status, deleted }: Payment): void {
	if (!deleted && OWED.includes(status)) return;
	throw refuse('invalid_action', 'Esta cobrança não está disponível para pagamento.');
}

/** As the gateway's own codes are made: to be used once, no amount, no txid, the creditor's CEP in field 61. */
function dynamicBrCode(url: string, { name, city, postalCode }: AsaasAccount): string {
	const fields = [
		writeField(FIELD.version, '01'),
		writeField(FIELD.initiation, '12'),
		writeField(FIELD.account, writeField(ACCOUNT.gui, PIX_GUI) + writeField(ACCOUNT.url, url)),
		writeField(FIELD.category, '0000'),
		writeField(FIELD.currency, CURRENCY),
		writeField(FIELD.country, COUNTRY),
		writeField(FIELD.name, plainText(name, NAME_LIMIT)),
		writeField(FIELD.city, plainText(city, CITY_LIMIT)),
		writeField('61', postalCode),
		writeField(FIELD.additional, writeField(ADDITIONAL.txid, '***')),
		`${FIELD.crc}04`,
	].join('');
	return fields + crc16(fields);
}
