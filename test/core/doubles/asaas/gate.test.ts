import { request } from 'node:http';

import { closeDesks, codes, openDesk } from './desk';

afterEach(closeDesks);

it('takes only its own key', async () => {
	const desk = await openDesk();
	const { port, apiKey } = desk.asaas;
	expect(apiKey).toMatch(new RegExp(`^\\$aact_hmlg_${port}_[a-z0-9]{40}$`));
	const answer = await desk.call('GET', '/customers', undefined, { access_token: `$aact_hmlg_${port}_other` });
	expect(answer.status).toBe(401);
	expect(answer.json).toEqual({ errors: [{ code: 'invalid_access_token', description: 'A chave de API fornecida é inválida' }] });
	expect(codes(await desk.call('GET', '/customers', undefined, { access_token: '' }))).toEqual([401, 'access_token_not_found']);
	expect(codes(await desk.call('GET', '/customers', undefined, { access_token: 'abc' }))).toEqual([401, 'invalid_access_token_format']);
	expect(codes(await desk.call('GET', '/customers', undefined, { access_token: '$aact_prod_abc' }))).toEqual([401, 'invalid_environment']);
	expect(codes(await desk.get('/customers'))).toEqual([200]);
});

function raw(port: number, path: string, headers: Record<string, string>, body?: string): Promise<number> {
	return new Promise((resolve, reject) => {
		const sent = request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
			response.resume();
			resolve(response.statusCode ?? 0);
		});
		sent.on('error', reject);
		sent.end(body);
	});
}

it('wants a User-Agent, and no body in a GET', async () => {
	const { asaas } = await openDesk();
	const key = { access_token: asaas.apiKey };
	expect(await raw(asaas.port, '/v3/payments', key)).toBe(400);
	expect(await raw(asaas.port, '/v3/payments', { ...key, 'user-agent': 'x' })).toBe(200);
	expect(await raw(asaas.port, '/v3/payments', { ...key, 'user-agent': 'x', 'content-length': '2' }, '{}')).toBe(403);
	expect(asaas.requests.map(({ status }) => status)).toEqual([400, 200, 403]);
});

it('answers an unknown path or id with 404 and nothing, and what is no JSON with 400', async () => {
	const desk = await openDesk();
	for (const path of ['/payments/pay_none', '/customers/cus_none', '/nothing', '/webhooks/none', '/paymentDunnings/none', '/installments/none/payments']) {
		expect(await desk.get(path)).toMatchObject({ status: 404, text: '' });
	}
	expect(codes(await desk.call('POST', '/customers', []))).toEqual([400, 'invalid_json']);
});

it('keeps what was asked, by its own clock', async () => {
	const desk = await openDesk();
	const { headers } = await desk.get('/payments?status=PENDING&dueDate%5Bge%5D=2027-01-01');
	expect(headers.get('date')).toBe('Wed, 10 Mar 2027 15:00:00 GMT');
	await desk.call('POST', '/customers', { name: 'Ana' });
	expect(desk.asaas.requests).toMatchObject([
		{ method: 'GET', path: '/v3/payments', query: { status: 'PENDING', 'dueDate[ge]': '2027-01-01' }, body: null, status: 200, at: new Date('2027-03-10T15:00:00Z') },
		{ method: 'POST', path: '/v3/customers', body: { name: 'Ana' }, status: 400 },
	]);
	expect(desk.asaas.requests[0].headers['user-agent']).toBe('cobranca-tests');
});

it('counts requests for 12 hours from the first', async () => {
	const desk = await openDesk({ requestLimit: 2 });
	const limits = async () => {
		const { status, headers } = await desk.get('/payments');
		return [status, ...['limit', 'remaining', 'reset'].map((name) => headers.get(`ratelimit-${name}`))];
	};
	expect(await limits()).toEqual([200, '2', '1', '43200']);
	expect(await limits()).toEqual([200, '2', '0', '43200']);
	expect(await limits()).toEqual([429, '2', '0', '43200']);
	desk.day = '2027-03-11';
	expect(await limits()).toEqual([200, '2', '1', '43200']);
});

it('answers up to 50 GETs at once', async () => {
	const desk = await openDesk({ latencyMs: 100 });
	const answers = await Promise.all(Array.from({ length: 55 }, () => desk.get('/payments')));
	const refused = answers.filter(({ status }) => status === 429);
	expect(refused.length).toBeGreaterThanOrEqual(1);
	expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(50);
	expect(codes(refused[0])).toEqual([429, 'too_many_requests']);
	expect(codes(await desk.get('/payments'))).toEqual([200]);
});

it('tells about the account', async () => {
	const desk = await openDesk();
	expect((await desk.get('/myAccount/status/')).json).toMatchObject({ id: desk.asaas.account.id, general: 'APPROVED' });
	expect((await desk.get('/myAccount/commercialInfo/')).json).toMatchObject({ name: desk.asaas.account.name });
	desk.asaas.pay(desk.asaas.addPayment({ value: 100, billingType: 'PIX' }).id);
	expect((await desk.get('/finance/balance')).json).toEqual({ balance: 99.01 });
});
