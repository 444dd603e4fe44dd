import type { AsaasEvent } from '../../doubles/asaas';
import { deliver, shuffled, TOKEN } from '../../support/deliveries';
import { FakeClock, startRig, type Rig } from '../../support/gateway';
import { doubleCharges, gatewayLedger, ledgerCharges } from '../../support/gatewayLedger';
import { liveLong } from '../../support/gatewayLife';
import { newQuickPlace, onBothEngines } from '../../support/ledgers';
import { Random } from '../../support/random';

const EVENTS = 10_000;
const CHARGES = 400;

let rig: Rig;
let events: AsaasEvent[];

beforeAll(async () => {
	const clock = new FakeClock();
	rig = await startRig({ seed: 7 }, clock);
	events = liveLong(rig.asaas, clock, { seed: 7, events: EVENTS, charges: CHARGES, pauses: 0.3 });
});
afterAll(async () => await rig.asaas.stop());

it('the events that are about to be shuffled are of all kinds, and many of a charge’s fall into one second', () => {
	expect(new Set(events.map(({ event }) => event)).size).toBeGreaterThanOrEqual(15);
	const seconds = new Map<string, number>();
	for (const { event, payment, dateCreated } of events) if (!event.endsWith('VIEWED')) seconds.set(`${payment?.id} ${dateCreated}`, (seconds.get(`${payment?.id} ${dateCreated}`) ?? 0) + 1);
	expect([...seconds.values()].filter((count) => count > 1).length).toBeGreaterThan(300);
});

onBothEngines('ten thousand events', (open, engine) => {
	it('lead to the same ledger whatever their order, repeated and with forged ones among them', async () => {
		const random = new Random(engine === 'sqlite' ? 11 : 12);
		const ordered = await open(newQuickPlace(engine));
		expect(await deliver(ordered, rig.gateway, events.map((body) => ({ body, token: TOKEN })), () => 250)).toBe(0);
		const deliveries = shuffled(events, random, 0.05);
		const mixed = await open(newQuickPlace(engine));
		const refused = await deliver(mixed, rig.gateway, deliveries, () => 1 + random.below(800));

		const expected = await gatewayLedger(ordered);
		expect(expected.invoices.length).toBe(rig.asaas.account.payments.size);
		expect(await gatewayLedger(mixed)).toEqual(expected);
		expect(await ledgerCharges(mixed)).toEqual(doubleCharges(rig.asaas));

		const forged = deliveries.filter(({ token }) => token !== TOKEN);
		expect(forged.length / deliveries.length).toBeCloseTo(0.05, 2);
		expect(refused).toBe(forged.length);
		const kept = await mixed.db.selectFrom('gateway_events').selectAll().execute();
		const counts = new Map<string, number>();
		for (const { body, token } of deliveries) if (token === TOKEN) counts.set((body as AsaasEvent).id, (counts.get((body as AsaasEvent).id) ?? 0) + 1);
		expect(Object.fromEntries(kept.map(({ event_id, deliveries: count }) => [event_id, count]))).toEqual(Object.fromEntries(counts));
		for (const { state, type, effect, detail, invoice_id, body } of kept) {
			const isView = type.endsWith('VIEWED');
			expect({ type, state, detail: detail !== null, effect: effect !== null, invoice: invoice_id !== null }).toEqual({ type, state: isView ? 'ignored' : 'applied', detail: isView, effect: !isView, invoice: !isView });
			expect((JSON.parse(body) as AsaasEvent).event).toBe(type);
		}
	}, 120_000);
});
