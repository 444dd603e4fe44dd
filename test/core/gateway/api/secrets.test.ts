import { inspect } from 'node:util';
import type { Transport } from '../../../../core/gateway/ApiClient';
import { ASAAS } from '../../../../core/gateway/asaas';
import { GatewayError } from '../../../../core/gateway/GatewayError';
import type { FailureRule } from '../../../doubles/asaas';
import { useRig } from '../../../support/gateway';

const rig = useRig();

async function failureOf(work: () => Promise<unknown>): Promise<Error> {
	const error = await work().then(
		() => null,
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof Error)) throw new Error('it did not fail');
	return error;
}

/** All that a log, an item or a person could get to see of it. */
function everythingOf(error: Error): string {
	const own = Object.fromEntries(Object.getOwnPropertyNames(error).map((name) => [name, error[name as keyof Error]]));
	return [error.message, error.stack, String(error), JSON.stringify(error), JSON.stringify(own), inspect(error, { depth: 9, showHidden: true })].join('\n');
}

const FAILURES: FailureRule[] = [{ status: 401 }, { status: 404 }, { status: 429 }, { status: 429, retryAfter: 9_999 }, { status: 500 }, { status: 502 }, { status: 503 }, { kind: 'reset' }, { kind: 'resetAfterWork' }, { kind: 'malformed' }];

describe('the API key', () => {
	it.each(FAILURES)('is in nothing that %p leaves behind', async (failure) => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment();
		asaas.fail({ ...failure, times: 999 });
		for (const work of [() => gateway.secondCopy(id), () => gateway.receiveInCash(id, { cents: 1, paidOn: '2026-11-24' }), () => gateway.cancelCharge(id), () => gateway.findCustomers('11144477735')]) {
			const error = await failureOf(work);
			expect(error).toBeInstanceOf(GatewayError);
			expect(everythingOf(error)).not.toContain(asaas.apiKey);
			expect(everythingOf(error)).not.toContain('$aact');
		}
	});

	it('is struck out of what the server says, however it writes it', async () => {
		const { asaas, transport } = rig();
		const key = asaas.apiKey;
		for (const [status, body] of [
			[400, { errors: [{ code: 'invalid', description: `A chave ${key} e ${encodeURIComponent(key)} não serve` }] }],
			[401, { errors: [{ code: key }] }],
			[403, { errors: [{ description: `${'x'.repeat(480)}${key}` }] }],
			[404, { errors: [{ description: key }] }],
			[200, `<html>access_token: ${key}</html>`],
			[200, key],
			[200, [key]],
			[500, key],
		] as const) {
			const echoing: Transport = { ...transport, send: async () => await Promise.resolve({ status, headers: {}, body }) };
			const gateway = ASAAS.connect({ apiKey: key, environment: 'sandbox' }, echoing);
			for (const work of [() => gateway.findCharges('x'), () => gateway.createCustomer({ key: '', name: 'Ana', document: null, email: null, phone: null, state: null, city: null, postalCode: null, code: null })]) {
				const text = everythingOf(await failureOf(work));
				expect(text).not.toContain('aact_');
			}
		}
	});

	it('goes nowhere but into its header', async () => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment();
		await gateway.secondCopy(id);
		await gateway.findCharges('planilha:1');
		for (const { headers, path, query, body } of asaas.requests) {
			expect(headers.access_token).toBe(asaas.apiKey);
			expect(JSON.stringify({ ...headers, access_token: '', path, query, body })).not.toContain('aact_');
			expect(headers['user-agent']).toBe('n8n-nodes-cobranca');
		}
	});

	it('is refused with words that say what to check', async () => {
		const { asaas, transport } = rig();
		const { id } = asaas.addPayment();
		const stranger = ASAAS.connect({ apiKey: '$aact_hmlg_outra', environment: 'sandbox' }, transport);
		await expect(stranger.readCharge(id)).rejects.toMatchObject({ kind: 'unauthorized', message: expect.stringMatching(/Confira a chave e o ambiente/) });
		expect(asaas.requests).toHaveLength(1);
	});

	it.each([
		[{ apiKey: '', environment: 'sandbox' }, 'API Key'],
		[{ environment: 'sandbox' }, 'API Key'],
		[{ apiKey: '$aact_prod_x', environment: 'sandbox' }, 'produção'],
		[{ apiKey: '$aact_hmlg_x', environment: 'production' }, 'sandbox'],
		[{ apiKey: '$aact_hmlg_ x', environment: 'sandbox' }, 'espaços'],
	])('that cannot be one is told before anything is asked: %p', (credential, said) => {
		expect(() => ASAAS.connect(credential, rig().transport)).toThrow(said);
		expect(rig().asaas.requests).toEqual([]);
	});
});
