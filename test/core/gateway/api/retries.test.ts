import { useRig } from '../../../support/gateway';

const rig = useRig();

/** With `random` at a half, three quarters of 500 ms that double each time, at most 20 s. */
const PAUSES = [375, 750, 1500, 3000, 6000];

describe('an API client whose request fails', () => {
	it.each([{ status: 500 as const }, { status: 502 as const }, { status: 503 as const }, { kind: 'reset' as const }, { kind: 'resetAfterWork' as const }, { kind: 'malformed' as const }])(
		'asks again after %p, with pauses that grow',
		async (failure) => {
			const { asaas, gateway, clock } = rig();
			const { id } = asaas.addPayment();
			asaas.fail({ ...failure, times: 5 });
			expect((await gateway.readCharge(id))?.value.id).toBe(id);
			expect(clock.slept).toEqual(PAUSES);
			expect(gateway.usage()).toMatchObject({ requests: 6, retries: 5, waitedMs: PAUSES.reduce((sum, ms) => sum + ms) });
		},
	);

	it.each([{ status: 500 as const }, { kind: 'reset' as const }, { kind: 'malformed' as const }])('gives up after six tries of %p', async (failure) => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment();
		asaas.fail({ ...failure, times: 99 });
		await expect(gateway.readCharge(id)).rejects.toMatchObject({ name: 'GatewayError', kind: 'unreachable', message: expect.stringContaining('6 tentativas') });
		expect(asaas.requests).toHaveLength(6);
	});

	it('varies its pauses by half', async () => {
		for (const [random, factor] of [
			[0, 0.5],
			[1, 1],
		]) {
			const { asaas, connect, clock } = rig();
			const { id } = asaas.addPayment();
			asaas.fail({ status: 500, times: 3 });
			clock.slept.length = 0;
			await connect({ random: () => random }).readCharge(id);
			expect(clock.slept).toEqual([500 * factor, 1000 * factor, 2000 * factor]);
		}
	});

	it.each([{ status: 500 as const }, { kind: 'reset' as const }, { kind: 'resetAfterWork' as const }, { kind: 'malformed' as const }])(
		'never sends again what changes something after %p',
		async (failure) => {
			const { asaas, gateway } = rig();
			const { id } = asaas.addPayment({ dueDate: '2026-11-30', value: 100 });
			asaas.fail({ method: 'POST', ...failure, times: 99 });
			await expect(gateway.receiveInCash(id, { cents: 10_000, paidOn: '2026-11-24' })).rejects.toMatchObject({ kind: 'unclear' });
			expect(asaas.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
		},
	);

	it('sends it again when it was refused for the limit, which is before anything is done', async () => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment({ dueDate: '2026-11-30', value: 100 });
		asaas.fail({ method: 'POST', status: 429, times: 2 });
		const { value } = await gateway.receiveInCash(id, { cents: 10_000, paidOn: '2026-11-24' });
		expect(value).toMatchObject({ state: 'paid', status: 'RECEIVED_IN_CASH' });
		expect(asaas.account.events.map(({ event }) => event)).toEqual(['PAYMENT_RECEIVED']);
	});

	it('finds a charge deleted whose deletion was done and not answered', async () => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment();
		asaas.fail({ method: 'DELETE', kind: 'resetAfterWork' });
		expect((await gateway.cancelCharge(id)).value).toMatchObject({ state: 'cancelled', status: 'DELETED' });
		expect(asaas.account.events.map(({ event }) => event)).toEqual(['PAYMENT_DELETED']);
	});

	it('still says that a charge cannot be deleted when it was paid', async () => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment();
		asaas.pay(id);
		await expect(gateway.cancelCharge(id)).rejects.toMatchObject({ kind: 'refused', message: expect.stringContaining('RECEIVED') });
	});
});
