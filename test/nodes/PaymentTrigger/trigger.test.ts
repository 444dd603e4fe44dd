import type { IDataObject } from 'n8n-workflow';
import { atNoon, dayFromToday, goToDay, newAccount, receivables, type Credentials } from '../../support/n8nCoreAccount';
import { asaasKey, everythingIn, gatewayNode, syncedItems, useAsaas } from '../../support/n8nCoreAsaas';
import { WebhookTrigger } from '../../support/n8nCoreWebhook';
import { startAsaas } from '../../doubles/asaas';

atNoon();
const asaas = useAsaas({ webhookRetryMs: 5 });

const triggers: WebhookTrigger[] = [];
afterEach(async () => {
	for (const trigger of triggers.splice(0)) await trigger.stop();
});

async function aTrigger({ emit, credentials = asaas.credentials, mode }: { emit?: string[]; credentials?: Credentials; mode?: 'manual' } = {}): Promise<WebhookTrigger> {
	const trigger = await new WebhookTrigger({ type: 'paymentTrigger', parameters: emit ? { emit } : {} }, credentials, mode).start();
	triggers.push(trigger);
	return trigger;
}

async function published(...parameters: Parameters<typeof aTrigger>): Promise<WebhookTrigger> {
	const trigger = await aTrigger(...parameters);
	if (!(await trigger.hook('checkExists'))) await trigger.hook('create');
	return trigger;
}

/** Waits until everything was delivered, and what it starts has ended. */
async function delivered(): Promise<void> {
	await asaas.double.deliverySettled();
	for (const trigger of triggers) await trigger.idle();
}

const webhooks = () => [...asaas.double.account.webhooks.values()];
const token = () => webhooks()[0].authToken ?? '';
const emitted = ({ executions }: WebhookTrigger) => executions.flat().map(({ json }) => json);
const invoices = async () => (await receivables('invoice.getAll', asaas.credentials, { returnAll: true })).json[0] ?? [];

describe('Payment Trigger: registration', () => {
	it('makes the webhook with a token of its own, once, and removes it', async () => {
		const trigger = await aTrigger();
		expect(await trigger.hook('checkExists')).toBe(false);
		expect(await trigger.hook('create')).toBe(true);
		expect(webhooks()).toEqual([expect.objectContaining({ url: trigger.url, enabled: true, interrupted: false, email: 'financeiro@example.com', name: 'n8n: cobrança', authToken: expect.stringMatching(/^[\w-]{43}$/) as string })]);
		expect(await trigger.hook('checkExists')).toBe(true);
		expect(JSON.stringify(trigger.staticData)).not.toContain(token());
		expect(await trigger.hook('delete')).toBe(true);
		expect(webhooks()).toEqual([]);
		expect(await trigger.hook('checkExists')).toBe(false);
	});

	it('renews one that was stopped after failures, and one of another key', async () => {
		const trigger = await published();
		webhooks()[0].interrupted = true;
		expect(await trigger.hook('checkExists')).toBe(false);
		await trigger.hook('create');
		expect(webhooks()).toEqual([expect.objectContaining({ interrupted: false })]);
		const before = token();
		const other = await startAsaas({ seed: 2 });
		try {
			const credentials = { ...asaas.credentials, cobrancaAsaasApi: asaasKey(other) };
			trigger.withCredentials(credentials);
			expect(await trigger.hook('checkExists')).toBe(false);
			await trigger.hook('create');
			const [renewed] = [...other.account.webhooks.values()];
			expect(renewed.authToken).not.toBe(before);
		} finally {
			await other.stop();
		}
	});

	it('does not take over a webhook of that address whose token it does not know', async () => {
		const trigger = await aTrigger();
		const stranger = await published();
		webhooks()[0].url = trigger.url;
		expect(await trigger.hook('checkExists')).toBe(false);
		await trigger.hook('create');
		expect(webhooks()).toHaveLength(1);
		expect(stranger.url).not.toBe(trigger.url);
		const payment = asaas.double.addPayment({ event: true });
		asaas.double.pay(payment.id);
		await delivered();
		expect(emitted(trigger)).toHaveLength(1);
	});

	it('refuses to be published with a ledger or a key that does not work, without showing the key', async () => {
		const noLedger = await aTrigger({ credentials: { ...asaas.credentials, cobrancaAccountApi: newAccount({ creditorDocument: 'x' }) } });
		await expect(noLedger.hook('create')).rejects.toMatchObject({ name: 'NodeOperationError', message: expect.stringContaining('não é um CNPJ nem um CPF') as string });
		const trigger = await aTrigger();
		asaas.double.fail({ status: 401, times: 100 });
		const error = await trigger.hook('create').catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({ name: 'NodeOperationError', message: expect.stringContaining('O Asaas recusou a chave de API.') as string });
		expect(everythingIn(error)).not.toContain(asaas.double.apiKey.slice(0, 30));
		expect(webhooks()).toEqual([]);
	});

	it('can be unpublished although the gateway refuses', async () => {
		const trigger = await published();
		const warned = jest.spyOn(trigger.logger, 'warn').mockImplementation(() => {});
		asaas.double.fail({ status: 401, times: 100 });
		expect(await trigger.hook('delete')).toBe(false);
		expect(warned).toHaveBeenCalledWith(expect.stringContaining('o webhook não pôde ser excluído no gateway'));
		asaas.double.clearFailures();
		expect(await trigger.hook('checkExists')).toBe(false);
	});
});

describe('Payment Trigger: events', () => {
	it('starts the workflow with what was paid, and the ledger knows it', async () => {
		const payment = asaas.double.addPayment({ value: 80, dueDate: dayFromToday(3), billingType: 'PIX' });
		await syncedItems(asaas.credentials);
		const trigger = await published();
		asaas.double.pay(payment.id);
		await delivered();
		expect(trigger.errors).toEqual([]);
		expect(emitted(trigger)).toEqual([
			{
				invoice: expect.objectContaining({ number: payment.invoiceNumber, status: 'paid', paidAmount: 80, balance: 0, gateway: { name: 'asaas', chargeId: payment.id, status: 'RECEIVED' } }) as unknown,
				customer: expect.objectContaining({ document: expect.any(String) as string }) as unknown,
				payment: { amount: 80, paidOn: dayFromToday(0) },
				event: expect.objectContaining({ id: expect.stringMatching(/^evt_/) as string, type: 'PAYMENT_RECEIVED', effect: 'paid', gateway: 'asaas', chargeId: payment.id, happenedAt: expect.any(String) as string }) as unknown,
			},
		]);
		const { json } = await receivables('invoice.get', asaas.credentials, {}, [{ numero: payment.invoiceNumber }]);
		expect(json[0][0].invoice).toMatchObject({ status: 'paid', paidOn: dayFromToday(0) });
	});

	it('brings charges and customers that the ledger has never heard of', async () => {
		const trigger = await published({ emit: ['opened'] });
		const { id, name } = asaas.double.addCustomer({ name: 'Ana Nova' });
		asaas.double.addPayment({ customer: id, value: 55, event: true });
		await delivered();
		expect(emitted(trigger)).toEqual([expect.objectContaining({ customer: expect.objectContaining({ name }) as unknown, event: expect.objectContaining({ effect: 'opened' }) as unknown })]);
		expect(await invoices()).toHaveLength(1);
	});

	it.each([
		[['reopened'], ['reopened']],
		[['cancelled'], ['cancelled']],
		[['disputed', 'paid'], ['paid', 'disputed']],
		[[], []],
	])('emits what is chosen: %j', async (emit, effects) => {
		const trigger = await published({ emit });
		const [undone, deleted, contested] = [1, 2, 3].map(() => asaas.double.addPayment({ dueDate: dayFromToday(3), billingType: 'CREDIT_CARD' }));
		await syncedItems(asaas.credentials);
		const step = async (act: () => unknown) => {
			act();
			await delivered();
		};
		if (emit[0] === 'reopened') {
			await step(() => asaas.double.receiveInCash(undone.id));
			goToDay(1);
			await step(() => asaas.double.undoReceivedInCash(undone.id));
		}
		await step(() => asaas.double.remove(deleted.id));
		if (emit[0] === 'disputed') {
			await step(() => asaas.double.pay(contested.id));
			goToDay(1);
			await step(() => asaas.double.chargeback(contested.id));
		}
		expect(emitted(trigger).map(({ event }) => (event as IDataObject).effect)).toEqual(effects);
	});

	it('tells every event when asked to, also what changes nothing', async () => {
		const trigger = await published({ emit: ['every'] });
		const payment = asaas.double.addPayment({ event: true });
		await delivered();
		asaas.double.pay(payment.id);
		await delivered();
		expect(emitted(trigger).map(({ event }) => (event as IDataObject).type)).toEqual(expect.arrayContaining(['PAYMENT_CREATED', 'PAYMENT_RECEIVED']));
		expect(emitted(trigger).every(({ invoice }) => invoice !== null)).toBe(true);
	});

	it('starts once for an event that is delivered twice, in any order', async () => {
		asaas.double.addMany(30, () => ({ dueDate: dayFromToday(3) }));
		await syncedItems(asaas.credentials);
		const trigger = await published();
		Object.assign(asaas.double.mischief, { twicePercent: 100, shuffle: true });
		for (const { id } of [...asaas.double.account.payments.values()]) asaas.double.pay(id);
		await delivered();
		expect(trigger.errors).toEqual([]);
		const numbers = emitted(trigger).map(({ invoice }) => (invoice as IDataObject).number);
		expect(numbers).toHaveLength(30);
		expect(new Set(numbers).size).toBe(30);
		expect(webhooks()[0].interrupted).toBe(false);
	});

	it.each(['BOLETO', 'PIX'] as const)('starts once for a payment (%s) that a sync had found before its event came', async (billingType) => {
		const payment = asaas.double.addPayment({ value: 80, dueDate: dayFromToday(3), billingType });
		await syncedItems(asaas.credentials);
		const trigger = await published();
		webhooks()[0].enabled = false;
		asaas.double.pay(payment.id);
		jest.setSystemTime(Date.now() + 2_000);
		await syncedItems(asaas.credentials);
		const events = asaas.double.account.events.filter(({ event }) => event.startsWith('PAYMENT_'));
		expect(events.length).toBeGreaterThan(0);
		for (const event of [...events, ...events]) await trigger.post(event, { 'asaas-access-token': token() });
		expect(emitted(trigger)).toEqual([expect.objectContaining({ invoice: expect.objectContaining({ status: 'paid' }) as unknown, event: expect.objectContaining({ effect: 'paid' }) as unknown })]);
	});

	it('does not start for the money of a card payment that was known long before', async () => {
		const payment = asaas.double.addPayment({ value: 80, dueDate: dayFromToday(3), billingType: 'CREDIT_CARD' });
		asaas.double.pay(payment.id);
		await syncedItems(asaas.credentials);
		const trigger = await published();
		goToDay(32);
		asaas.double.settle(payment.id);
		await delivered();
		expect(asaas.double.account.events.at(-1)?.event).toBe('PAYMENT_RECEIVED');
		expect(emitted(trigger)).toEqual([]);
	});

	it('starts two workflows that listen to one account, each once', async () => {
		const { double, credentials } = asaas;
		const payment = double.addPayment({ dueDate: dayFromToday(3) });
		await syncedItems(credentials);
		const one = await published();
		const other = await new WebhookTrigger({ type: 'paymentTrigger', name: 'Outro', parameters: {} }, credentials).start();
		triggers.push(other);
		await other.hook('create');
		double.pay(payment.id, { by: 'PIX' });
		await delivered();
		for (const trigger of [one, other]) expect(emitted(trigger).map(({ invoice }) => (invoice as IDataObject).number)).toEqual([payment.invoiceNumber]);
	});

	it('lets events wait while the gateway cannot be asked about their customer, and emits them later', async () => {
		const trigger = await published({ emit: ['opened'] });
		const warned = jest.spyOn(trigger.logger, 'warn').mockImplementation(() => {});
		asaas.double.fail({ path: /\/customers\//, status: 401 });
		asaas.double.addPayment({ event: true });
		await delivered();
		expect(emitted(trigger)).toEqual([]);
		expect(warned).toHaveBeenCalledWith(expect.stringContaining('1 aviso espera.'));
		expect(everythingIn(warned.mock.calls)).not.toContain(asaas.double.apiKey.slice(0, 30));
		asaas.double.addPayment({ event: true });
		await delivered();
		expect(emitted(trigger)).toHaveLength(2);
	});
});

describe('Payment Trigger: whoever calls', () => {
	const event = (changes = {}) => ({ id: 'evt_1', event: 'PAYMENT_RECEIVED', dateCreated: '2026-11-24 12:00:00', payment: asaas.double.account.events.at(-1)?.payment, ...changes });

	it.each([
		['no token', {}],
		['a wrong token', { 'asaas-access-token': 'x'.repeat(43) }],
		['an empty token', { 'asaas-access-token': '' }],
		['the API key', 'key'],
	])('with %s is refused without a word, and nothing is kept', async (_name, headers) => {
		const trigger = await published({ emit: ['every'] });
		asaas.double.addPayment({ event: true });
		await delivered();
		const before = trigger.executions.length;
		const sent = headers === 'key' ? { 'asaas-access-token': asaas.double.apiKey } : (headers as Record<string, string>);
		expect(await trigger.post(event(), sent)).toEqual({ status: 401, text: '' });
		expect(trigger.executions).toHaveLength(before);
		expect(trigger.errors).toEqual([]);
		// With the token the same event is a new one.
		expect(await trigger.post(event(), { 'asaas-access-token': token() })).toEqual({ status: 200, text: '' });
		expect(trigger.executions).toHaveLength(before + 1);
	});

	it.each([
		['nothing', {}],
		['a list', [1, 2]],
		['text', '"olá"'],
		['null', 'null'],
		['a number', '7'],
		['an unknown kind', { id: 'evt_9', event: 'PAYMENT_TELEPORTED', payment: { id: 'pay_1' } }],
		['a charge that cannot be read', { id: 'evt_8', event: 'PAYMENT_RECEIVED', payment: { id: 7, value: 'muito' } }],
		['an event of another thing', { id: 'evt_7', event: 'INVOICE_CREATED', invoice: {} }],
	])('with the token and %s gets 200, and nothing happens', async (_name, body) => {
		const trigger = await published({ emit: ['every'] });
		expect(await trigger.post(body, { 'asaas-access-token': token() })).toEqual({ status: 200, text: '' });
		expect(trigger.errors).toEqual([]);
		expect(trigger.executions).toEqual([]);
		expect(await invoices()).toEqual([]);
	});

	it('is told to come again while the ledger cannot be opened', async () => {
		const trigger = await published();
		const right = token();
		trigger.withCredentials({ ...asaas.credentials, cobrancaAccountApi: newAccount({ ledgerEngine: 'postgres', host: '127.0.0.1', port: 1 }) });
		const { status, text } = await trigger.post(event(), { 'asaas-access-token': right });
		expect(status).toBe(500);
		expect(everythingIn([text, trigger.errors])).not.toContain(asaas.double.apiKey.slice(0, 30));
	});

	it('is refused with the token of another key', async () => {
		const trigger = await published();
		const old = token();
		trigger.withCredentials({ ...asaas.credentials, cobrancaAsaasApi: { apiKey: `${asaas.double.apiKey}x`, environment: 'sandbox' } });
		expect((await trigger.post(event(), { 'asaas-access-token': old })).status).toBe(401);
	});
});

describe('Payment Trigger: listening for a test event', () => {
	it('shows what would come as a dry run, and changes nothing', async () => {
		const known = asaas.double.addPayment({ value: 80, dueDate: dayFromToday(3) });
		await syncedItems(asaas.credentials);
		const trigger = await published({ mode: 'manual' });
		expect(webhooks()[0].url).toContain('/webhook-test/');
		asaas.double.pay(known.id);
		asaas.double.addPayment({ event: true });
		await delivered();
		expect(trigger.errors).toEqual([]);
		const items = emitted(trigger);
		expect(items.every(({ dryRun }) => dryRun === true)).toBe(true);
		expect(items.map(({ event }) => (event as IDataObject).effect)).toEqual(expect.arrayContaining(['paid', 'opened']));
		expect(items.find(({ event }) => (event as IDataObject).effect === 'paid')?.invoice).toMatchObject({ status: 'paid' });
		const now = await invoices();
		expect(now).toHaveLength(1);
		expect(now[0].invoice).toMatchObject({ status: 'open', paidAmount: 0 });
		// The published workflow still gets the event: nothing was noted of it.
		expect((await gatewayNode('charge.sync', asaas.credentials)).json[0][0].events).toBe(0);
	});

	it('needs the token too', async () => {
		const trigger = await published({ mode: 'manual' });
		expect((await trigger.post({ id: 'evt_1', event: 'PAYMENT_RECEIVED' })).status).toBe(401);
		expect(trigger.executions).toEqual([]);
	});
});
