import type { AsaasDouble } from '../../../doubles/asaas';
import { useRig } from '../../../support/gateway';
import { doubleCharges, ledgerCharges } from '../../../support/gatewayLedger';
import { sync } from '../../../support/gatewaySync';
import { onBothEngines } from '../../../support/ledgers';

const DAY = 86_400_000;
const rig = useRig();

/** Charges of the double that were made days ago, due around today. */
function portfolio(asaas: AsaasDouble): string[] {
	asaas.addMany(40, (index) => ({ dueDate: `2026-11-${String(16 + (index % 14)).padStart(2, '0')}`, dateCreated: '2026-10-01' }));
	return [...asaas.account.payments.keys()];
}

onBothEngines('an incremental sync', (open) => {
	it('finds what is new, paid, deleted, postponed and undone', async () => {
		const { asaas, clock } = rig();
		const ledger = await open();
		const ids = portfolio(asaas);
		const cash = asaas.addPayment({ value: 50, dueDate: '2026-11-28' }).id;
		asaas.receiveInCash(cash);
		expect(await sync(ledger, rig())).toMatchObject({ outcome: 'done', mode: 'full', since: null, counts: { opened: 40, paid: 1 } });

		clock.advance(DAY);
		const [paid, card, deleted, postponed, raised] = ids.slice(-5);
		asaas.pay(paid, { by: 'PIX' });
		// Paid by card it has no payment date: no listing of payments tells of it.
		asaas.pay(card, { by: 'CREDIT_CARD' });
		asaas.remove(deleted);
		asaas.postpone(postponed, '2027-06-30');
		asaas.changeValue(raised, 777.77);
		asaas.undoReceivedInCash(cash);
		asaas.addPayment({ dueDate: '2027-09-01' });
		asaas.night();
		const result = await sync(ledger, rig());
		expect(result).toMatchObject({ outcome: 'done', mode: 'incremental', since: '2026-11-21', problemCount: 0, counts: { opened: 1, paid: 2, cancelled: 1, reopened: 1 } });
		expect(await ledgerCharges(ledger)).toEqual(doubleCharges(asaas));
	});

	it('asks one by one only for what no listing brought', async () => {
		const { asaas, clock } = rig();
		const ledger = await open();
		const ids = portfolio(asaas);
		await sync(ledger, rig());
		clock.advance(DAY);
		asaas.remove(ids[0]);
		asaas.remove(ids[1]);
		const before = asaas.requests.length;
		await sync(ledger, rig());
		const single = asaas.requests.slice(before).filter(({ path }) => /\/payments\/./.test(path));
		expect(single.map(({ path }) => path.split('/').at(-1)).sort()).toEqual([ids[0], ids[1]].sort());
	});

	it('learns how a dispute ended', async () => {
		const { asaas, clock } = rig();
		const ledger = await open();
		const { id } = asaas.addPayment({ billingType: 'CREDIT_CARD', dueDate: '2026-11-28', dateCreated: '2026-10-01' });
		asaas.pay(id);
		asaas.chargeback(id);
		await sync(ledger, rig());
		expect((await ledgerCharges(ledger))[id]).toMatchObject({ status: 'disputed', paid_cents: 0 });
		clock.advance(DAY);
		asaas.disputeChargeback(id);
		asaas.winChargeback(id);
		await sync(ledger, rig());
		expect((await ledgerCharges(ledger))[id]).toMatchObject({ status: 'paid', paid_cents: 10_000 });
	});

	it('reads everything again after so many days, however often it ran in between', async () => {
		const { clock } = rig();
		const ledger = await open();
		const modes: string[] = [];
		for (let day = 0; day <= 8; day += 1) {
			modes.push((await sync(ledger, rig())).mode);
			clock.advance(DAY);
		}
		expect(modes).toEqual(['full', ...Array.from({ length: 6 }, () => 'incremental'), 'full', 'incremental']);
		expect((await sync(ledger, rig(), { mode: 'full' })).mode).toBe('full');
	});

	it('cancels nothing when the key is of another account, and says so', async () => {
		const { asaas, clock } = rig();
		const ledger = await open();
		portfolio(asaas);
		await sync(ledger, rig());
		const before = await ledgerCharges(ledger);
		asaas.account.payments.clear();
		asaas.account.customers.clear();
		for (const mode of ['incremental', 'full'] as const) {
			clock.advance(DAY);
			const result = await sync(ledger, rig(), { mode, problemsAtMost: 7 });
			expect(result).toMatchObject({ outcome: 'done', mode, problemCount: 40, counts: { cancelled: 0 } });
			expect(result.problems).toHaveLength(7);
			expect(result.problems[0].problem.reason).toMatch(/não conhece a cobrança pay_.*Confira se a credencial/);
		}
		expect(await ledgerCharges(ledger)).toEqual(before);
	});
});
