import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { SecondCopy } from '../../core/reminder/payment/secondCopy';
import { drawInterleaved2of5, drawQrCode } from '../../core/symbols';

export type Images = 'none' | 'png' | 'svg';

const MIME = { png: 'image/png', svg: 'image/svg+xml' } as const;

export const IMAGES_FIELD: INodeProperties = {
	displayName: 'Images',
	name: 'images',
	type: 'options',
	options: [
		{ name: 'None', value: 'none' },
		{ name: 'PNG', value: 'png' },
		{ name: 'SVG', value: 'svg' },
	],
	default: 'png',
	description: 'Barcode and Pix QR code as binary fields named barcode and pixQrCode',
};

/** A second copy as an item carries it. */
export function copyItem({ amount, validUntil, boleto, pix, paymentUrl, cardUrl, text }: SecondCopy): IDataObject {
	return {
		amount,
		validUntil,
		boleto: boleto && { line: boleto.line, digits: boleto.boleto.line, barcode: boleto.boleto.barcode, bank: boleto.boleto.bank, bankName: boleto.boleto.bankName, dueDate: boleto.boleto.dueDate },
		pix: pix && { payload: pix.payload, amount: pix.amount, txid: pix.txid, validUntil: pix.validUntil },
		paymentUrl,
		cardUrl,
		text,
	};
}

/** Barcode and Pix QR code as binary fields. */
export async function drawCopy(functions: IExecuteFunctions, { boleto, pix }: Pick<SecondCopy, 'boleto' | 'pix'>, number: string, format: Images): Promise<IBinaryKeyData> {
	if (format === 'none') return {};
	const name = number.replace(/[^\p{L}\p{N}-]+/gu, '_');
	const file = async (image: Uint8Array | string, what: string) =>
		await functions.helpers.prepareBinaryData(typeof image === 'string' ? Buffer.from(image) : Buffer.from(image), `${what}-${name}.${format}`, MIME[format]);
	return {
		...(boleto ? { barcode: await file(format === 'png' ? drawInterleaved2of5(boleto.boleto.barcode, 'png') : drawInterleaved2of5(boleto.boleto.barcode, 'svg'), 'codigo-de-barras') } : {}),
		...(pix ? { pixQrCode: await file(format === 'png' ? drawQrCode(pix.payload, 'png') : drawQrCode(pix.payload, 'svg'), 'pix') } : {}),
	};
}
