import { NodeHelpers, type IHttpRequestOptions, type INode, type INodeCredentialDescription, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import type { Bureau } from '../../../core/bureau/Bureau';
import { SERASA } from '../../../core/bureau/serasa';
import { SPC } from '../../../core/bureau/spc';
import type { Transport } from '../../../core/gateway/ApiClient';
import { CreditBureau } from '../../../nodes/CreditBureau/CreditBureau.node';
import { genericCredential, person } from '../../support/bureau';
import { buildWorkflow } from '../../support/n8nCore';
import { CREDENTIAL_TYPES, withDefaults } from '../../support/n8nCoreNodes';

const SECRETS = ['abc123', '  $&$1$$`x ', '=$abc', '{{ 1 + 1 }}'];

/** What n8n makes of an expression of a credential type. */
async function resolved(expression: unknown, $credentials: Record<string, string>): Promise<unknown> {
	const { expression: resolver } = buildWorkflow([{ type: 'creditBureau' }]);
	await resolver.acquireIsolate();
	return resolver.getSimpleParameterValue({ id: '', name: 'x', type: 'x', typeVersion: 1, position: [0, 0], parameters: {} }, expression as string, 'internal', { $credentials });
}

/** The first request that a lookup sends. */
async function firstRequest(connect: (transport: Transport) => Bureau): Promise<{ url: string; headers: Record<string, string> }> {
	const asked: Array<{ url: string; headers: Record<string, string> }> = [];
	const transport: Transport = { now: () => 0, sleep: async () => {}, random: () => 0, patienceMs: 0, send: async (request) => await Promise.resolve((asked.push(request), { status: 422, headers: {}, body: {} })) };
	await connect(transport).lookUp(person(1)).catch(() => undefined);
	return asked[0];
}

describe.each([
	['cobrancaSerasaApi', SERASA, 'clientId', 'clientSecret', { personReport: 'R', personPrice: 1 }],
	['cobrancaSpcApi', SPC, 'operator', 'password', { personProduct: '1', personPrice: 1 }],
] as const)('%s', (name, definition, user, password, contract) => {
	const type = CREDENTIAL_TYPES[name];

	it.each(['production', 'test'])('is tested at the host that the node asks in %s, by something that costs nothing', async (environment) => {
		const { baseURL, url } = type.test?.request as IHttpRequestOptions;
		const request = await firstRequest((transport) => definition.connect({ [user]: 'u', [password]: 'p', environment, ...contract }, transport));
		expect(new URL(request.url).origin).toBe(await resolved(baseURL, { environment }));
		expect(url).toMatch(/login$|wsdl$/);
	});

	it.each(SECRETS)('logs in with the secret %j as it is, and as the node does', async (secret) => {
		const { properties } = type.authenticate as { properties: { auth: { username: string; password: string } } };
		const told = { [user]: ' u ', [password]: secret };
		expect([await resolved(properties.auth.username, told), await resolved(properties.auth.password, told)]).toEqual(['u', secret.trim()]);
		const { headers } = await firstRequest((transport) => definition.connect({ ...told, ...contract }, transport));
		expect(headers.authorization).toBe(`Basic ${Buffer.from(`u:${secret.trim()}`).toString('base64')}`);
	});

	it('hides the secret, and is for production unless told', () => {
		expect((type.properties.find(({ name: field }) => field === password) as INodeProperties).typeOptions?.password).toBe(true);
		expect(withDefaults(name, { [user]: 'u', [password]: 'p' })).toMatchObject({ environment: 'production' });
	});
});

describe('cobrancaBureauHttpApi', () => {
	const test = async (data: Record<string, unknown>) => await new CreditBureau().methods.credentialTest.bureauHttpTest.call({} as never, { data } as never);

	it('is tested without asking anybody, and says which field is wrong', async () => {
		expect(await test(genericCredential({ port: 1, key: 'k' }))).toMatchObject({ status: 'OK', message: expect.stringContaining('não foi consultado') });
		expect(await test({ ...genericCredential({ port: 1, key: 'k' }), scorePath: 'a b' })).toMatchObject({ status: 'Error', message: expect.stringContaining('Path of the Score') });
		expect(await test({})).toMatchObject({ status: 'Error', message: expect.stringContaining('URL') });
	});
});

describe('the credentials of the node', () => {
	const { description } = new CreditBureau();
	const shown = (parameters: INodeParameters) => {
		const node = { parameters, typeVersion: 1 } as unknown as INode;
		return (description.credentials ?? []).filter((credential: INodeCredentialDescription) => NodeHelpers.displayParameter(parameters, credential, node, description)).map(({ name }) => name);
	};

	it('are those of the chosen bureaus, and none where nobody is asked', () => {
		expect(shown({ bureaus: ['spc'] })).toEqual(['cobrancaAccountApi', 'cobrancaSpcApi']);
		expect(shown({ bureaus: ['spc', 'serasa'] })).toEqual(['cobrancaAccountApi', 'cobrancaSerasaApi', 'cobrancaSpcApi']);
		expect(shown({ bureaus: ['http', 'serasa', 'spc'] })).toHaveLength(4);
		expect(shown({ operation: 'getUsage' })).toEqual(['cobrancaAccountApi']);
	});
});
