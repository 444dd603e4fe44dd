import type { FailureRule } from '../../doubles/asaas';
import { atNoon, dayFromToday } from '../../support/n8nCoreAccount';
import { everythingIn, gatewayNode, syncedItems, useAsaas } from '../../support/n8nCoreAsaas';
import { WebhookTrigger } from '../../support/n8nCoreWebhook';

// Pauses between tries take no time here.
jest.mock('node:timers/promises', () => ({ ...jest.requireActual<object>('node:timers/promises'), setTimeout: async () => await Promise.resolve() }));

atNoon();
const asaas = useAsaas();

const FAILURES: Array<[string, FailureRule]> = [
	['401', { status: 401, times: 1000 }],
	['500', { status: 500, times: 1000 }],
	['503 with a page', { status: 503, times: 1000 }],
	['a reset', { kind: 'reset', times: 1000 }],
	['a reset after the work', { kind: 'resetAfterWork', times: 1000 }],
	['half an answer', { kind: 'malformed', times: 1000 }],
];

const OPERATIONS = ['charge.sync', 'charge.getSecondCopy', 'charge.create', 'charge.cancel', 'charge.receiveInCash', 'listing.request', 'listing.cancel', 'customer.turnOffNotifications'];
const ADDRESS = { endereco: 'Rua A', numero_endereco: '1', bairro: 'Centro' };

/** All that n8n's logger is told. */
function spyOnLog(): unknown[] {
	const { logger } = new WebhookTrigger({ type: 'paymentTrigger' }, {});
	const said: unknown[] = [];
	for (const level of ['error', 'warn', 'info', 'debug'] as const) jest.spyOn(logger, level).mockImplementation((...words: unknown[]) => void said.push(...words));
	return said;
}

describe.each(FAILURES)('Payment Gateway, when Asaas answers with %s', (_name, rule) => {
	it.each(OPERATIONS)('%s shows the key nowhere, and tells in Portuguese what happened', async (operation) => {
		const customer = asaas.double.addCustomer({ postalCode: '80010000' });
		asaas.double.addPayment({ customer: customer.id, dueDate: dayFromToday(-5) });
		const items = (await syncedItems(asaas.credentials)).map((item) => ({ ...item, ...ADDRESS }));
		const input = operation === 'charge.create' ? [{ numero: 'F-1', cliente: 'Ana', email: 'ana@example.com', cpf_cnpj: customer.cpfCnpj, valor: '10,00', vencimento: '30/12/2026' }, ...items] : items;
		const said = spyOnLog();
		asaas.double.fail(rule);
		const run = await gatewayNode(operation, asaas.credentials, {}, input);
		if (run.error) expect(run.error.name).toBe('NodeOperationError');
		const key = asaas.double.apiKey;
		expect(asaas.double.requests.some(({ headers }) => headers.access_token === key)).toBe(true);
		expect(everythingIn([run, said])).not.toContain(key.slice(0, 30));
		const messages = [run.error?.message ?? '', ...run.json.flat().map((json) => String(json.reason ?? json.message ?? ''))].join(' ');
		if (rule.status === 401) expect(run.error).toMatchObject({ name: 'NodeOperationError', message: expect.stringMatching(/^O Asaas recusou a chave de API\. Confira a chave e o ambiente/) as string });
		else expect(messages).toMatch(/O Asaas (não respondeu|respondeu)/);
		expect(messages).not.toMatch(/The service|perhaps it is offline|connection|undefined/);
	});
});

describe('Payment Gateway: many items', () => {
	it('gives up the others once the gateway does not answer any more', async () => {
		asaas.double.addMany(200, () => ({ dueDate: dayFromToday(5) }));
		const items = await syncedItems(asaas.credentials);
		const before = asaas.double.requests.length;
		asaas.double.fail({ status: 503, times: 100_000 });
		const { json } = await gatewayNode('charge.getSecondCopy', asaas.credentials, {}, items);
		expect(json[0]).toEqual([]);
		expect(json[1]).toHaveLength(200);
		expect(json[1][199].reason).toContain('Por isso nada foi pedido para este item.');
		expect(asaas.double.requests.length - before).toBeLessThan(15 * 3 * 6);
	});

	it('stops at a refused key, and asks for nothing more', async () => {
		asaas.double.addMany(200, () => ({ dueDate: dayFromToday(5) }));
		const items = await syncedItems(asaas.credentials);
		const before = asaas.double.requests.length;
		asaas.double.fail({ status: 401, times: 100_000 });
		const { error } = await gatewayNode('charge.cancel', asaas.credentials, {}, items);
		expect(error?.message).toContain('recusou a chave');
		expect(asaas.double.requests.length - before).toBeLessThanOrEqual(10);
	});

	it('leave by Problems when the node is set to go on', async () => {
		asaas.double.fail({ status: 401, times: 100 });
		const { json, error } = await gatewayNode('charge.sync', asaas.credentials, {}, [{ a: 1 }], 'continueRegularOutput');
		expect(error).toBeNull();
		expect(json[1]).toEqual([{ a: 1, error: expect.stringContaining('recusou a chave') as string }]);
	});
});
