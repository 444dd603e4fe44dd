import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { GATEWAYS } from '../../core/gateway/gateways';
import { LiveStatus } from '../../core/gateway/liveStatus';
import { askGateways, type Answers, type LiveCheck } from '../../core/reminder/confirm';
import type { NodeContext } from '../shared/context';
import { connectGateway, PATIENCE_MS } from '../shared/gateway';
import { knownInvoices } from '../shared/resolveInvoices';

export const NO_GATEWAY = 'none';

export const GATEWAY_FIELD: INodeProperties = {
	displayName: 'Payment Gateway',
	name: 'gateway',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'None', value: NO_GATEWAY, description: 'For invoices from files and systems. Invoices that came from a gateway wait until it is chosen here.' },
		...Object.values(GATEWAYS).map(({ label, name }) => ({ name: label, value: name, description: 'Asked right before each message whether the invoice was paid, and for its boleto and Pix of today' })),
	],
	default: NO_GATEWAY,
};

export const GATEWAY_OPTION: INodeProperties = {
	displayName: 'If the Gateway Does Not Answer',
	name: 'ifUnreachable',
	type: 'options',
	options: [
		{ name: 'Hold the Message', value: 'hold', description: 'It goes out at the next run' },
		{ name: 'Send Anyway', value: 'send', description: 'By what the ledger knows: somebody who has just paid may get a reminder' },
	],
	default: 'hold',
};

/** How invoices that came from the chosen gateway are asked about. */
export async function readLiveCheck(functions: IExecuteFunctions, ifUnreachable: unknown): Promise<LiveCheck> {
	const name = functions.getNodeParameter('gateway', 0, NO_GATEWAY) as string;
	const connected = name === NO_GATEWAY ? [] : [(await connectGateway(functions, name, { patienceMs: PATIENCE_MS.webhook })).gateway];
	return { status: new LiveStatus(new Map(connected.map((gateway) => [gateway.name, gateway]))), ifUnreachable: ifUnreachable === 'send' ? 'send' : 'hold' };
}

/** What gateways say of the ledger's invoices among the items: asked before a dry run, which must not keep the ledger waiting. */
export async function answersFor({ ledger }: NodeContext, items: readonly INodeExecutionData[], check: LiveCheck): Promise<Answers> {
	return await askGateways(check, [...(await knownInvoices(ledger.db, ledger, items)).values()]);
}
