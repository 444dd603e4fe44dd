import { closeDesks, codes, openDesk } from './desk';

afterEach(closeDesks);

it('fails as it is told to, as often as it is told to', async () => {
	const desk = await openDesk();
	desk.asaas.fail({ path: /^\/v3\/payments$/, method: 'GET', status: 503, times: 2, after: 1 });
	const statuses = [];
	for (let count = 0; count < 4; count += 1) statuses.push((await desk.get('/payments')).status);
	expect(statuses).toEqual([200, 503, 503, 200]);
	desk.asaas.fail({ method: 'POST', status: 500, times: Infinity });
	expect(codes(await desk.get('/payments'))).toEqual([200]);
	expect(codes(await desk.call('POST', '/customers', {}))).toEqual([500, 'internal_error']);
	desk.asaas.clearFailures();
	expect((await desk.call('POST', '/customers', {})).status).toBe(400);
	expect(() => desk.asaas.fail({ times: 1 })).toThrow(RangeError);
});

it('answers each status as the real one does', async () => {
	const desk = await openDesk();
	for (const status of [401, 404, 429, 500, 502, 503] as const) desk.asaas.fail({ status, retryAfter: 7, limitReset: 9 });
	const answers = [];
	for (let count = 0; count < 6; count += 1) answers.push(await desk.get('/payments'));
	expect(answers.map(codes)).toEqual([[401, 'invalid_access_token'], [404], [429, 'too_many_requests'], [500, 'internal_error'], [502], [503]]);
	expect(answers[1].text).toBe('');
	expect(answers[4].text).toContain('<html>');
	for (const { headers } of answers) expect(['retry-after', 'ratelimit-remaining', 'ratelimit-reset'].map((name) => headers.get(name))).toEqual(['7', '0', '9']);
});

it('loses connections before or after the work, cuts answers, and hangs', async () => {
	const desk = await openDesk();
	const customer = desk.asaas.addCustomer().id;
	const charge = () => desk.call('POST', '/payments', { customer, billingType: 'PIX', value: 10, dueDate: '2027-03-20' });
	const made = () => desk.asaas.account.payments.size;
	desk.asaas.fail({ kind: 'reset' });
	await expect(charge()).rejects.toThrow('fetch failed');
	expect(made()).toBe(0);
	desk.asaas.fail({ kind: 'resetAfterWork' });
	await expect(charge()).rejects.toThrow('fetch failed');
	expect(made()).toBe(1);
	desk.asaas.fail({ kind: 'malformed' });
	await expect(charge()).rejects.toThrow(SyntaxError);
	expect(made()).toBe(2);
	desk.asaas.fail({ kind: 'hang' });
	const waiting = charge().then(
		() => 'answered',
		() => 'closed',
	);
	expect(await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 100, 'nothing'))])).toBe('nothing');
	expect(desk.asaas.requests.map(({ status }) => status)).toEqual([0, 0, 200, 0]);
	await desk.asaas.stop();
	expect(await waiting).toBe('closed');
});
