import { useRig } from '../../../support/gateway';

const rig = useRig({ requestLimit: 20 });

describe('an API client at the limit of its account', () => {
	it('asks nothing more once five requests are left, and goes on when they are given anew', async () => {
		const { asaas, connect, clock } = rig();
		const gateway = connect({ patienceMs: 13 * 3_600_000 });
		const { id } = asaas.addPayment();
		for (let request = 0; request < 15; request += 1) await gateway.readCharge(id);
		expect(clock.slept).toEqual([]);
		expect(gateway.usage()).toMatchObject({ requests: 15, remaining: 5 });
		clock.advance(3_600_000);
		await gateway.readCharge(id);
		// Twelve hours from the first request, an hour of which had gone by.
		expect(clock.slept).toEqual([11 * 3_600_000]);
		expect(gateway.usage()).toMatchObject({ requests: 16, retries: 0, waitedMs: 11 * 3_600_000, remaining: 19 });
	});

	it('gives up, without asking, when that would be longer than its patience', async () => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment();
		for (let request = 0; request < 15; request += 1) await gateway.readCharge(id);
		await expect(gateway.readCharge(id)).rejects.toMatchObject({ kind: 'limited', message: expect.stringContaining('720 minutos') });
		expect(asaas.requests).toHaveLength(15);
	});

	it('waits as long as Retry-After says, and then a little by chance', async () => {
		const { asaas, gateway, clock } = rig();
		const { id } = asaas.addPayment();
		asaas.fail({ status: 429, retryAfter: 30 });
		expect(await gateway.readCharge(id)).not.toBeNull();
		expect(clock.slept).toEqual([30_000, 375]);
	});

	it('makes the other requests wait too', async () => {
		const { asaas, connect, clock } = rig();
		const { id } = asaas.addPayment();
		asaas.fail({ status: 429, retryAfter: 100 });
		const gateway = connect({ sleep: async () => await Promise.reject(new Error('stop')) });
		await expect(gateway.readCharge(id)).rejects.toThrow('stop');
		clock.advance(40_000);
		await expect(gateway.readCharge(id)).rejects.toThrow('stop');
		expect(asaas.requests).toHaveLength(1);
	});

	it('waits for RateLimit-Reset when nothing remains', async () => {
		const { asaas, gateway, clock } = rig();
		const { id } = asaas.addPayment();
		asaas.fail({ status: 429, limitReset: 45 });
		expect(await gateway.readCharge(id)).not.toBeNull();
		expect(clock.slept).toEqual([45_000, 375]);
	});

	it('pauses as after any failure when a 429 says nothing, and does not wait for the account’s whole window', async () => {
		const { asaas, gateway, clock } = rig();
		const { id } = asaas.addPayment();
		asaas.fail({ status: 429, times: 5 });
		expect(await gateway.readCharge(id)).not.toBeNull();
		expect(clock.slept).toEqual([375, 750, 1500, 3000, 6000]);
	});

	it('gives up after six refusals', async () => {
		const { asaas, gateway } = rig();
		asaas.fail({ status: 429, times: 99 });
		await expect(gateway.readCharge('pay_x')).rejects.toMatchObject({ kind: 'limited' });
		expect(asaas.requests).toHaveLength(6);
	});

	it('is not patient anew after every refusal', async () => {
		const { asaas, gateway, clock } = rig();
		asaas.fail({ status: 429, retryAfter: 50, times: 99 });
		await expect(gateway.readCharge('pay_x')).rejects.toMatchObject({ kind: 'limited', message: expect.stringContaining('50 segundos') });
		// Two waits of fifty seconds are in its 120; a third is not.
		expect(clock.slept).toEqual([50_000, 375, 50_000, 750]);
	});
});
