import fc from 'fast-check';
import { ASAAS } from '../../../../core/gateway/asaas';
import { GatewayError } from '../../../../core/gateway/GatewayError';
import { useRig } from '../../../support/gateway';

const rig = useRig();

const GOOD = { id: 'pay_1', customer: 'cus_1', status: 'PENDING', value: 10, dueDate: '2026-12-01' };

/** A client of an API that answers everything with `body`. */
function answering(body: unknown) {
	return rig().connect({ send: async () => await Promise.resolve({ status: 200, headers: {}, body }) });
}

describe('an answer of the gateway', () => {
	it.each([
		[{ ...GOOD, id: undefined }, '"id"'],
		[{ ...GOOD, customer: null }, '"customer"'],
		[{ ...GOOD, status: '' }, '"status"'],
		[{ ...GOOD, dueDate: '30/11/2026' }, 'vencimento'],
		[{ ...GOOD, dueDate: '2026-02-30' }, 'vencimento'],
		[{ ...GOOD, value: 0 }, 'maior que zero'],
		[{ ...GOOD, value: -5 }, 'maior que zero'],
		[{ ...GOOD, value: '10' }, 'maior que zero'],
		[{ ...GOOD, value: 1e300 }, '1e+300'],
		[{ ...GOOD, value: 0.001 }, 'maior que zero'],
		[[], '[lista]'],
		[{}, '"id"'],
	])('that is no charge (%p) is told as such', async (body, said) => {
		await expect(answering(body).readCharge('pay_1')).rejects.toMatchObject({ name: 'GatewayError', kind: 'refused', message: expect.stringContaining(said) });
		// Of a command it does not mean that it was not done.
		await expect(answering(body).receiveInCash('pay_1', { cents: 1, paidOn: '2026-11-24' })).rejects.toMatchObject({ kind: 'unclear' });
	});

	it.each(['', 'half of {"a":', '<html></html>'])('that is no JSON (%p) is asked for again', async (body) => {
		await expect(answering(body).readCharge('pay_1')).rejects.toMatchObject({ kind: 'unreachable' });
		await expect(answering(body).createCharge({ customerId: 'c', billing: 'pix', amountCents: 500, dueDate: '2026-12-01', description: null, reference: 'r', terms: {} })).rejects.toMatchObject({ kind: 'unclear' });
	});

	it.each([{}, { data: {} }, [], { data: null }])('that is no list (%p) is told as such', async (body) => {
		await expect(answering(body).findCharges('x')).rejects.toMatchObject({ kind: 'unreachable', message: expect.stringContaining('lista') });
	});

	it.each([{}, { data: {} }, [], { data: null }])('that is no list (%p) is no search which found nothing', async (body) => {
		const gateway = answering(body);
		const searches = [() => gateway.findCustomers('11144477735'), () => gateway.findSubscriptions('x'), () => gateway.findListings('pay_1'), () => gateway.hasWebhook('https://n8n.example.com/x')];
		// Taken for one, what is there already would be made once more.
		for (const search of searches) {
			await expect(search()).rejects.toMatchObject({ kind: 'unreachable', message: expect.stringContaining('lista') });
		}
	});

	it('that is a list which says that it goes on and brings nothing ends it', async () => {
		expect(await answering({ data: [], hasMore: true, totalCount: 500 }).findCharges('x')).toEqual([]);
	});

	it('that is anything at all leads to nothing but a GatewayError or a charge', async () => {
		const odd = fc.record(
			Object.fromEntries([...Object.keys(GOOD), 'originalValue', 'fine', 'interest', 'discount', 'deleted', 'paymentDate', 'description', 'externalReference', 'installment', 'installmentNumber', 'invoiceUrl'].map((name) => [name, fc.oneof(fc.anything(), fc.constant((GOOD as Record<string, unknown>)[name]))])),
			{ requiredKeys: [] },
		);
		await fc.assert(
			fc.asyncProperty(odd, async (body) => {
				const end = await answering(body).readCharge('pay_1').catch((error: unknown) => error);
				if (end instanceof Error) expect(end).toBeInstanceOf(GatewayError);
			}),
			{ numRuns: 500 },
		);
	});

	it('that came by the webhook is an event whatever it is', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.record({ id: fc.anything(), event: fc.oneof(fc.constant('PAYMENT_RECEIVED'), fc.anything()), dateCreated: fc.anything(), payment: fc.anything() })), (body) => {
				let json: unknown;
				try {
					json = JSON.parse(JSON.stringify(body) ?? 'null');
				} catch {
					return;
				}
				const event = ASAAS.webhooks.readEvent(json);
				expect(event.id.length).toBeGreaterThan(0);
				expect(event.charge === null).toBe(event.ignored !== null);
				expect(Date.parse(event.happenedAt)).not.toBeNaN();
				expect(ASAAS.webhooks.readEvent(json)).toEqual(event);
			}),
			{ numRuns: 500 },
		);
	});
});
