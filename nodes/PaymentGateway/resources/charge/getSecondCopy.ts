import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { GatewaySecondCopy } from '../../../../core/gateway/Gateway';
import { applyAnswers } from '../../../../core/gateway/liveStatus';
import { chargesOf } from '../../../../core/ledger/charging';
import { invoicesByIds } from '../../../../core/ledger/invoices/listInvoices';
import { toItem, type InvoiceWithCustomer } from '../../../../core/ledger/invoices/toItem';
import { inTransaction } from '../../../../core/ledger/Ledger';
import { centsFromDecimal, decimalFromCents, formatCents } from '../../../../core/money/cents';
import { secondCopy, type SecondCopy } from '../../../../core/reminder/payment/secondCopy';
import type { NodeContext } from '../../../shared/context';
import { chosenGateway } from '../../../shared/gatewayField';
import { GatewayWork, outputsOf, type Outcome } from '../../../shared/GatewayWork';
import { INVOICE_NUMBER_FIELDS } from '../../../shared/invoiceNumberFields';
import type { Operation } from '../../../shared/operation';
import { copyItem, drawCopy, IMAGES_FIELD, type Images } from '../../../shared/secondCopyItem';
import { chargeTasks, type ChargeTask } from '../../eachCharge';

/** Items asked about before the ledger is written: bounds what is kept at once. */
const BATCH = 100;

type CopyOutcome = Outcome<{ json: IDataObject; binary: IBinaryKeyData }>;

export const getSecondCopyOperation: Operation = {
	name: 'Get Second Copy',
	action: 'Get the second copy of charges',
	description: 'How to pay each charge today, as the gateway tells it: updated amount, linha digitável and barcode, Pix code and QR code, links, and a text to send',
	fields: [...INVOICE_NUMBER_FIELDS, IMAGES_FIELD],
	async execute(context, items) {
		const images = this.getNodeParameter('images', 0) as Images;
		const connected = await chosenGateway(this);
		const { tasks, refused } = await chargeTasks(this, context, items, connected);
		const work = new GatewayWork();
		const outcomes: CopyOutcome[] = [...refused];
		for (let start = 0; start < tasks.length; start += BATCH) {
			const batch = tasks.slice(start, start + BATCH);
			const told = await work.each(batch, ({ index }) => index, async ({ chargeId }) => await connected.gateway.secondCopy(chargeId));
			await keep(context, connected.gateway.name, told);
			outcomes.push(...(await copiesOf(this, context, items, batch, told, connected.definition.label, images)));
		}
		return outputsOf(items, outcomes);
	},
};

/** Where the charges stand, and the codes they are paid by now, become the ledger's. */
async function keep({ ledger }: NodeContext, gateway: string, told: ReadonlyArray<Outcome<GatewaySecondCopy>>): Promise<void> {
	const answers = told.flatMap((outcome) => ('result' in outcome ? [{ gateway, chargeId: outcome.result.charge.id, answer: { kind: 'told' as const, copy: outcome.result } }] : []));
	if (answers.length > 0) await inTransaction(ledger, async (db) => await applyAnswers(db, ledger.engine, answers, new Date().toISOString()));
}

async function copiesOf(functions: IExecuteFunctions, context: NodeContext, items: readonly INodeExecutionData[], tasks: readonly ChargeTask[], told: ReadonlyArray<Outcome<GatewaySecondCopy>>, label: string, images: Images): Promise<CopyOutcome[]> {
	const { db, engine } = context.ledger;
	const invoices = await invoicesByIds(db, engine, tasks.map(({ invoice }) => invoice.id));
	const charges = await chargesOf(db, engine, [...invoices.values()], await context.charging(), context.today);
	const ids = new Map(tasks.map(({ index, invoice }) => [index, invoice.id]));
	const outcomes: CopyOutcome[] = [];
	for (const outcome of told) {
		const { index } = outcome;
		if ('reason' in outcome) {
			outcomes.push(outcome);
			continue;
		}
		const invoice = invoices.get(ids.get(index) ?? -1);
		if (!invoice) throw new Error(`the invoice of item ${index} vanished`);
		const reason = whyNot(invoice, outcome.result, label);
		if (reason !== null) {
			outcomes.push({ index, reason });
			continue;
		}
		const charged = charges.get(invoice.id);
		if (!charged || charged instanceof Error) {
			outcomes.push({ index, reason: charged?.message ?? `A fatura ${invoice.number} não está em aberto.` });
			continue;
		}
		const item = toItem(invoice, context.today);
		const copy = secondCopy(item, charged, context.account.creditor, context.today, context.calendar);
		const json = { ...items[index].json, ...item, secondCopy: { ...copyItem(withGatewayAmount(copy, outcome.result, label)), ...gatewayFields(copy, outcome.result) } } as unknown as IDataObject;
		outcomes.push({ index, result: { json, binary: await drawCopy(functions, copy, invoice.number, images) } });
	}
	return outcomes;
}

function whyNot({ number, status, status_note: note }: InvoiceWithCustomer, { charge }: GatewaySecondCopy, label: string): string | null {
	if (charge.state === null) return `A situação "${charge.status}" da fatura ${number} no ${label} não é conhecida desta versão do pacote.`;
	// What was just said counts, whatever the ledger takes for newer.
	if (status === 'paid' || charge.state === 'paid') return `A fatura ${number} está paga: não há o que pagar.`;
	if (status === 'cancelled' || charge.state === 'cancelled') return `A fatura ${number} está cancelada: não há o que pagar. ${charge.note ?? note ?? ''}`.trim();
	return null;
}

/** What the gateway's boleto and Pix will take is what counts; where our own sum differs, the text says so. */
function withGatewayAmount(copy: SecondCopy, { amountCents }: GatewaySecondCopy, label: string): SecondCopy {
	if (amountCents === centsFromDecimal(copy.amount)) return copy;
	return { ...copy, amount: decimalFromCents(amountCents), text: `${copy.text}\n\nValor cobrado hoje pelo ${label}: ${formatCents(amountCents)}.` };
}

function gatewayFields({ amount }: SecondCopy, { readAt, bankNumber, pixExpires, boletoUrl }: GatewaySecondCopy): IDataObject {
	return { ledgerAmount: amount, boletoUrl, bankNumber, pixExpires, readAt };
}
