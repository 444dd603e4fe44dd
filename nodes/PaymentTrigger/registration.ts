import { createHash } from 'node:crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { webhookToken } from '../../core/gateway/webhookToken';
import { GatewayError } from '../../core/gateway/GatewayError';
import { asNodeError, withContext } from '../shared/context';
import { connectGateway, PATIENCE_MS, type ConnectedGateway } from '../shared/gateway';

/** Where a node keeps that it has registered its webhook: the token itself is kept nowhere. */
const REGISTERED = 'registered';

/** The gateway that the trigger listens to, its own name as a listener, and the token its deliveries must bring. */
export async function connectTrigger(functions: IHookFunctions | IWebhookFunctions): Promise<ConnectedGateway & { listener: string; token: string }> {
	const connected = await connectGateway(functions, functions.getNodeParameter('gateway') as string, { patienceMs: PATIENCE_MS.webhook });
	const listener = `${functions.getWorkflow().id ?? ''} ${functions.getNode().id}`;
	return { ...connected, listener, token: webhookToken(connected.secret, listener) };
}

/** Whether the webhook delivers, and with the token of today: after a new key it is made anew. */
export async function hasWebhook(functions: IHookFunctions): Promise<boolean> {
	return await inWords(functions, async () => {
		const { gateway, token } = await connectTrigger(functions);
		const url = urlOf(functions);
		if (functions.getWorkflowStaticData('node')[REGISTERED] !== fingerprint(url, token)) return false;
		return await gateway.hasWebhook(url);
	});
}

/** Makes or renews the webhook. The ledger is opened too: publishing a workflow that could keep no event is refused. */
export async function registerWebhook(functions: IHookFunctions): Promise<boolean> {
	return await withContext(functions, async ({ account }) => {
		const { gateway, token } = await connectTrigger(functions);
		const url = urlOf(functions);
		await gateway.registerWebhook({ url, token, name: `n8n: ${functions.getWorkflow().name ?? 'cobrança'}`.slice(0, 100), email: account.creditor.email });
		functions.getWorkflowStaticData('node')[REGISTERED] = fingerprint(url, token);
		return true;
	});
}

/** A gateway that does not answer, or a key that is gone, must not keep the workflow from being unpublished. */
export async function removeWebhook(functions: IHookFunctions): Promise<boolean> {
	delete functions.getWorkflowStaticData('node')[REGISTERED];
	try {
		const { gateway } = await connectTrigger(functions);
		await gateway.removeWebhook(urlOf(functions));
		return true;
	} catch (error) {
		if (!(error instanceof GatewayError) && !(error instanceof RangeError)) throw error;
		functions.logger.warn(`Payment Trigger: o webhook não pôde ser excluído no gateway. ${error.message}`);
		return false;
	}
}

function urlOf(functions: IHookFunctions): string {
	const url = functions.getNodeWebhookUrl('default');
	if (!url) throw new RangeError('O n8n não disse qual é o endereço deste webhook: confira WEBHOOK_URL.');
	return url;
}

function fingerprint(url: string, token: string): string {
	return createHash('sha256').update(`${url} ${token}`).digest('hex');
}

async function inWords<T>(functions: IHookFunctions, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw asNodeError(functions.getNode(), error);
	}
}
