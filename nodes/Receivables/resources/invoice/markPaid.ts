import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { recordPayment } from '../../../../core/ledger/invoices/recordPayment';
import { eachItem } from '../../../shared/eachItem';
import type { Operation } from '../../../shared/operation';
import { PAYMENT_COLUMNS, readPayment } from '../../../shared/paymentFields';
import { invoiceReference, rowReader } from '../../../shared/references';
import { linesOf, textOf } from '../../../shared/values';
import { parsePaymentList } from './paymentList';
import { currentItem } from '../../../shared/currentItem';

export const markPaidOperation: Operation = {
	name: 'Mark Paid',
	action: 'Mark invoices as paid',
	description: 'Record a whole or partial payment of each item’s invoice; told twice, it counts once',
	fields: [
		{
			displayName: 'Payment',
			name: 'payment',
			type: 'options',
			options: [
				{ name: 'In Each Item’s Columns', value: 'items', description: 'Amount and day are read from columns such as valor_pago and data_pagamento; without an amount the whole balance is paid' },
				{ name: 'In a Typed List', value: 'list', description: 'One invoice a line, typed or pasted into this node' },
				{ name: 'Whole Balance, Paid Today', value: 'whole' },
			],
			default: 'items',
		},
		{
			displayName: 'List',
			name: 'list',
			type: 'string',
			typeOptions: { rows: 8 },
			default: '',
			required: true,
			placeholder: '2026-0154; 350,00; 20/11/2026',
			description: 'One invoice a line: number; amount; day. Without an amount the whole balance was paid, without a day today.',
			displayOptions: { show: { payment: ['list'] } },
		},
		{
			displayName: 'Columns',
			name: 'paymentColumns',
			type: 'collection',
			placeholder: 'Add Column',
			default: {},
			description: 'Only for columns whose name says too little',
			displayOptions: { show: { payment: ['items'] } },
			options: [
				...PAYMENT_COLUMNS,
				{ displayName: 'Reference Column', name: 'reference', type: 'string', default: '', placeholder: 'autenticacao', description: 'The payment’s own number at the bank. Without it, two payments of the same amount on the same day count as one.' },
			],
		},
	],
	async execute(context, input) {
		const payment = this.getNodeParameter('payment', 0) as 'items' | 'list' | 'whole';
		const items = payment === 'list' ? parsePaymentList(linesOf(this.getNodeParameter('list', 0, ''), 'List')) : input;
		const { reference: referenceColumn, ...columns } = ((payment === 'items' ? this.getNodeParameter('paymentColumns', 0, {}) : null) ?? {}) as Record<string, string>;
		const read = rowReader(items, columns);
		const charging = await context.charging();
		const outputs = await eachItem(context, items, async (db, { json }) => {
			const invoice = await findInvoice(db, invoiceReference(json, read));
			const { amountCents, paidOn } = readPayment(invoice.number, json, payment === 'whole' ? null : read, context.today);
			const result = await recordPayment(db, {
				invoice,
				amountCents,
				paidOn,
				reference: referenceColumn && Object.hasOwn(json, referenceColumn) ? textOf(json[referenceColumn], 'Reference Column') || null : null,
				at: context.now.toISOString(),
				charging,
			});
			return { ...(await currentItem(db, context, invoice.id)), paymentResult: result };
		});
		// All lines of a list come from the one item that started the node.
		if (payment === 'list') for (const item of outputs.flat()) item.pairedItem = { item: 0 };
		return outputs;
	},
};
