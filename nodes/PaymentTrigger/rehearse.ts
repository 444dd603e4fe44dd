import type { INodeExecutionData } from 'n8n-workflow';
import type { Gateway, GatewayCustomer, GatewayEvent } from '../../core/gateway/Gateway';
import { applyCharges } from '../../core/ledger/gateway/applyCharges';
import { customersOfGateway, saveGatewayCustomers } from '../../core/ledger/gateway/customers';
import { orderOfEvent } from '../../core/ledger/gateway/order';
import { rehearse } from '../../core/ledger/Ledger';
import type { NodeContext } from '../shared/context';
import type { ConnectedGateway } from '../shared/gateway';
import { eventItems } from './emit';

/** The item of an event as the published workflow would make it; the ledger stays as it was. */
export async function rehearseEvent(context: NodeContext, { definition, gateway }: ConnectedGateway, body: unknown): Promise<INodeExecutionData[]> {
	const { ledger } = context;
	const event = definition.webhooks.readEvent(body);
	const { charge } = event;
	if (charge === null) return [dryRun({ json: { invoice: null, customer: null, event: { id: event.id, type: event.type, effect: null, detail: event.ignored, happenedAt: event.happenedAt, gateway: gateway.name, chargeId: null } } })];
	// The network is asked before: no transaction waits for it.
	const customer = await strangerOf(context, gateway, event);
	return await rehearse(ledger, async (db) => {
		const at = new Date().toISOString();
		if (customer) await saveGatewayCustomers(db, ledger.engine, gateway.name, [customer], at);
		const [{ effect, detail, invoiceId }] = await applyCharges(db, ledger.engine, gateway.name, [{ charge, order: orderOfEvent(event) }], at);
		return (await eventItems(db, context, gateway.name, [{ event, effect, detail, invoiceId }])).map(dryRun);
	});
}

/** The customer of the event's charge, when the ledger does not know it yet. */
async function strangerOf({ ledger }: NodeContext, gateway: Gateway, { charge }: GatewayEvent): Promise<GatewayCustomer | null> {
	if (charge === null || (await customersOfGateway(ledger.db, ledger.engine, gateway.name, [charge.customerId])).size > 0) return null;
	return await gateway.readCustomer(charge.customerId);
}

/** So that whatever follows shows what it would do, and does nothing. */
function dryRun({ json }: INodeExecutionData): INodeExecutionData {
	return { json: { ...json, dryRun: true } };
}
