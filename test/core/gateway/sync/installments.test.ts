import type { Ledger } from '../../../../core/ledger/Ledger';
import { deliver, TOKEN } from '../../../support/deliveries';
import { useRig } from '../../../support/gateway';
import { sync } from '../../../support/gatewaySync';
import { onBothEngines } from '../../../support/ledgers';

const rig = useRig();

/** Three instalments whose descriptions do not tell how many there are, as somebody has changed them. */
async function threeInstalments(): Promise<string> {
	const { asaas } = rig();
	const customer = asaas.addCustomer();
	const response = await fetch(`${asaas.url}/v3/payments`, {
		method: 'POST',
		headers: { access_token: asaas.apiKey, 'user-agent': 'test', 'content-type': 'application/json' },
		body: JSON.stringify({ customer: customer.id, billingType: 'BOLETO', dueDate: '2026-12-10', installmentCount: 3, totalValue: 100 }),
	});
	expect(response.status).toBe(200);
	for (const payment of asaas.account.payments.values()) payment.description = 'Mensalidade';
	return customer.id;
}

const instalments = async ({ db }: Ledger) => (await db.selectFrom('invoices').select(['amount_cents', 'installment_number', 'installment_count']).orderBy('installment_number').execute()).map((row) => [row.installment_number, row.installment_count, row.amount_cents]);

onBothEngines('instalments', (open) => {
	it('come with their plan, to the cent', async () => {
		const ledger = await open();
		await threeInstalments();
		expect(await sync(ledger, rig())).toMatchObject({ outcome: 'done', passes: [{ key: 'customers' }, { key: 'plans', read: 1, total: 1 }, { key: 'charges', read: 3 }] });
		expect(await instalments(ledger)).toEqual([[1, 3, 3_333], [2, 3, 3_333], [3, 3, 3_334]]);
	});

	it('that an event told of before their plan was known are completed, and no later telling undoes it', async () => {
		const ledger = await open();
		const { asaas, gateway, clock } = rig();
		await threeInstalments();
		const [first] = asaas.account.payments.values();
		asaas.changeValue(first.id, 50);
		await deliver(ledger, gateway, [{ body: asaas.account.events.at(-1), token: TOKEN }], () => 1);
		expect(await instalments(ledger)).toEqual([[1, null, 5_000]]);
		await sync(ledger, rig());
		expect(await instalments(ledger)).toEqual([[1, 3, 5_000], [2, 3, 3_333], [3, 3, 3_334]]);
		clock.advance(5_000);
		asaas.changeValue(first.id, 60);
		await deliver(ledger, gateway, [{ body: asaas.account.events.at(-1), token: TOKEN }], () => 1);
		expect(await instalments(ledger)).toEqual([[1, 3, 6_000], [2, 3, 3_333], [3, 3, 3_334]]);
	});
});
