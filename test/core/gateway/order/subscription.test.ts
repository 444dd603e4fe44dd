import { NO_TERMS } from '../../../../core/charges';
import { orderSubscription, type SubscriptionSettings } from '../../../../core/gateway/orderSubscription';
import type { Ledger } from '../../../../core/ledger/Ledger';
import type { CustomerRow } from '../../../../core/ledger/schema';
import { useRig } from '../../../support/gateway';
import { anInvoice, NOON, put } from '../../../support/invoices';
import { onBothEngines } from '../../../support/ledgers';

const CPF = '11144477735';
const rig = useRig();
const settings = (changes: Partial<SubscriptionSettings> = {}): SubscriptionSettings => ({ billing: 'pix', amountCents: 4_990, firstDueDate: '2026-12-10', cycle: 'monthly', count: 12, description: 'Plano', name: 'plano', terms: NO_TERMS, clock: () => NOON, ...changes });

async function ana(ledger: Ledger): Promise<CustomerRow> {
	await put(ledger, [anInvoice('1', { customer: { key: `doc:${CPF}`, document: CPF, name: 'Ana' } })]);
	return (await ledger.db.selectFrom('customers').selectAll().executeTakeFirstOrThrow()) as CustomerRow;
}

onBothEngines('a subscription', (open) => {
	it('is made once, however often it is asked for', async () => {
		const { asaas, gateway } = rig();
		const ledger = await open();
		const customer = await ana(ledger);
		const made = await orderSubscription(ledger, gateway, customer, settings());
		expect(made.made).toBe(true);
		expect(asaas.requests.at(-1)?.body).toMatchObject({ billingType: 'PIX', value: 49.9, nextDueDate: '2026-12-10', cycle: 'MONTHLY', maxPayments: 12, externalReference: `assinatura:${CPF}:plano` });
		expect(await orderSubscription(ledger, gateway, customer, settings())).toMatchObject({ id: made.id, made: false });
		expect(await orderSubscription(ledger, gateway, customer, settings({ name: 'outro', count: null }))).toMatchObject({ made: true });
		expect(asaas.account.subscriptions.size).toBe(2);
	});

	it.each(['resetAfterWork', 'malformed'] as const)('is made once although its answer was lost (%s)', async (kind) => {
		const { asaas, gateway } = rig();
		const ledger = await open();
		const customer = await ana(ledger);
		asaas.fail({ method: 'POST', path: /subscriptions$/, kind });
		await expect(orderSubscription(ledger, gateway, customer, settings())).rejects.toMatchObject({ kind: 'unclear' });
		expect(await orderSubscription(ledger, gateway, customer, settings())).toMatchObject({ made: false });
		expect(asaas.account.subscriptions.size).toBe(1);
		expect(await ledger.db.selectFrom('gateway_orders').selectAll().execute()).toEqual([]);
	});

	it('is not asked for by two at once', async () => {
		const { asaas, gateway } = rig();
		const ledger = await open();
		const customer = await ana(ledger);
		const ends = await Promise.allSettled([orderSubscription(ledger, gateway, customer, settings()), orderSubscription(ledger, gateway, customer, settings())]);
		expect(ends.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
		expect(asaas.account.subscriptions.size).toBe(1);
	});
});
