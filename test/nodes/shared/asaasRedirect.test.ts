import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { closeDesks, openDesk } from '../../core/doubles/asaas/desk';
import { startSerasa } from '../../doubles/bureau/serasa';
import { startSpc } from '../../doubles/bureau/spc';

afterEach(closeDesks);

const ROOT = join(__dirname, '../../..');
const REDIRECT = join(ROOT, 'test/doubles/asaas/redirect.cjs');
const AXIOS = join(ROOT, 'playground/node_modules/axios');
const N8N = join(ROOT, 'playground/node_modules/@n8n');
const HELPERS = `
	const https = require('https');
	const show = (value) => console.log(JSON.stringify(value));
	const plain = (...args) => new Promise((resolve, reject) => {
		const request = https.get(...args, (response) => {
			let text = '';
			response.on('data', (chunk) => (text += chunk)).on('end', () => resolve([response.statusCode, JSON.parse(text).totalCount]));
		});
		request.on('error', reject);
	});
	const key = process.env.KEY;
	const headers = { access_token: key, 'User-Agent': 'x' };
`;

/** What a process says in which the redirection was loaded before anything else. */
async function run(script: string, env: Record<string, string>): Promise<unknown> {
	const args = ['--require', REDIRECT, '--require', REDIRECT, '-e', `${HELPERS}(async () => {${script}})().catch((error) => show(error.code ?? error.message));`];
	const { stdout } = await promisify(execFile)(process.execPath, args, { env: { PATH: process.env.PATH, ...env } });
	return stdout.trim().split('\n').map((line) => JSON.parse(line));
}

it('takes every way of calling https to the double that the key belongs to', async () => {
	const { asaas } = await openDesk();
	asaas.addMany(3);
	const answers = await run(
		`
		const url = 'https://api-sandbox.asaas.com/v3/payments?limit=2';
		show(await plain(url, { headers }));
		show(await plain(new URL(url), { headers }));
		show(await plain({ hostname: 'api.asaas.com', path: '/v3/payments', headers: Object.entries(headers).flat(), agent: new https.Agent(), servername: 'api.asaas.com' }));
		show(await plain({ host: 'API.asaas.com:443', port: 443, protocol: 'https:', path: '/v3/payments', headers }));
		const { get } = await import('node:https');
		show(await new Promise((resolve) => get(url, { headers }, (response) => resolve(response.statusCode))));
		process.exit();
	`,
		{ KEY: asaas.apiKey },
	);
	expect(answers).toEqual([[200, 3], [200, 3], [200, 3], [200, 3], 200]);
	expect(asaas.requests[0]).toMatchObject({ path: '/v3/payments', query: { limit: '2' }, headers: { host: 'api-sandbox.asaas.com' } });
	expect(new Set(asaas.requests.map(({ headers }) => headers.connection))).toEqual(new Set(['keep-alive']));
});

it('takes axios along, with and without follow-redirects', async () => {
	const { asaas } = await openDesk();
	const answers = await run(
		`
		const axios = require(${JSON.stringify(AXIOS)});
		const api = axios.create({ baseURL: 'https://api-sandbox.asaas.com/v3', headers, httpsAgent: new https.Agent({ rejectUnauthorized: false }), timeout: 5000 });
		const { data } = await api.post('/customers', { name: 'Ana', cpfCnpj: '52998224725' });
		show(data.name);
		show((await api.get('/customers', { params: { 'dateCreated[ge]': '2027-01-01' }, maxRedirects: 0 })).data.totalCount);
		show(await api.get('/payments/pay_none').catch((error) => [error.response.status, error.response.data]));
		process.exit();
	`,
		{ KEY: asaas.apiKey },
	);
	expect(answers).toEqual(['Ana', 1, [404, '']]);
	expect(asaas.requests[0].body).toEqual({ name: 'Ana', cpfCnpj: '52998224725' });
	expect(asaas.requests[1].query).toEqual({ 'dateCreated[ge]': '2027-01-01' });
});

it('uses the port of the environment for another key, and refuses without either', async () => {
	const { asaas } = await openDesk();
	const script = `show(await plain('https://api.asaas.com/v3/payments', { headers })); process.exit();`;
	expect(await run(script, { KEY: '$aact_prod_other', COBRANCA_TEST_ASAAS_PORT: String(asaas.port) })).toEqual([[401, null]]);
	expect(await run(script, { KEY: '$aact_prod_other' })).toEqual(['ECONNREFUSED']);
	const axios = `show(await require(${JSON.stringify(AXIOS)}).get('https://api.asaas.com/v3/payments').catch((error) => error.code));`;
	expect(await run(axios, { KEY: '' })).toEqual(['ECONNREFUSED']);
	expect(asaas.requests).toHaveLength(1);
});

it('takes along the client that nodes have in n8n', async () => {
	const { asaas } = await openDesk();
	asaas.addMany(2);
	const answers = await run(
		`
		require(${JSON.stringify(join(ROOT, 'playground/node_modules/reflect-metadata'))});
		const { Container } = require(${JSON.stringify(join(N8N, 'di'))});
		const { OutboundHttp } = require(${JSON.stringify(join(N8N, 'backend-network'))});
		const http = Container.get(OutboundHttp).requests();
		const url = 'https://api-sandbox.asaas.com/v3';
		show((await http.request({ url: url + '/payments', qs: { 'dueDate[ge]': '2027-01-01' }, headers, json: true })).totalCount);
		const refused = await http.request({ url: url + '/customers', method: 'POST', body: { name: 'Ana' }, headers, json: true, returnFullResponse: true, ignoreHttpStatusErrors: true });
		show([refused.statusCode, refused.body.errors[0].code]);
		process.exit();
	`,
		{ KEY: asaas.apiKey },
	);
	expect(answers).toEqual([2, [400, 'invalid_cpfCnpj']]);
});

it('works in jest, where n8n-core runs', async () => {
	const { asaas } = await openDesk();
	await import(REDIRECT);
	const { default: axios } = await import(AXIOS);
	const { data } = await axios.get('https://api-sandbox.asaas.com/v3/payments', { headers: { access_token: asaas.apiKey } });
	expect(data).toMatchObject({ totalCount: 0 });
	await expect(axios.get('https://api-sandbox.asaas.com/v3/payments')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

it('takes what goes to credit bureaus to their doubles, and nowhere without one', async () => {
	const [serasa, spc] = await Promise.all([startSerasa(), startSpc()]);
	const status = (url: string, headers: string) => `show(await new Promise((resolve) => https.get('${url}', { headers: ${headers} }, (response) => (response.resume(), resolve(response.statusCode))).on('error', (error) => resolve(error.code))));`;
	const basic = (user: string) => `{ authorization: 'Basic ' + Buffer.from('${user}:x').toString('base64') }`;
	const wsdl = 'https://treina.spc.org.br/spc/remoting/ws/consulta/consultaWebService?wsdl';
	const script = [
		status('https://uat-api.serasaexperian.com.br/x', basic(`cobranca-${serasa.port}`)),
		status('https://api.serasaexperian.com.br/x', `{ authorization: 'Bearer double-${serasa.port}-1' }`),
		status('https://api.serasaexperian.com.br/x', basic('outro')),
		status(wsdl, basic(`cobranca-${spc.port}`)),
		status(wsdl, '{}'),
		`process.exit();`,
	].join('\n');
	expect(await run(script, {})).toEqual([404, 404, 'ECONNREFUSED', 401, 'ECONNREFUSED']);
	expect(await run(script, { COBRANCA_TEST_SERASA_PORT: String(serasa.port), COBRANCA_TEST_SPC_PORT: String(spc.port) })).toEqual([404, 404, 404, 401, 401]);
	await Promise.all([serasa.stop(), spc.stop()]);
});

it('leaves other hosts alone', async () => {
	const answers = await run(`show(await plain('https://127.0.0.1:1/').catch((error) => error.code)); show(await plain('https://x.asaas.com.invalid/').catch((error) => error.code));`, { KEY: '' });
	expect(answers).toEqual(['ECONNREFUSED', expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/)]);
});
