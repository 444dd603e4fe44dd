import type { HttpResponse } from '../../../../core/gateway/ApiClient';
import { useRig } from '../../../support/gateway';

const rig = useRig({ latencyMs: 1 });

describe('an API client with much to ask', () => {
	it('has ten requests under way at once, no more and no fewer', async () => {
		const { asaas, connect, transport } = rig();
		const { id } = asaas.addPayment();
		let underWay = 0;
		const seen: number[] = [];
		const gateway = connect({
			async send(request) {
				seen.push((underWay += 1));
				try {
					return await transport.send(request);
				} finally {
					underWay -= 1;
				}
			},
		});
		const read = await Promise.all(Array.from({ length: 60 }, async () => await gateway.readCharge(id)));
		expect(read.every((one) => one?.value.id === id)).toBe(true);
		expect(Math.max(...seen)).toBe(10);
		expect(asaas.requests).toHaveLength(60);
	});

	it('gives the place of a request that failed to the next', async () => {
		const { asaas, gateway } = rig();
		asaas.fail({ status: 401, times: 30 });
		const ends = await Promise.allSettled(Array.from({ length: 40 }, async () => await gateway.readCharge('pay_x')));
		expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(30);
		expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
	});

	it('asks nothing more once the execution is stopped', async () => {
		const { asaas, connect, transport } = rig();
		const { id } = asaas.addPayment();
		const stopping = new AbortController();
		const gateway = connect({
			signal: stopping.signal,
			async send(request): Promise<HttpResponse> {
				if (asaas.requests.length === 3) stopping.abort();
				return await transport.send(request);
			},
		});
		for (let request = 0; request < 4; request += 1) await gateway.readCharge(id);
		await expect(gateway.readCharge(id)).rejects.toMatchObject({ kind: 'unreachable', message: expect.stringContaining('interrompida') });
		expect(asaas.requests).toHaveLength(4);
	});

	it('does not claim that nothing was done when a command was broken off on its way', async () => {
		const { asaas, connect, transport } = rig();
		const { id } = asaas.addPayment({ value: 100 });
		const stopping = new AbortController();
		const gateway = connect({
			signal: stopping.signal,
			async send(request) {
				await transport.send(request);
				stopping.abort();
				throw new Error('aborted');
			},
		});
		await expect(gateway.receiveInCash(id, { cents: 10_000, paidOn: '2026-11-24' })).rejects.toMatchObject({ kind: 'unclear' });
		expect(asaas.account.payments.get(id)?.status).toBe('RECEIVED_IN_CASH');
	});
});
