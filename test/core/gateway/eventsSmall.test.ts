import fc from 'fast-check';
import { applyEvents } from '../../../core/gateway/applyEvents';
import { ASAAS } from '../../../core/gateway/asaas';
import { GatewayError } from '../../../core/gateway/GatewayError';
import { openLedger } from '../../../core/ledger/open';
import type { AsaasEvent } from '../../doubles/asaas';
import { deliver, TOKEN } from '../../support/deliveries';
import { FakeClock, startRig, useRig } from '../../support/gateway';
import { doubleCharges, gatewayLedger, ledgerCharges } from '../../support/gatewayLedger';
import { liveLong } from '../../support/gatewayLife';
import { NOON } from '../../support/invoices';
import { CREDITOR, newQuickPlace, onBothEngines, removePlace } from '../../support/ledgers';

const rig = useRig();
const ours = (body: AsaasEvent) => ({ body, token: TOKEN });

it('any permutation with repetitions of a small history leads to what the gateway says', async () => {
	await fc.assert(
		fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 3 }), fc.infiniteStream(fc.nat()), async (seed, charges, draws) => {
			const clock = new FakeClock();
			const small = await startRig({ seed }, clock);
			const place = newQuickPlace('sqlite');
			const ledger = await openLedger(place, CREDITOR);
			try {
				const events = liveLong(small.asaas, clock, { seed, events: 12, charges, pauses: 0.2 });
				const left = events.map(ours);
				const mixed = [];
				while (left.length > 0) {
					const [place] = [draws.next().value % left.length];
					mixed.push(left[place]);
					// One in four is delivered again later.
					if (draws.next().value % 4 > 0) left.splice(place, 1);
				}
				await deliver(ledger, small.gateway, mixed, () => 1 + (draws.next().value % 4));
				expect(await ledgerCharges(ledger)).toEqual(doubleCharges(small.asaas));
			} finally {
				await ledger.close();
				removePlace(place);
				await small.asaas.stop();
			}
		}),
		{ numRuns: 60 },
	);
});

onBothEngines('an event', (open) => {
	it('without a number is ordered within its second by the life of a charge', async () => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment({ event: true, billingType: 'CREDIT_CARD' });
		asaas.pay(id);
		asaas.settle(id);
		const events = asaas.account.events.map(({ id: _, ...rest }) => rest as AsaasEvent);
		for (const order of [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]]) {
			const ledger = await open();
			await deliver(ledger, gateway, order.map((place) => ours(events[place])), () => 1);
			expect((await ledgerCharges(ledger))[id]).toMatchObject({ gateway_status: 'RECEIVED', status: 'paid' });
		}
	});

	it('in a state that nobody knows stops the reminders, whatever comes in one batch with it', async () => {
		const { asaas, gateway, clock } = rig();
		const { id } = asaas.addPayment({ event: true });
		clock.advance(5_000);
		asaas.postpone(id, '2026-12-20');
		const [created, updated] = asaas.account.events;
		const odd = { ...updated, payment: { ...updated.payment, status: 'NOVIDADE' as never } };
		const ledgers = [];
		for (const [batch, list] of [[9, [created, odd]], [1, [created, odd]], [1, [odd, created]]] as const) {
			const ledger = await open();
			await deliver(ledger, gateway, list.map(ours), () => batch);
			ledgers.push(await gatewayLedger(ledger));
			expect((await ledgerCharges(ledger))[id]).toMatchObject({ status: 'disputed', gateway_status: 'NOVIDADE', due_date: '2026-12-20' });
			const kept = await ledger.db.selectFrom('gateway_events').select('detail').where('event_id', '=', updated.id).executeTakeFirst();
			expect(kept?.detail).toContain('NOVIDADE');
		}
		expect(ledgers[1]).toEqual(ledgers[0]);
		expect(ledgers[2]).toEqual(ledgers[0]);
	});

	it('waits for a customer that cannot be asked for, and is taken up later', async () => {
		const { asaas, gateway } = rig();
		const ledger = await open();
		const { id } = asaas.addPayment({ event: true });
		const down = { readCustomer: async () => await Promise.reject(new GatewayError('unreachable', 'fora do ar')) };
		await deliver(ledger, down, asaas.account.events.map(ours), () => 1);
		expect(await ledgerCharges(ledger)).toEqual({});
		expect(await applyEvents(ledger, ASAAS, null, () => NOON)).toMatchObject({ applied: [], waiting: 1, trouble: { kind: 'unreachable' } });
		// Half an answer is no reason to give the customer up.
		asaas.fail({ path: /customers/, kind: 'malformed', times: 6 });
		expect(await applyEvents(ledger, ASAAS, gateway, () => NOON)).toMatchObject({ applied: [], waiting: 1 });
		expect(await applyEvents(ledger, ASAAS, gateway, () => NOON)).toMatchObject({ waiting: 0, trouble: null, applied: [{ effect: 'opened' }] });
		expect((await ledgerCharges(ledger))[id]).toMatchObject({ status: 'open' });
	});

	it('of a customer that does not exist is refused and says why, and holds up no other', async () => {
		const { asaas, gateway } = rig();
		const ledger = await open();
		asaas.addPayment({ event: true, customer: 'cus_x' });
		const { id } = asaas.addPayment({ event: true });
		await deliver(ledger, gateway, asaas.account.events.map(ours), () => 9);
		expect(Object.keys(await ledgerCharges(ledger))).toEqual([id]);
		const refused = await ledger.db.selectFrom('gateway_events').select(['state', 'effect', 'detail']).where('effect', '=', 'refused').execute();
		expect(refused).toMatchObject([{ state: 'applied', detail: expect.stringContaining('cus_x') }]);
	});

	it('with letters that no database takes holds up no other', async () => {
		const { asaas, gateway } = rig();
		const ledger = await open();
		const odd = asaas.addPayment({ event: true, externalReference: 'a\u0000\ud800b', description: `${'x'.repeat(499)}😀\u0000`, invoiceNumber: '\u00001\ud83d' });
		const { id } = asaas.addPayment({ event: true });
		await deliver(ledger, gateway, asaas.account.events.map(ours), () => 9);
		expect(Object.keys(await ledgerCharges(ledger)).sort()).toEqual([id, odd.id].sort());
	});

	it('is applied once when two apply at once', async () => {
		const { asaas, gateway } = rig();
		const ledger = await open();
		for (let index = 0; index < 30; index += 1) asaas.pay(asaas.addPayment({ event: true }).id, { by: 'PIX' });
		await deliver(ledger, { readCustomer: async () => await Promise.reject(new GatewayError('unreachable', '')) }, asaas.account.events.map(ours), () => 999);
		const both = await Promise.all([applyEvents(ledger, ASAAS, gateway, () => NOON), applyEvents(ledger, ASAAS, gateway, () => NOON)]);
		const effects = both.flatMap(({ applied }) => applied.map(({ event }) => event.id));
		expect(effects.sort()).toEqual(asaas.account.events.map(({ id }) => id).sort());
		expect(await ledgerCharges(ledger)).toEqual(doubleCharges(asaas));
	});
});
