import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { chargesOf, isChargeable } from '../../../../core/ledger/charging';
import { unknownInvoice, unnamedInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { findInvoices } from '../../../../core/ledger/invoices/findInvoices';
import { toItem, type InvoiceWithCustomer } from '../../../../core/ledger/invoices/toItem';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import { secondCopy } from '../../../../core/reminder/payment/secondCopy';
import { excerpt } from '../../../../core/importing/problems';
import { INVOICE_NUMBER_FIELDS, numberReader } from '../../../shared/invoiceNumberFields';
import type { Operation } from '../../../shared/operation';
import { copyItem, drawCopy, IMAGES_FIELD, type Images } from '../../../shared/secondCopyItem';

export const secondCopyOperation: Operation = {
	name: 'Get Second Copy',
	action: 'Get the second copy of invoices',
	description: 'How to pay each invoice today: updated amount, linha digitável and barcode, Pix code and QR code, links, and a text to send',
	fields: [
		...INVOICE_NUMBER_FIELDS,
		IMAGES_FIELD,
	],
	async execute(context, items) {
		const images = this.getNodeParameter('images', 0) as Images;
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
			const binary = await drawCopy(this, copy, invoice.number, images);
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
