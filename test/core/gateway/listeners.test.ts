import { applyEvents, receiveDelivery, takeEvents } from '../../../core/gateway/applyEvents';
import { ASAAS } from '../../../core/gateway/asaas';
import type { Ledger } from '../../../core/ledger/Ledger';
import { TOKEN } from '../../support/deliveries';
import { useRig } from '../../support/gateway';
import { sync } from '../../support/gatewaySync';
import { NOON } from '../../support/invoices';
import { onBothEngines } from '../../support/ledgers';

const rig = useRig();
const AT = NOON.toISOString();

const deliver = async (ledger: Ledger, body: unknown, listener: string) => await receiveDelivery(ledger, ASAAS, TOKEN, { headers: { 'asaas-access-token': TOKEN }, body }, AT, listener);
const apply = async (ledger: Ledger) => await applyEvents(ledger, ASAAS, rig().gateway, () => NOON);
const told = async (ledger: Ledger, listener: string) => (await takeEvents(ledger, ASAAS, listener, AT)).map(({ event, effect }) => `${event.type} ${effect}`);

/** A charge that the ledger knows, and the event of its payment. */
async function aPayment(ledger: Ledger) {
	const { asaas } = rig();
	const { id } = asaas.addPayment();
	await sync(ledger, rig());
	asaas.pay(id, { by: 'PIX' });
	return asaas.account.events.at(-1);
}

onBothEngines('what listeners tell of', (open) => {
	it('is each event that was delivered to them, once, whoever has applied it', async () => {
		const ledger = await open();
		const event = await aPayment(ledger);
		await deliver(ledger, event, 'um');
		await apply(ledger);
		await deliver(ledger, event, 'outro');
		await deliver(ledger, event, 'outro');
		await apply(ledger);
		for (const listener of ['outro', 'um']) {
			expect(await told(ledger, listener)).toEqual(['PAYMENT_RECEIVED paid']);
			await deliver(ledger, event, listener);
			expect(await told(ledger, listener)).toEqual([]);
		}
		expect(await told(ledger, 'terceiro')).toEqual([]);
	});

	it('outlasts an execution that broke off after the event was kept, or applied', async () => {
		const ledger = await open();
		const event = await aPayment(ledger);
		await deliver(ledger, event, 'um');
		expect(await told(ledger, 'um')).toEqual([]);
		// The sync applies what was left over, and reads the same.
		await sync(ledger, rig());
		expect(await told(ledger, 'um')).toEqual(['PAYMENT_RECEIVED paid']);
	});

	it('is told once by two executions at the same moment', async () => {
		const ledger = await open();
		const { asaas } = rig();
		await aPayment(ledger);
		for (let count = 0; count < 20; count += 1) asaas.pay(asaas.addPayment({ event: true }).id, { by: 'PIX' });
		for (const event of asaas.account.events) await deliver(ledger, event, 'um');
		await apply(ledger);
		const both = await Promise.all([told(ledger, 'um'), told(ledger, 'um')]);
		expect(both.flat().filter((one) => one.endsWith(' paid'))).toHaveLength(21);
		expect(both.flat()).toHaveLength(asaas.account.events.length);
	});

	it('is a payment, too, that a sync had found before its event came; but no later news of it', async () => {
		const ledger = await open();
		const { asaas, clock } = rig();
		const { id } = asaas.addPayment({ billingType: 'CREDIT_CARD' });
		asaas.pay(id, { by: 'CREDIT_CARD' });
		const confirmed = asaas.account.events.at(-1);
		clock.advance(5_000);
		await sync(ledger, rig());
		await deliver(ledger, confirmed, 'um');
		await apply(ledger);
		expect(await told(ledger, 'um')).toEqual(['PAYMENT_CONFIRMED paid']);
		asaas.settle(id);
		await deliver(ledger, asaas.account.events.at(-1), 'um');
		await apply(ledger);
		expect((await told(ledger, 'um')).filter((one) => one.endsWith(' paid'))).toEqual([]);
	});
});
