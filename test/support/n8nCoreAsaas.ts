import { inspect } from 'node:util';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startAsaas, type AsaasDouble, type AsaasOptions } from '../doubles/asaas';
import { runNode, type NodeRun, type TestNode } from './n8nCore';
import { newAccount, type Credentials } from './n8nCoreAccount';

/** Starts the double of Asaas, on the test's own calendar, and stops it after the test. */
export function useAsaas(options: AsaasOptions = {}): { readonly double: AsaasDouble; readonly credentials: Credentials } {
	let double: AsaasDouble | undefined;
	let credentials: Credentials = {};
	beforeEach(async () => {
		double = await startAsaas(options);
		credentials = { cobrancaAccountApi: newAccount(), cobrancaAsaasApi: asaasKey(double) };
	});
	afterEach(async () => {
		await double?.stop();
	});
	return {
		get double() {
			if (!double) throw new Error('the double is started by beforeEach');
			return double;
		},
		get credentials() {
			return credentials;
		},
	};
}

/** The credential of the double's account. */
export function asaasKey({ apiKey }: Pick<AsaasDouble, 'apiKey'>): Credentials[string] {
	return { apiKey, environment: 'sandbox' };
}

/** Runs an operation of the Payment Gateway, such as `charge.sync`. */
export async function gatewayNode(operation: string, credentials: Credentials, parameters: INodeParameters = {}, items: Parameters<typeof runNode>[2] = [{}], onError?: TestNode['onError']): Promise<NodeRun> {
	const [resource, name] = operation.split('.');
	return await runNode({ type: 'paymentGateway', parameters: { resource, operation: name, ...parameters }, onError }, credentials, items);
}

/** Syncs, and hands on the items of all invoices. */
export async function syncedItems(credentials: Credentials): Promise<IDataObject[]> {
	const sync = await gatewayNode('charge.sync', credentials);
	if (sync.error || sync.json[0][0].outcome !== 'done') throw new Error(sync.error?.message ?? JSON.stringify(sync.json));
	const { json } = await runNode({ type: 'receivables', parameters: { resource: 'invoice', operation: 'getAll', returnAll: true } }, credentials);
	return json[0];
}

/** All there is in a value, with what is hidden from JSON. */
export function everythingIn(value: unknown): string {
	return inspect(value, { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null });
}
