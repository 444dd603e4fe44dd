import type { IDataObject } from 'n8n-workflow';
import { ASAAS } from '../../../core/gateway/asaas';
import { syntheticCpf } from '../../doubles/asaas/people';
import { fetchTo } from '../../support/gateway';
import { creditBureau } from '../../support/n8nCoreListing';
import { atNoon, dayFromToday, importRows, sheetRow } from '../../support/n8nCoreAccount';
import { gatewayNode, syncedItems, useAsaas } from '../../support/n8nCoreAsaas';

atNoon();
const asaas = useAsaas();

const run = async (operation: string, items: IDataObject[], parameters = {}) => await gatewayNode(operation, asaas.credentials, parameters, items);

describe('Payment Gateway: subscription', () => {
	const settings = { value: 150.5, firstDueDate: '2026-12-10', cycle: 'monthly', count: 12, description: 'Mensalidade', subscriptionName: 'curso' };

	it('is made once for the customer of each item', async () => {
		const items = await importRows(asaas.credentials, [sheetRow('1', { cpf_cnpj: syntheticCpf(1) }), sheetRow('2', { cpf_cnpj: syntheticCpf(2) })]);
		const { json, error } = await run('subscription.create', items, settings);
		expect(error).toBeNull();
		expect(json[0].map(({ subscription }) => subscription)).toEqual([
			{ id: expect.any(String) as string, nextDueDate: '2027-01-10', result: 'made' },
			{ id: expect.any(String) as string, nextDueDate: '2027-01-10', result: 'made' },
		]);
		expect([...asaas.double.account.subscriptions.values()][0]).toMatchObject({ value: 150.5, cycle: 'MONTHLY', maxPayments: 12, description: 'Mensalidade', billingType: 'BOLETO' });
		const again = await run('subscription.create', items, settings);
		expect(again.json[0].map(({ subscription }) => (subscription as IDataObject).result)).toEqual(['found', 'found']);
		expect(asaas.double.account.subscriptions.size).toBe(2);
	});

	it.each([
		[{ value: 0 }, 'Preencha "Value"'],
		[{ firstDueDate: '2026-11-01' }, 'já passou'],
		[{ firstDueDate: 'amanhã' }, 'amanhã'],
		[{ customerFrom: 'typed', customer: '111.444.777-35' }, 'O cliente 11144477735 não está no livro.'],
	])('says what is wrong with %j', async (changes, reason) => {
		const items = await importRows(asaas.credentials, [sheetRow('1', { cpf_cnpj: syntheticCpf(1) })]);
		const { json } = await run('subscription.create', items, { ...settings, ...changes });
		expect(json[0]).toEqual([]);
		expect(json[1][0].reason).toContain(reason);
	});
});

describe('Payment Gateway: listing', () => {
	const address = { endereco: 'Rua das Flores', numero_endereco: 100, bairro: 'Centro', minha: 'coluna' };
	const overdue = async () => {
		const customer = asaas.double.addCustomer({ postalCode: '80010000', mobilePhone: '41991234567' });
		const payment = asaas.double.addPayment({ customer: customer.id, dueDate: dayFromToday(-40) });
		return { customer, payment, items: (await syncedItems(asaas.credentials)).map((item) => ({ ...item, ...address })) };
	};
	const notify = async (items: IDataObject[]) => await creditBureau('listing.recordNotice', asaas.credentials, { sentOn: dayFromToday(-25), deliveredOn: dayFromToday(-20), proof: 'Rastreio 1' }, items);

	it('is asked for with what the ledger and the item know, and taken back', async () => {
		const { customer, items } = await overdue();
		await notify(items);
		const { json, error } = await run('listing.request', items);
		expect(error).toBeNull();
		expect(json[1]).toEqual([]);
		expect(json[0][0]).toMatchObject({ minha: 'coluna', listing: { state: 'listed', removal: null, detail: expect.stringContaining('9,90') as string } });
		const asked = asaas.double.requests.find(({ method, path }) => method === 'POST' && path === '/v3/paymentDunnings');
		expect(asked?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		expect(asked?.body).toMatchObject({ customerName: customer.name, customerCpfCnpj: customer.cpfCnpj, customerPrimaryPhone: '41991234567', customerPostalCode: '80010000', customerAddress: 'Rua das Flores', customerAddressNumber: '100', customerProvince: 'Centro' });
		const again = await run('listing.request', items);
		expect(again.json[1][0].reason).toContain('não se negativa duas vezes');
		const cancelled = await run('listing.cancel', items);
		expect(cancelled.json[0][0].listing).toMatchObject({ state: 'removed' });
		expect((await run('listing.cancel', items)).json[1][0].reason).toContain('não tem negativação em andamento no Asaas');
	});

	it('is not asked for without a notice whose delivery is proven, unless the contract leaves that to the bureau', async () => {
		const { items } = await overdue();
		const { json } = await run('listing.request', items);
		expect(json[0]).toEqual([]);
		expect(json[1][0].reason).toMatch(/não foi negativada\. Nenhum aviso prévio está registrado/);
		expect(asaas.double.account.dunnings.size).toBe(0);
		expect((await run('listing.request', items, { guards: { noticeBy: 'bureau' } })).json[0]).toHaveLength(1);
	});

	it('is refused for what was paid or has not fallen due, by a fresh reading', async () => {
		const { payment, items } = await overdue();
		await notify(items);
		asaas.double.addPayment({ customer: payment.customer, dueDate: dayFromToday(10) });
		const all = (await syncedItems(asaas.credentials)).map((item) => ({ ...item, ...address }));
		asaas.double.pay(payment.id);
		const { json } = await run('listing.request', all);
		expect(json[1].map(({ reason }) => reason)).toEqual([expect.stringContaining('Ele diz: RECEIVED'), expect.stringContaining('Ainda não está vencida')]);
		expect(asaas.double.account.dunnings.size).toBe(0);
	});

	it('says all that is missing', async () => {
		asaas.double.addPayment({ customer: asaas.double.addCustomer({ mobilePhone: null }).id, dueDate: dayFromToday(-40) });
		const items = await syncedItems(asaas.credentials);
		await notify(items);
		const { json } = await run('listing.request', items, { addressColumns: { address: 'rua' } });
		expect(json[1][0].reason).toMatch(/falta, do cliente .*: o telefone, o CEP, a coluna "rua", a coluna "numero_endereco", a coluna "bairro"\./);
	});

	it('that was made in the gateway’s own panel is taken back, too', async () => {
		const { customer, payment, items } = await overdue();
		const gateway = ASAAS.connect(asaas.credentials.cobrancaAsaasApi, { send: fetchTo(asaas.double.port), now: Date.now, sleep: async () => await Promise.resolve(), random: Math.random, patienceMs: 1_000 });
		await gateway.requestListing({ chargeId: payment.id, description: null, name: customer.name, document: syntheticCpf(1), phone: '41991234567', postalCode: '80010000', address: 'Rua', addressNumber: '1', complement: null, province: 'Centro' });
		expect((await run('listing.cancel', items)).json[0][0].listing).toMatchObject({ status: expect.stringMatching(/CANCEL/) as string });
	});
});

describe('Payment Gateway: notifications', () => {
	const still = () => [...asaas.double.account.customers.values()].filter(({ notificationDisabled }) => !notificationDisabled).length;

	it('are turned off for the customers of items', async () => {
		asaas.double.addMany(10);
		const items = await syncedItems(asaas.credentials);
		expect(still()).toBe(2);
		const { json } = await run('customer.turnOffNotifications', items);
		expect(json[0].reduce((sum, { notifications }) => sum + ((notifications as IDataObject).turnedOff as number), 0)).toBe(2);
		expect(still()).toBe(0);
		expect((await gatewayNode('charge.sync', asaas.credentials)).json[0][0].notified).toBe(0);
	});

	it('are turned off for everybody at once', async () => {
		asaas.double.addMany(600);
		await syncedItems(asaas.credentials);
		asaas.double.fail({ method: 'PUT', after: 50, status: 404 });
		const { json } = await run('customer.turnOffNotifications', [{}, {}], { customers: 'all' });
		expect(json[0]).toEqual([{ message: 'Avisos do Asaas desligados para 119 clientes; 1 não pôde ser desligado: veja a saída Problems.', turnedOff: 119, failed: 1 }]);
		expect(json[1]).toHaveLength(1);
		expect(still()).toBe(1);
		expect((await run('customer.turnOffNotifications', [{}], { customers: 'all' })).json[0][0].message).toBe('Avisos do Asaas desligados para 1 cliente.');
	});

	it('of an item that names nobody at the gateway are a problem', async () => {
		const items = await importRows(asaas.credentials, [sheetRow('1')]);
		const { json } = await run('customer.turnOffNotifications', [...items, {}]);
		expect(json[1].map(({ reason }) => reason)).toEqual(['O livro não sabe quem é Cliente 1 no Asaas. Sincronize primeiro.', expect.stringContaining('O item não diz quem é o cliente')]);
	});
});
