import { dayFromToday, TODAY } from './support/clock';
import { closeAsaas, newAsaasDesk, type AsaasDesk } from './support/asaas';
import { closeDesks, itemsOf, of } from './support/desk';
import { brazilian } from './support/portfolioFile';
import { chain, manual, node } from './support/workflows';
import { disconnect } from './support/world';

afterAll(async () => {
	await closeAsaas();
	await closeDesks();
	await disconnect();
});

const gateway = (name: string, resource: string, operation: string, parameters: Record<string, unknown> = {}) => node(name, 'n8n-nodes-cobranca.paymentGateway', { gateway: 'asaas', resource, operation, ...parameters });
/** A node that puts out these rows, as a spreadsheet's node does. */
const rows = (items: unknown[]) => [node('Linhas', 'n8n-nodes-base.set', { mode: 'raw', jsonOutput: JSON.stringify({ data: items }), options: {} }, 3.4), node('Separar', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'data', options: {} })];

const ANA = { cliente: 'Ana Souza', cpf_cnpj: '529.982.247-25', email: 'ana@example.com', telefone: '(41) 91234-5678', cep: '80010-000' };
const LOJA = { cliente: 'Loja Sol Ltda', cpf_cnpj: '11.444.777/0001-61', email: 'loja@example.com' };

async function run(desk: AsaasDesk, name: string, ...nodes: Parameters<typeof chain>[2][]) {
	return await desk.run(await desk.save(chain(name, manual(), ...nodes)));
}

describe('the Payment Gateway on a canvas', () => {
	let desk: AsaasDesk;
	/** Several are made at once, in any order. */
	const charges = () => [...desk.asaas.account.payments.values()].sort((a, b) => String(a.externalReference).localeCompare(String(b.externalReference)));

	beforeAll(async () => {
		desk = await newAsaasDesk();
	});

	it('makes charges out of a sheet’s rows, with their terms, of customers whom the gateway leaves alone; once', async () => {
		const sheet = [
			{ numero: 'F-1', vencimento: brazilian(dayFromToday(10)), valor: '1.234,56', multa_percentual: '2%', juros_mes: '1%', desconto_antecipacao: '5% até 3 dias antes', descricao: 'Mensalidade', ...ANA },
			{ numero: 'F-2', vencimento: brazilian(dayFromToday(20)), valor: '300,00', ...ANA },
			{ numero: 'F-3', vencimento: brazilian(dayFromToday(20)), valor: '80,00', ...LOJA },
			{ numero: 'F-4', vencimento: brazilian(dayFromToday(-2)), valor: '80,00', ...LOJA },
			{ numero: 'F-5', vencimento: brazilian(dayFromToday(5)), valor: '80,00', cliente: 'Sem Documento' },
		];
		const create = gateway('Criar', 'charge', 'create', { billing: 'any' });
		for (let time = 0; time < 2; time += 1) {
			const made = await run(desk, 'Criar cobranças', ...rows(sheet), create);
			expect(itemsOf(made, 'Criar').map((item) => of(item, 'chargeResult'))).toEqual(time === 0 ? ['made', 'made', 'made'] : []);
			expect(itemsOf(made, 'Criar', 1).map((item) => String(item.reason)).filter((reason) => /venceu|CPF nem CNPJ/.test(reason))).toHaveLength(2);
		}
		expect(charges().map(({ value, dueDate, externalReference }) => [externalReference, value, dueDate])).toEqual([
			['planilha:F-1', 1234.56, dayFromToday(10)],
			['planilha:F-2', 300, dayFromToday(20)],
			['planilha:F-3', 80, dayFromToday(20)],
		]);
		expect(charges()[0]).toMatchObject({ billingType: 'UNDEFINED', description: 'Mensalidade', fine: { value: 2, type: 'PERCENTAGE' }, interest: { value: 1 }, discount: { value: 5, dueDateLimitDays: 3, type: 'PERCENTAGE' } });
		expect([...desk.asaas.account.customers.values()].map(({ cpfCnpj, notificationDisabled }) => [cpfCnpj, notificationDisabled]).sort()).toEqual([['11444777000161', true], ['52998224725', true]]);
	});

	it('gives the second copy with its pictures, and a message to send', async () => {
		const copy = gateway('Segunda via', 'charge', 'getSecondCopy', { invoiceFrom: 'number', invoiceNumber: 'F-1' });
		const [item] = itemsOf(await run(desk, 'Segunda via', copy), 'Segunda via');
		const { payload } = (await (await fetch(`${desk.asaas.url}/v3/payments/${charges()[0].id}/pixQrCode`, { headers: { access_token: desk.asaas.apiKey, 'user-agent': 'test' } })).json()) as { payload: string };
		expect(of(item, 'secondCopy.pix.payload')).toBe(payload);
		expect(of(item, 'secondCopy.text')).toContain(payload);
		expect(of(item, 'invoice.boletoLine')).toMatch(/^\d{47}$/);
	});

	it('cancels, and receives in cash: there and here', async () => {
		await run(desk, 'Cancelar', gateway('Cancelar', 'charge', 'cancel', { invoiceFrom: 'number', invoiceNumber: 'F-2' }));
		await run(desk, 'Receber', ...rows([{ numero: 'F-3', valor_pago: '80,00', data_pagamento: brazilian(TODAY) }]), gateway('Receber', 'charge', 'receiveInCash', { payment: 'items' }));
		expect(charges().map(({ status, deleted }) => [status, deleted])).toEqual([['PENDING', false], ['PENDING', true], ['RECEIVED_IN_CASH', false]]);
		expect(await desk.ledger()).toMatchObject({ 'F-1': 'open 0', 'F-2': 'cancelled 0', 'F-3': 'paid 8000' });
	});

	it('subscribes a customer once, and the sync brings the first charge', async () => {
		const subscribe = gateway('Assinar', 'subscription', 'create', { subscriptionName: 'plano-ouro', value: 99.9, firstDueDate: dayFromToday(7), cycle: 'monthly', billing: 'card', customerFrom: 'typed', customer: '529.982.247-25' });
		for (let time = 0; time < 2; time += 1) expect(itemsOf(await run(desk, 'Assinar', subscribe), 'Assinar')).toHaveLength(1);
		expect([...desk.asaas.account.subscriptions.values()].map(({ value, cycle, billingType }) => [value, cycle, billingType])).toEqual([[99.9, 'MONTHLY', 'CREDIT_CARD']]);
		await run(desk, 'Sincronizar', gateway('Sincronizar', 'charge', 'sync'));
		const first = charges().find(({ subscription }) => subscription !== null);
		expect(await desk.ledger()).toHaveProperty(String(first?.invoiceNumber), 'open 0');
	});

	it('lists at the credit bureau and takes back, and turns the gateway’s own messages off', async () => {
		const customer = desk.asaas.addCustomer({ name: 'Davi Melo', email: 'davi@example.com', mobilePhone: '41912345678', postalCode: '80010000', notificationDisabled: false });
		const late = desk.asaas.addPayment({ customer: customer.id, dueDate: dayFromToday(-40), value: 500 });
		await run(desk, 'Sincronizar', gateway('Sincronizar', 'charge', 'sync', { mode: 'full' }));
		const item = [{ numero: late.invoiceNumber, endereco: 'Rua das Flores', numero_endereco: '100', bairro: 'Centro' }];
		const listed = await run(desk, 'Negativar', ...rows(item), gateway('Negativar', 'listing', 'request', { guards: { noticeBy: 'bureau' } }));
		expect(itemsOf(listed, 'Negativar', 1)).toEqual([]);
		expect(desk.asaas.account.payments.get(late.id)?.status).toBe('DUNNING_REQUESTED');
		await run(desk, 'Sincronizar', gateway('Sincronizar', 'charge', 'sync'));
		// Owed all the same.
		expect(await desk.ledger()).toHaveProperty(late.invoiceNumber, 'open 0');
		await run(desk, 'Retirar', ...rows(item), gateway('Retirar', 'listing', 'cancel'));
		expect([...desk.asaas.account.dunnings.values()].map(({ status }) => status)).toEqual([expect.stringMatching(/CANCEL/)]);
		await run(desk, 'Silenciar', gateway('Silenciar', 'customer', 'turnOffNotifications', { customers: 'all' }));
		expect([...desk.asaas.account.customers.values()].every(({ notificationDisabled }) => notificationDisabled)).toBe(true);
		const events = await run(desk, 'Eventos', gateway('Eventos', 'event', 'getAll', { returnAll: true }));
		// No workflow that listens was published.
		expect(itemsOf(events, 'Eventos')).toEqual([]);
	});
});
