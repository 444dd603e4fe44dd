import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { chargesOf, isChargeable } from '../../../../core/ledger/charging';
import { unknownInvoice, unnamedInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { findInvoices } from '../../../../core/ledger/invoices/findInvoices';
import { toItem, type InvoiceWithCustomer } from '../../../../core/ledger/invoices/toItem';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import { secondCopy, type SecondCopy } from '../../../../core/reminder/payment/secondCopy';
import { drawInterleaved2of5, drawQrCode } from '../../../../core/symbols';
import { excerpt } from '../../../../core/importing/problems';
import type { Operation } from '../../../shared/operation';
import { INVOICE_NUMBER_FIELDS, numberReader } from './numberFields';

type ImageFormat = 'png' | 'svg';

const MIME = { png: 'image/png', svg: 'image/svg+xml' } as const;

export const secondCopyOperation: Operation = {
	name: 'Get Second Copy',
	action: 'Get the second copy of invoices',
	description: 'How to pay each invoice today: updated amount, linha digitável and barcode, Pix code and QR code, links, and a text to send',
	fields: [
		...INVOICE_NUMBER_FIELDS,
		{
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
		},
	],
	async execute(context, items) {
		const images = this.getNodeParameter('images', 0) as ImageFormat | 'none';
		const reference = numberReader(this, items);
		const references = items.map(({ json }, index) => reference(json, index));
		const { db, engine } = context.ledger;
		const found = await findInvoices(db, engine, references);
		const open = found.filter((invoice): invoice is InvoiceWithCustomer => invoice !== null && !(invoice instanceof LedgerError));
		const charges = await chargesOf(db, engine, open, await context.charging(), context.today);
		const done: INodeExecutionData[] = [];
		const problems: INodeExecutionData[] = [];
		for (let index = 0; index < items.length; index += 1) {
			const pairedItem = { item: index };
			const invoice = found[index];
			const charged = invoice && !(invoice instanceof LedgerError) ? charges.get(invoice.id) : undefined;
			const reason = whyNot(invoice, charged, references[index].number);
			if (reason !== null || !invoice || invoice instanceof LedgerError || !charged || charged instanceof Error) {
				problems.push({ json: { row: index + 1, reason, original: items[index].json }, pairedItem });
				continue;
			}
			const item = toItem(invoice, context.today);
			const copy = secondCopy(item, charged, context.account.creditor, context.today, context.calendar);
			if (copy.boleto === null && copy.pix === null && copy.paymentUrl === null && copy.cardUrl === null) {
				const none = `A fatura ${invoice.number} não tem boleto que confira, código Pix nem link. Importe um deles, ou preencha a chave Pix na Cobrança Account.`;
				problems.push({ json: { row: index + 1, reason: none, original: items[index].json }, pairedItem });
				continue;
			}
			const binary = images === 'none' ? {} : await draw(this, copy, invoice.number, images);
			done.push({ json: { ...items[index].json, ...item, secondCopy: copyItem(copy) } as unknown as IDataObject, binary, pairedItem });
		}
		return [done, problems];
	},
};

function whyNot(invoice: InvoiceWithCustomer | LedgerError | null, charged: unknown, number: string | undefined): string | null {
	if (invoice instanceof LedgerError) return invoice.message;
	if (invoice === null) return (number ? unknownInvoice(excerpt(number)) : unnamedInvoice()).message;
	if (!isChargeable(invoice)) return `A fatura ${invoice.number} está ${invoice.status === 'paid' ? 'paga' : 'cancelada'}: não há o que pagar.`;
	return charged instanceof Error ? charged.message : null;
}

function copyItem({ amount, validUntil, boleto, pix, paymentUrl, cardUrl, text }: SecondCopy): IDataObject {
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

async function draw(functions: IExecuteFunctions, { boleto, pix }: SecondCopy, number: string, format: ImageFormat): Promise<IBinaryKeyData> {
	const name = number.replace(/[^\p{L}\p{N}-]+/gu, '_');
	const file = async (image: Uint8Array | string, what: string) =>
		await functions.helpers.prepareBinaryData(typeof image === 'string' ? Buffer.from(image) : Buffer.from(image), `${what}-${name}.${format}`, MIME[format]);
	return {
		...(boleto ? { barcode: await file(format === 'png' ? drawInterleaved2of5(boleto.boleto.barcode, 'png') : drawInterleaved2of5(boleto.boleto.barcode, 'svg'), 'codigo-de-barras') } : {}),
		...(pix ? { pixQrCode: await file(format === 'png' ? drawQrCode(pix.payload, 'png') : drawQrCode(pix.payload, 'svg'), 'pix') } : {}),
	};
}
