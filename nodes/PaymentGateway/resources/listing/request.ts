import type { IDataObject } from 'n8n-workflow';
import { formatDay } from '../../../../core/calendar/formatDay';
import type { GatewayListing } from '../../../../core/gateway/Gateway';
import { applyCharges } from '../../../../core/ledger/gateway/applyCharges';
import { orderOfReading } from '../../../../core/ledger/gateway/order';
import { inTransaction } from '../../../../core/ledger/Ledger';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import { decimalFromCents } from '../../../../core/money/cents';
import type { NodeContext } from '../../../shared/context';
import type { ConnectedGateway } from '../../../shared/gateway';
import { chosenGateway } from '../../../shared/gatewayField';
import { INVOICE_NUMBER_FIELDS } from '../../../shared/invoiceNumberFields';
import type { Operation } from '../../../shared/operation';
import { textOf } from '../../../shared/values';
import { eachCharge, type ChargeTask } from '../../eachCharge';
import { ADDRESS_FIELD, readListing } from './addressFields';

export const requestOperation: Operation = {
	name: 'Request',
	action: 'Request listings at a credit bureau',
	description: 'Ask the gateway to list each overdue charge at a credit bureau (negativação). The charge is read anew first: paid or not yet due, nothing is asked for.',
	fields: [
		{
			displayName: 'The gateway asks a fee for each listing. The bureau writes to the customer before the name is shown (CDC art. 43 §2).',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		...INVOICE_NUMBER_FIELDS,
		ADDRESS_FIELD,
		{ displayName: 'Description', name: 'description', type: 'string', default: '', placeholder: 'Mensalidade de novembro' },
	],
	async execute(context, items) {
		const connected = await chosenGateway(this);
		const columns = (this.getNodeParameter('addressColumns', 0, {}) ?? {}) as Record<string, string>;
		return await eachCharge(this, context, items, connected, async ({ index, invoice, chargeId }, json) => {
			const customer = readListing(invoice, json, columns);
			await confirmOverdue(context, connected, { index, invoice, chargeId });
			const description = textOf(this.getNodeParameter('description', index, ''), 'Description') || invoice.description;
			return { listing: listingItem(await connected.gateway.requestListing({ chargeId, description, ...customer })) };
		});
	},
};

/** Nobody who has paid is listed: the gateway is asked at this moment, and the ledger keeps what it says. */
async function confirmOverdue({ ledger, today }: NodeContext, { gateway, definition: { label } }: ConnectedGateway, { invoice: { number, status }, chargeId }: ChargeTask): Promise<void> {
	const reading = await gateway.readCharge(chargeId);
	if (reading === null) throw new LedgerError('invalid', `O ${label} não tem mais a cobrança ${chargeId} da fatura ${number}.`);
	const { value: charge, readAt } = reading;
	await inTransaction(ledger, async (db) => await applyCharges(db, ledger.engine, gateway.name, [{ charge, order: orderOfReading(readAt) }], new Date().toISOString()));
	if (charge.state !== 'open') throw new LedgerError('invalid', `A fatura ${number} não está em aberto no ${label} (${charge.status}): não se negativa.`);
	if (status !== 'open') throw new LedgerError('invalid', `A fatura ${number} não está em aberto no livro: não se negativa.`);
	if (charge.dueDate >= today) throw new LedgerError('invalid', `A fatura ${number} vence em ${formatDay(charge.dueDate)}: só se negativa o que está vencido.`);
}

/** A listing as an item carries it. */
export function listingItem({ id, status, feeCents }: GatewayListing): IDataObject {
	return { id, status, fee: feeCents === null ? null : decimalFromCents(feeCents) };
}
