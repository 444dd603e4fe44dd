import { fetchTo, startRig, useRig } from '../../../support/gateway';
import { doubleCharges, ledgerCharges } from '../../../support/gatewayLedger';
import { sync } from '../../../support/gatewaySync';
import { onBothEngines } from '../../../support/ledgers';

const DAY = 86_400_000;
const rig = useRig();

onBothEngines('a sync', (open) => {
	it('that is run again changes nothing', async () => {
		const { asaas, clock } = rig();
		const ledger = await open();
		asaas.addMany(130);
		await sync(ledger, rig());
		const stamps = async () => await ledger.db.selectFrom('invoices').select(['id', 'updated_at', 'gateway_amount_cents']).orderBy('id').execute();
		const before = await stamps();
		clock.advance(60_000);
		expect(await sync(ledger, rig(), { mode: 'full' })).toMatchObject({ outcome: 'done', counts: { opened: 0, updated: 0, unchanged: 130 + 5 } });
		expect(await stamps()).toEqual(before);
	});

	it('stops where the limit ends, and goes on there', async () => {
		const { asaas } = rig();
		const ledger = await open();
		asaas.addMany(600);
		asaas.fail({ path: /payments$/, status: 429, retryAfter: 3_600, after: 3, times: 99 });
		const stopped = await sync(ledger, rig());
		expect(stopped).toMatchObject({ outcome: 'stopped', resumed: false, reason: expect.stringContaining('60 minutos') });
		const read = stopped.passes.find(({ key }) => key === 'charges')?.read ?? 0;
		expect(read).toBeGreaterThan(0);
		expect(Object.keys(await ledgerCharges(ledger))).toHaveLength(read);
		asaas.clearFailures();
		const before = asaas.requests.length;
		rig().clock.advance(3_600_000);
		expect(await sync(ledger, rig())).toMatchObject({ outcome: 'done', resumed: true, counts: { opened: 600 } });
		expect(asaas.requests.slice(before).every(({ query }) => query.offset !== '0')).toBe(true);
		expect(await ledgerCharges(ledger)).toEqual(doubleCharges(asaas));
	});

	it.each(['auto', 'full', 'incremental'] as const)('(%s) that has little time goes on at its next run until it is through', async (mode) => {
		const { asaas } = rig();
		const ledger = await open();
		asaas.addMany(300);
		const outcomes: string[] = [];
		while (outcomes.at(-1) !== 'done' && outcomes.length < 20) outcomes.push((await sync(ledger, rig(), { mode, maxMs: 0 })).outcome);
		expect(outcomes.filter((outcome) => outcome === 'stopped').length).toBeGreaterThan(2);
		expect(outcomes.at(-1)).toBe('done');
		expect(await ledgerCharges(ledger)).toEqual(doubleCharges(asaas));
	});

	it('that was left for more than a day begins anew', async () => {
		const { asaas, clock } = rig();
		const ledger = await open();
		asaas.addMany(300);
		await sync(ledger, rig(), { maxMs: 0 });
		clock.advance(DAY);
		expect(await sync(ledger, rig())).toMatchObject({ outcome: 'done', resumed: false, counts: { customers: 60 } });
		expect(await ledgerCharges(ledger)).toEqual(doubleCharges(asaas));
	});

	it('does not run twice at once', async () => {
		const { asaas } = rig();
		const ledger = await open();
		asaas.addMany(300);
		const [first, second] = await Promise.all([sync(ledger, rig()), sync(ledger, rig())]);
		expect([first.outcome, second.outcome].sort()).toEqual(['busy', 'done']);
		expect([first, second].find(({ outcome }) => outcome === 'busy')?.reason).toBe('Outra sincronização do Asaas está em andamento.');
		expect(await ledgerCharges(ledger)).toEqual(doubleCharges(asaas));
	});

	it('throws for a key that is refused, and leaves the way free', async () => {
		const { asaas } = rig();
		const ledger = await open();
		asaas.addMany(10);
		asaas.fail({ status: 401 });
		await expect(sync(ledger, rig())).rejects.toMatchObject({ kind: 'unauthorized' });
		expect(await sync(ledger, rig())).toMatchObject({ outcome: 'done' });
	});

	it('brings charges of customers that no listing has, and tells of those that cannot be had', async () => {
		const { asaas } = rig();
		const ledger = await open();
		asaas.addPayment({ customer: asaas.addCustomer({ deleted: true }).id, status: 'RECEIVED', clientPaymentDate: '2026-11-01' });
		const lost = asaas.addPayment({ customer: 'cus_x' });
		const odd = asaas.addPayment({ status: 'EM_ALGUM_LUGAR' as never });
		const result = await sync(ledger, rig());
		expect(result).toMatchObject({ outcome: 'done', counts: { paid: 1, refused: 1, disputed: 1 }, problemCount: 2 });
		expect(result.problems.find(({ id }) => id === lost.id)?.problem.reason).toContain('cus_x');
		expect(result.problems.find(({ id }) => id === odd.id)?.problem.reason).toContain('EM_ALGUM_LUGAR');
		// Nobody is written to about a charge whose state nobody knows.
		expect((await ledgerCharges(ledger))[odd.id]).toMatchObject({ status: 'disputed', gateway_status: 'EM_ALGUM_LUGAR' });
	});

	it('does not go past charges whose customers it could not ask for', async () => {
		const { asaas } = rig();
		const ledger = await open();
		const customer = asaas.addCustomer({ deleted: true }).id;
		asaas.addPayment({ customer });
		asaas.fail({ path: /customers\/cus/, status: 500, times: 6 });
		expect(await sync(ledger, rig())).toMatchObject({ outcome: 'stopped' });
		expect(await sync(ledger, rig())).toMatchObject({ outcome: 'done', resumed: true, counts: { opened: 1 } });
	});

	it('of an account with ten thousand requests left asks as many as it has pages', async () => {
		const small = await startRig({ requestLimit: 10_000 });
		try {
			small.asaas.addMany(950);
			const ledger = await open();
			const gateway = small.connect({ send: fetchTo(small.asaas.port) });
			const { usage } = await sync(ledger, { gateway, clock: small.clock });
			expect(usage.requests).toBeLessThanOrEqual(2 + 10 + 3);
			expect(usage).toMatchObject({ retries: 0, remaining: 10_000 - usage.requests });
		} finally {
			await small.asaas.stop();
		}
	});
});
