import type { ICredentialDataDecryptedObject, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { ASAAS } from '../../../core/gateway/asaas';
import { CREDENTIAL_TYPES, withDefaults } from '../../support/n8nCoreNodes';
import { buildWorkflow } from '../../support/n8nCore';

const TYPE = CREDENTIAL_TYPES.cobrancaAsaasApi;
const KEYS = ['$aact_hmlg_000abc', '$aact_prod_$&$1$$`x', '  $aact_prod_000abc\n', '=$aact', '$aact_{{ 1 + 1 }}'];

/** What n8n makes of an expression of a credential type. */
async function resolved(expression: unknown, $credentials: ICredentialDataDecryptedObject): Promise<unknown> {
	const { expression: resolver } = buildWorkflow([{ type: 'paymentTrigger' }]);
	await resolver.acquireIsolate();
	return resolver.getSimpleParameterValue({ id: '', name: 'x', type: 'x', typeVersion: 1, position: [0, 0], parameters: {} }, expression as string, 'internal', { $credentials });
}

describe('the Asaas credential', () => {
	it.each(KEYS)('sends the key %j as it is', async (apiKey) => {
		const { properties } = TYPE.authenticate as { properties: { headers: Record<string, string> } };
		expect(await resolved(properties.headers.access_token, { apiKey })).toBe(apiKey.trim());
		expect(properties.headers['User-Agent']).toBe('n8n-nodes-cobranca');
	});

	it.each(['production', 'sandbox'])('is tested at the address that the node uses in %s', async (environment) => {
		const { baseURL, url, qs } = TYPE.test?.request as IHttpRequestOptions;
		const asked: string[] = [];
		const transport = { now: () => 0, sleep: async () => {}, random: () => 0, patienceMs: 0, send: async (request: { url: string }) => await Promise.resolve((asked.push(request.url), { status: 404, headers: {}, body: {} })) };
		await ASAAS.connect({ apiKey: 'chave', environment }, transport).readCustomer('cus_1');
		expect(asked).toEqual([`${String(await resolved(baseURL, { environment }))}/customers/cus_1`]);
		expect([url, qs]).toEqual(['/customers', { limit: 1 }]);
	});

	it('hides the key and is for production unless told', () => {
		const key = TYPE.properties.find(({ name }) => name === 'apiKey') as INodeProperties;
		expect(key.typeOptions?.password).toBe(true);
		expect(withDefaults('cobrancaAsaasApi', { apiKey: '$aact_prod_1' })).toEqual({ apiKey: '$aact_prod_1', environment: 'production' });
	});
});
