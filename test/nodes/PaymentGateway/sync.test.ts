import type { IDataObject } from 'n8n-workflow';
import { atNoon, dayFromToday, goToDay, receivables } from '../../support/n8nCoreAccount';
import { gatewayNode, useAsaas } from '../../support/n8nCoreAsaas';
import { WebhookTrigger } from '../../support/n8nCoreWebhook';

atNoon();
const asaas = useAsaas();

const sync = async (parameters = {}) => await gatewayNode('charge.sync', asaas.credentials, parameters);

describe('Payment Gateway: sync', () => {
	it('brings customers and charges into the ledger, and says so in Portuguese', async () => {
		asaas.double.addMany(230);
		const { json, error, hints } = await sync();
		expect(error).toBeNull();
		const [summary] = json[0];
		expect(summary).toMatchObject({
			outcome: 'done',
			mode: 'full',
			since: null,
			resumed: false,
			reason: null,
			notified: 46,
			problems: 0,
			events: 0,
			read: { customers: 46, charges: 230 },
			counts: { customers: 46, opened: 230, paid: 0, refused: 0 },
			passes: [
				{ key: 'customers', label: 'Clientes', read: 46, total: 46, percent: 100 },
				{ key: 'plans', label: 'Parcelamentos', read: 0, total: 0, percent: 100 },
				{ key: 'charges', label: 'Cobranças', read: 230, total: 230, percent: 100 },
			],
			requests: expect.any(Number) as number,
			retries: 0,
			remainingRequests: expect.any(Number) as number,
		});
		expect(summary.message).toBe(
			'Sincronização completa do Asaas: 46 clientes e 230 cobranças lidas, 230 novas. 46 clientes ainda recebem os avisos do próprio Asaas, além dos seus: desligue-os em Payment Gateway → Customer → Turn Off Notifications.',
		);
		expect(hints).toEqual([expect.objectContaining({ type: 'warning', message: expect.stringContaining('46 clientes ainda recebem') as string })]);
		const { json: all } = await receivables('invoice.getAll', asaas.credentials, { returnAll: true });
		expect(all[0]).toHaveLength(230);
		expect(all[0][0].invoice).toMatchObject({ source: 'asaas', gateway: { name: 'asaas', status: 'OVERDUE' } });
	});

	it('runs once whatever the number of items, and finds what was paid the next time', async () => {
		const payment = asaas.double.addPayment({ value: 100, dueDate: dayFromToday(5), customer: asaas.double.addCustomer({ notificationDisabled: true }).id });
		await gatewayNode('charge.sync', asaas.credentials, {}, [{}, {}, {}]);
		expect(asaas.double.requests.filter(({ path }) => path === '/v3/customers')).toHaveLength(1);
		goToDay(1);
		asaas.double.pay(payment.id);
		const { json, hints } = await sync();
		expect(json[0]).toEqual([expect.objectContaining({ mode: 'incremental', since: dayFromToday(-2), counts: expect.objectContaining({ paid: 1, opened: 0 }) as unknown })]);
		expect(json[0][0].message).toContain('Sincronização das novidades do Asaas desde 22/11/2026: 1 cliente e ');
		expect(hints).toEqual([]);
	});

	it('reads everything when asked to, and every so many days', async () => {
		asaas.double.addPayment();
		await sync();
		goToDay(1);
		expect((await sync({ mode: 'full' })).json[0][0].mode).toBe('full');
		goToDay(2);
		expect((await sync({ options: { fullEveryDays: 3 } })).json[0][0].mode).toBe('incremental');
		goToDay(6);
		expect((await sync({ options: { fullEveryDays: 3 } })).json[0][0].mode).toBe('full');
	});

	it('leaves what cannot be read by its second output, with the id of the charge', async () => {
		const good = asaas.double.addPayment();
		const bad = asaas.double.addPayment({ dueDate: 'amanhã' });
		const { json } = await sync();
		expect(json[0][0]).toMatchObject({ outcome: 'done', problems: 1, counts: { opened: 1 } });
		expect(json[0][0].message).toContain('1 problema: veja a saída Problems.');
		expect(json[1]).toEqual([expect.objectContaining({ gateway: 'asaas', id: bad.id, severity: 'error', reason: expect.any(String) as string })]);
		expect(JSON.stringify(json[1])).not.toContain(good.id);
	});

	it('stops where the gateway’s limit ends, says so, and goes on from there', async () => {
		asaas.double.addMany(500);
		asaas.double.fail({ path: /\/payments$/, after: 2, times: 100, status: 429, limitReset: 7200 });
		const stopped = await sync();
		expect(stopped.error).toBeNull();
		expect(stopped.json[0][0]).toMatchObject({ outcome: 'stopped', reason: expect.stringContaining('O limite de consultas do Asaas acabou por enquanto. Volte a tentar em 120 minutos.') as string });
		expect(stopped.json[0][0].message).toContain('Sincronização completa do Asaas interrompida.');
		expect(stopped.hints.map(({ message }) => message)).toEqual([expect.stringContaining('O limite de consultas'), expect.stringContaining('ainda recebem')]);
		asaas.double.clearFailures();
		const { json } = await sync();
		expect(json[0][0]).toMatchObject({ outcome: 'done', resumed: true, counts: { opened: 500 } });
		expect(json[0][0].message).toContain('continuada de onde tinha parado');
	});

	it('tells that another run is at it', async () => {
		asaas.double.addMany(300);
		const runs = await Promise.all([sync(), sync()]);
		const outcomes = runs.map(({ json }) => json[0][0].outcome).sort();
		expect(outcomes).toEqual(['busy', 'done']);
		const busy = runs.map(({ json }) => json[0][0]).find(({ outcome }) => outcome === 'busy') as IDataObject;
		expect(busy.message).toBe('Outra sincronização do Asaas está em andamento.');
	});

	it('says every few pages how far it has come', async () => {
		const { logger } = new WebhookTrigger({ type: 'paymentTrigger' }, {});
		const said = jest.spyOn(logger, 'info').mockImplementation(() => {});
		asaas.double.addMany(600);
		await sync();
		expect(said.mock.calls.flat().filter((word) => String(word).startsWith('Asaas'))).toEqual([expect.stringMatching(/^Asaas: Cobranças, \d{3} de 600 \(\d\d%\)\.$/), 'Asaas: Cobranças, 600 de 600 (100%).']);
		said.mockRestore();
	});

	it.each([
		[{ options: { overlapDays: -1 } }, '"-1" não serve em "Overlap (Days)"'],
		[{ options: { fullEveryDays: 0 } }, '"0" não serve em "Everything Every (Days)"'],
		[{ options: { maxMinutes: 'já' } }, '"já" não serve em "Stop After (Minutes)"'],
	])('refuses %j', async (parameters, message) => {
		expect((await sync(parameters)).error?.message).toContain(message);
	});
});
