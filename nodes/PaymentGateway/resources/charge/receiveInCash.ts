import type { Day } from '../../../../core/calendar/day';
import { formatDay } from '../../../../core/calendar/formatDay';
import { receiveInCash } from '../../../../core/gateway/commands';
import { chargesOf } from '../../../../core/ledger/charging';
import { balanceCents, type InvoiceWithCustomer } from '../../../../core/ledger/invoices/toItem';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import { formatCents, type Cents } from '../../../../core/money/cents';
import type { NodeContext } from '../../../shared/context';
import { chosenGateway } from '../../../shared/gatewayField';
import { INVOICE_NUMBER_FIELDS } from '../../../shared/invoiceNumberFields';
import type { Operation } from '../../../shared/operation';
import { PAYMENT_COLUMNS, readPayment } from '../../../shared/paymentFields';
import { rowReader } from '../../../shared/references';
import { flagOf } from '../../../shared/values';
import { eachCharge } from '../../eachCharge';

export const receiveInCashOperation: Operation = {
	name: 'Receive in Cash',
	action: 'Receive charges in cash',
	description: 'Tell the gateway that each charge was paid past it, in cash or by transfer: its boleto and Pix can no longer be paid',
	fields: [
		...INVOICE_NUMBER_FIELDS,
		{
			displayName: 'Payment',
			name: 'payment',
			type: 'options',
			options: [
				{ name: 'In Each Item’s Columns', value: 'items', description: 'Amount and day are read from columns such as valor_pago and data_pagamento; without an amount the whole balance is paid' },
				{ name: 'Whole Balance, Paid Today', value: 'whole' },
			],
			default: 'whole',
		},
		{
			displayName: 'Columns',
			name: 'paymentColumns',
			type: 'collection',
			placeholder: 'Add Column',
			default: {},
			description: 'Only for columns whose name says too little',
			displayOptions: { show: { payment: ['items'] } },
			options: PAYMENT_COLUMNS.filter(({ name }) => name !== 'number'),
		},
		{
			displayName: 'Settle for Less',
			name: 'settleForLess',
			type: 'boolean',
			default: false,
			description: 'Whether an amount below the balance settles the charge. The gateway knows no payment in part: it takes the charge for paid, whatever the amount.',
		},
	],
	async execute(context, items) {
		const connected = await chosenGateway(this);
		const whole = this.getNodeParameter('payment', 0) === 'whole';
		const columns = (whole ? {} : (this.getNodeParameter('paymentColumns', 0, {}) ?? {})) as Record<string, string>;
		const read = whole ? null : rowReader(items, columns);
		const settleForLess = flagOf(this.getNodeParameter('settleForLess', 0, false), 'Settle for Less');
		await context.charging();
		return await eachCharge(this, context, items, connected, async ({ invoice, chargeId }, json) => {
			const { amountCents, paidOn } = readPayment(invoice.number, json, read, context.today);
			const cents = amountCents ?? balanceCents(invoice);
			if (!settleForLess) await refusePart(context, invoice, cents, paidOn);
			await receiveInCash(context.ledger, connected.gateway, chargeId, { cents, paidOn }, () => new Date());
			return {};
		});
	},
};

/** A payment in part would end the whole charge: it is refused unless it settles the invoice, perhaps at a discount. */
async function refusePart(context: NodeContext, invoice: InvoiceWithCustomer, cents: Cents, paidOn: Day): Promise<void> {
	const balance = balanceCents(invoice);
	if (cents >= balance) return;
	const { db, engine } = context.ledger;
	const charges = (await chargesOf(db, engine, [invoice], await context.charging(), paidOn)).get(invoice.id);
	if (charges && !(charges instanceof Error) && cents >= charges.totalCents) return;
	throw new LedgerError('invalid', `Da fatura ${invoice.number} faltam ${formatCents(balance)}, e o pagamento de ${formatDay(paidOn)} é de ${formatCents(cents)}. O gateway daria a cobrança inteira por paga: ligue "Settle for Less" se foi esse o acordo.`);
}
