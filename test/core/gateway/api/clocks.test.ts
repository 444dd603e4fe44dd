import { orderOfEvent, orderOfReading } from '../../../../core/ledger/gateway/order';
import { FakeClock, startRig, type Rig } from '../../../support/gateway';

let rig: Rig;
beforeEach(async () => {
	rig = await startRig({}, new FakeClock(Date.parse('2026-11-24T15:00:00.100Z')));
});
afterEach(async () => await rig.asaas.stop());

const read = async (gateway: Rig['gateway'], id: string) => (await gateway.readCharge(id))?.readAt ?? '';

describe('when a charge was read', () => {
	it('is told to the millisecond by a clock that agrees with the gateway’s: of two readings in a second the later counts', async () => {
		const { id } = rig.asaas.addPayment();
		const first = await read(rig.gateway, id);
		rig.clock.advance(300);
		const second = await read(rig.gateway, id);
		expect([first, second]).toEqual(['2026-11-24T15:00:00.100Z', '2026-11-24T15:00:00.400Z']);
		expect(orderOfReading(second) > orderOfReading(first)).toBe(true);
	});

	it.each([-3_600_000, -5_000, 5_000, 3_600_000])('is never later than the gateway’s clock says when ours is %i ms off', async (off) => {
		const { id } = rig.asaas.addPayment();
		const gateway = rig.connect({ now: () => rig.clock.now() + off });
		rig.clock.advance(700);
		const at = Date.parse(await read(gateway, id));
		expect(at).toBeLessThanOrEqual(rig.clock.now());
		expect(at).toBeGreaterThan(rig.clock.now() - 1_000);
	});

	it('comes before an event of its own second and of the one before, and after any older one', () => {
		const reading = orderOfReading('2026-11-24T15:00:05.200Z');
		const event = (happenedAt: string) => orderOfEvent({ id: 'evt_a&1', happenedAt, rank: 1 });
		expect(event('2026-11-24T15:00:05.000Z') > reading).toBe(true);
		expect(event('2026-11-24T15:00:04.000Z') > reading).toBe(true);
		expect(event('2026-11-24T15:00:03.000Z') < reading).toBe(true);
	});
});
