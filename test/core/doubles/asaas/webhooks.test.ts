import { closeDesks, codes, openDesk } from './desk';

afterEach(closeDesks);

const HOOK = {
	name: 'n8n',
	url: 'https://n8n.example/webhook/asaas',
	email: 'avisos@example.com',
	sendType: 'SEQUENTIALLY',
	authToken: 'x'.repeat(32),
	events: ['PAYMENT_RECEIVED', 'INVOICE_CREATED'],
};

it('makes, lists, changes and removes a webhook, and never tells its token', async () => {
	const desk = await openDesk();
	const { json: made } = await desk.call('POST', '/webhooks', HOOK);
	const { authToken, ...rest } = HOOK;
	expect(made).toEqual({ ...rest, id: expect.any(String), enabled: true, interrupted: false, apiVersion: 3, hasAuthToken: true });
	expect((await desk.get(`/webhooks/${made.id}`)).json).toEqual(made);
	expect((await desk.get('/webhooks')).json).toMatchObject({ totalCount: 1, data: [made] });
	expect((await desk.call('PUT', `/webhooks/${made.id}`, { enabled: false, events: ['PAYMENT_CREATED'] })).json).toEqual({ ...made, enabled: false, events: ['PAYMENT_CREATED'] });
	expect(desk.asaas.account.webhooks.get(made.id)?.authToken).toBe(authToken);
	expect((await desk.call('DELETE', `/webhooks/${made.id}`)).json).toEqual({ deleted: true, id: made.id });
	expect(codes(await desk.get(`/webhooks/${made.id}`))).toEqual([404]);
	expect((await desk.call('POST', '/webhooks', { ...rest })).json.hasAuthToken).toBe(false);
});

it('refuses a webhook', async () => {
	const desk = await openDesk();
	expect(codes(await desk.call('POST', '/webhooks', {}))).toEqual([400, 'invalid_name', 'invalid_url', 'invalid_email', 'invalid_sendType', 'invalid_events']);
	const wrong = { ...HOOK, url: 'ftp://x', email: 'x', sendType: 'NEVER', events: ['PAYMENT_RECEIVED', 'PAYMENT_LOST'] };
	expect(codes(await desk.call('POST', '/webhooks', wrong))).toEqual([400, 'invalid_url', 'invalid_email', 'invalid_sendType', 'invalid_events']);
	for (const length of [31, 256]) expect(codes(await desk.call('POST', '/webhooks', { ...HOOK, authToken: 'x'.repeat(length) }))).toEqual([400, 'invalid_authToken']);
	expect(codes(await desk.call('POST', '/webhooks', { ...HOOK, events: [] }))).toEqual([400, 'invalid_events']);
	const { id } = (await desk.call('POST', '/webhooks', { ...HOOK, authToken: 'x'.repeat(255) })).json;
	expect(codes(await desk.call('PUT', `/webhooks/${id}`, { url: 'nowhere' }))).toEqual([400, 'invalid_url']);
	for (let count = 1; count < 10; count += 1) expect(codes(await desk.call('POST', '/webhooks', HOOK))).toEqual([200]);
	expect(codes(await desk.call('POST', '/webhooks', HOOK))).toEqual([400, 'invalid_action']);
});
