import { readFileSync } from 'node:fs';
import { DUE_BY_STEP } from './support/dueToday';
import { dayFromToday } from './support/clock';
import { closeAsaas, newAsaasDesk, saveAsaas, until, type AsaasDesk } from './support/asaas';
import { closeDesks, itemsOf, of, pairs } from './support/desk';
import { letters } from './support/mail';
import { bundled } from './support/workflows';
import { disconnect, execute, n8n, world } from './support/world';

afterAll(async () => {
	await closeAsaas();
	await closeDesks();
	await disconnect();
});

const SYNC = bundled('asaas-sincronizar.json');
const REGUA = bundled('regua-asaas-email.json');
const HEARING = bundled('asaas-pagamento-recebido.json');

/** A customer with an address of its own, and a charge of it due on `dueDate`. */
function charge({ asaas }: Pick<AsaasDesk, 'asaas'>, name: string, dueDate: string, changes: Parameters<AsaasDesk['asaas']['addPayment']>[0] = {}) {
	const customer = asaas.addCustomer({ name, email: `${name.toLowerCase()}@example.com` });
	return asaas.addPayment({ customer: customer.id, value: 200, dueDate, fine: { value: 2 }, interest: { value: 1 }, ...changes });
}

describe('asaas-sincronizar', () => {
	it('brings what the gateway has, says so, and changes nothing when there is nothing new', async () => {
		const desk = await newAsaasDesk();
		const open = charge(desk, 'Ana', dayFromToday(3));
		const late = charge(desk, 'Bia', dayFromToday(-3));
		const paid = charge(desk, 'Caio', dayFromToday(-1));
		const confirmed = charge(desk, 'Davi', dayFromToday(-1), { billingType: 'CREDIT_CARD' });
		const refunded = charge(desk, 'Eva', dayFromToday(-1));
		desk.asaas.pay(paid.id, { by: 'PIX' });
		desk.asaas.pay(confirmed.id, { by: 'CREDIT_CARD' });
		desk.asaas.pay(refunded.id, { by: 'PIX' });
		desk.asaas.refund(refunded.id);

		const workflow = await desk.save(SYNC);
		const first = await desk.run(workflow);
		const [summary] = itemsOf(first, 'Resumo');
		expect(of(summary, 'outcome')).toBe('done');
		expect(of(summary, 'message')).toContain('5 cobranças');
		const cents = (value: number) => Math.round(value * 100);
		expect(await desk.ledger()).toEqual({
			[open.invoiceNumber]: 'open 0',
			[late.invoiceNumber]: 'open 0',
			[paid.invoiceNumber]: `paid ${cents(desk.asaas.account.payments.get(paid.id)?.value ?? 0)}`,
			[confirmed.invoiceNumber]: `paid ${cents(desk.asaas.account.payments.get(confirmed.id)?.value ?? 0)}`,
			[refunded.invoiceNumber]: 'cancelled 0',
		});

		const before = await desk.ledger();
		const again = await desk.run(workflow);
		expect(of(itemsOf(again, 'Resumo')[0], 'mode')).toBe('incremental');
		expect(await desk.ledger()).toEqual(before);

		desk.asaas.remove(open.id);
		desk.asaas.pay(late.id, { by: 'BOLETO' });
		await desk.run(workflow);
		expect(await desk.ledger()).toMatchObject({ [open.invoiceNumber]: 'cancelled 0', [late.invoiceNumber]: expect.stringMatching(/^paid /) });
	});

	it('goes on where an execution was killed', async () => {
		const desk = await newAsaasDesk({ latencyMs: 15 });
		desk.asaas.addMany(3_000);
		const workflow = await desk.save(SYNC);
		const asked = () => desk.asaas.requests.filter(({ path }) => path === '/v3/payments').length;
		const run = await execute(workflow.id);
		await until('the sync is under way', () => asked() >= 10, 60_000);
		run.kill();
		await run.finished;
		const killedAt = Object.keys(await desk.ledger()).length;
		expect(killedAt).toBeGreaterThan(0);
		expect(killedAt).toBeLessThan(3_000);
		const [summary] = itemsOf(await desk.run(workflow), 'Resumo');
		expect(of(summary, 'resumed')).toBe(true);
		expect(of(summary, 'outcome')).toBe('done');
		expect(Object.keys(await desk.ledger()).length).toBe(3_000);
	});
});

describe('regua-asaas-email', () => {
	it('is the standard régua but for the gateway that its reminders ask', () => {
		const standard = bundled('regua-padrao-email.json');
		const withoutGateway = (nodes: typeof REGUA.nodes) =>
			nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote').map(({ parameters, ...node }) => ({ ...node, parameters: { ...parameters, gateway: undefined } }));
		expect(withoutGateway(REGUA.nodes)).toEqual(withoutGateway(standard.nodes));
		expect(REGUA.connections).toEqual(standard.connections);
		expect(REGUA.nodes.filter(({ type }) => type === 'n8n-nodes-cobranca.reminder').every(({ parameters }) => parameters?.gateway === 'asaas')).toBe(true);
	});

	it('asks before it sends: who has paid there gets nothing and is paid here, the others get boleto and Pix of today', async () => {
		const desk = await newAsaasDesk();
		const late = charge(desk, 'Ana', DUE_BY_STEP['D+5'], { billingType: 'UNDEFINED' });
		const early = charge(desk, 'Bia', DUE_BY_STEP['D-5'], { billingType: 'PIX' });
		const paying = charge(desk, 'Caio', DUE_BY_STEP['D+1']);
		const deleted = charge(desk, 'Davi', DUE_BY_STEP['D+1']);
		await desk.run(await desk.save(SYNC));
		desk.asaas.pay(paying.id, { by: 'BOLETO' });
		desk.asaas.remove(deleted.id);

		const run = await desk.run(await desk.save(REGUA));
		expect(desk.recipients()).toEqual(['ana@example.com', 'bia@example.com']);
		expect(pairs(itemsOf(run, 'Não enviadas'), 'invoice.number', 'notSent.reason')).toEqual([`${paying.invoiceNumber} paid`, `${deleted.invoiceNumber} cancelled`].sort());
		expect(await desk.ledger()).toMatchObject({ [paying.invoiceNumber]: expect.stringMatching(/^paid /), [deleted.invoiceNumber]: 'cancelled 0' });

		const api = async (path: string) => (await (await fetch(`${desk.asaas.url}/v3${path}`, { headers: { access_token: desk.asaas.apiKey, 'user-agent': 'test' } })).json()) as Record<string, string>;
		const [ofAna, ofBia] = await letters(desk.mail.received);
		const [lateBoleto, latePix, earlyPix] = [await api(`/payments/${late.id}/identificationField`), await api(`/payments/${late.id}/pixQrCode`), await api(`/payments/${early.id}/pixQrCode`)];
		const plain = (text: string) => text.replace(/[\s.]/g, '');
		expect(plain(ofAna.text)).toContain(plain(lateBoleto.identificationField));
		expect(ofAna.text).toContain(latePix.payload);
		expect(ofBia.text).toContain(earlyPix.payload);
		// 200,00, a fine of 4,00 and five thirtieths of 2,00: as the gateway charges it.
		expect(ofAna.text).toMatch(/204,33/);
	});

	it('holds the messages while the gateway does not answer, and sends them at the next run', async () => {
		const desk = await newAsaasDesk();
		const late = charge(desk, 'Ana', DUE_BY_STEP['D+5']);
		await desk.run(await desk.save(SYNC));
		const regua = await desk.save(REGUA);
		desk.asaas.fail({ kind: 'reset', times: Infinity });
		const held = await desk.run(regua);
		expect(pairs(itemsOf(held, 'Não enviadas'), 'invoice.number', 'notSent.reason')).toEqual([`${late.invoiceNumber} unconfirmed`]);
		expect(desk.recipients()).toEqual([]);
		desk.asaas.clearFailures();
		await desk.run(regua);
		expect(desk.recipients()).toEqual(['ana@example.com']);
	});

	it('waits and says what to do when the régua asks no gateway', async () => {
		const desk = await newAsaasDesk();
		charge(desk, 'Ana', DUE_BY_STEP['D+5']);
		await desk.run(await desk.save(SYNC));
		const run = await desk.run(await desk.save(bundled('regua-padrao-email.json')));
		expect(itemsOf(run, 'Não enviadas').map((item) => of(item, 'notSent.text'))).toEqual([expect.stringContaining('escolha-o em "Payment Gateway"')]);
		expect(desk.recipients()).toEqual([]);
	});
});

describe('asaas-pagamento-recebido', () => {
	it('hears of a payment once however often it is told, thanks, and leaves no webhook behind', async () => {
		const desk = await newAsaasDesk({ mischief: { twicePercent: 100, shuffle: true } });
		const paying = charge(desk, 'Ana', DUE_BY_STEP['D+5']);
		const other = charge(desk, 'Bia', DUE_BY_STEP['D+5']);
		await desk.run(await desk.save(SYNC));
		const { id } = await desk.save(HEARING);
		await desk.client.publish(id);
		const [webhook] = [...desk.asaas.account.webhooks.values()];
		expect(webhook).toMatchObject({ enabled: true, interrupted: false });

		const forged = await fetch(webhook.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'asaas-access-token': 'x'.repeat(43) },
			body: JSON.stringify({ id: 'evt_f&1', event: 'PAYMENT_RECEIVED', dateCreated: '2026-11-18 11:00:00', payment: { ...other, status: 'RECEIVED' } }),
		});
		expect(forged.status).toBe(401);

		desk.asaas.pay(paying.id, { by: 'BOLETO' });
		await until('the thanks', () => desk.recipients().length > 0);
		await desk.asaas.deliverySettled();
		const events = await desk.creditor.inLedger(async ({ db }) => await db.selectFrom('gateway_events').select(['type', 'state', 'effect', 'deliveries']).execute());
		expect(events.length).toBeGreaterThan(0);
		expect(events.every(({ state, deliveries }) => state === 'applied' && deliveries >= 2)).toBe(true);
		expect(events.filter(({ effect }) => effect === 'paid')).toHaveLength(1);
		expect(desk.recipients()).toEqual(['ana@example.com']);
		expect(await desk.ledger()).toMatchObject({ [paying.invoiceNumber]: expect.stringMatching(/^paid /), [other.invoiceNumber]: 'open 0' });

		const regua = await desk.run(await desk.save(REGUA));
		expect(itemsOf(regua, 'D+5 Segundo aviso').map((item) => of(item, 'invoice.number'))).toEqual([other.invoiceNumber]);

		await desk.client.unpublish(id);
		await until('the webhook is gone', () => desk.asaas.account.webhooks.size === 0);
	});
});

describe('the key of the gateway', () => {
	it('is in no error, no log and no item, whatever the gateway does', async () => {
		const desk = await newAsaasDesk();
		charge(desk, 'Ana', DUE_BY_STEP['D+5']);
		const workflow = await desk.save({ ...SYNC, settings: { ...SYNC.settings, saveManualExecutions: true, saveDataSuccessExecution: 'all' } });
		const seen: string[] = [];
		for (const rule of [{ status: 401 }, { status: 500, times: Infinity }, { kind: 'reset', times: Infinity }, { kind: 'malformed', times: Infinity }] as const) {
			desk.asaas.fail(rule);
			const run = await desk.client.run(workflow.id);
			desk.asaas.clearFailures();
			seen.push(JSON.stringify(run));
		}
		for (const { id } of await desk.client.executions(workflow.id)) seen.push(JSON.stringify(await desk.client.request('GET', `/executions/${id}`)));
		seen.push(readFileSync(world().logFile, 'utf8'));
		expect(seen.join('\n').length).toBeGreaterThan(1_000);
		const secret = desk.asaas.apiKey.slice(12);
		expect(seen.filter((text) => text.includes(secret))).toEqual([]);
	});

	it('is tested by its credential, which says when it is wrong', async () => {
		const { asaas, client } = await newAsaasDesk();
		expect(await client.testCredential(await saveAsaas(n8n(), asaas.apiKey))).toMatchObject({ status: 'OK' });
		expect(await client.testCredential(await saveAsaas(n8n(), `${asaas.apiKey}x`))).toMatchObject({ status: 'Error' });
	});
});
