import type { AsaasDouble } from '../../../doubles/asaas';
import { startRig, type Rig } from '../../../support/gateway';
import { doubleCharges, ledgerCharges } from '../../../support/gatewayLedger';
import { NOON } from '../../../support/invoices';
import { newQuickPlace, onBothEngines } from '../../../support/ledgers';
import { Random } from '../../../support/random';
import { startChild } from '../../../support/workers/child';
import type { SyncReport, SyncWork } from '../../../support/workers/sync';

const KILLS = 5;
const MEGABYTE = 1_048_576;

let rig: Rig | undefined;
afterEach(async () => await rig?.asaas.stop());

/** Resolves once the double was asked so many times more. */
async function asked(asaas: AsaasDouble, more: number): Promise<void> {
	const until = asaas.requests.length + more;
	while (asaas.requests.length < until) await new Promise((resolve) => setTimeout(resolve, 5));
}

onBothEngines('a sync that is killed again and again', (open, engine) => {
	// The full size once: PostgreSQL takes the same way through the code.
	const charges = engine === 'sqlite' ? 50_000 : 10_000;

	it(`brings all of ${charges} charges, once each`, async () => {
		rig = await startRig();
		const { asaas } = rig;
		asaas.addMany(charges);
		const place = newQuickPlace(engine);
		const ledger = await open(place);
		const work: SyncWork = { place, port: asaas.port, apiKey: asaas.apiKey, now: NOON.getTime() };
		const random = new Random(5);
		const pages = Math.ceil((charges * 1.2) / 95);
		for (let kill = 0; kill < KILLS; kill += 1) {
			const child = startChild('sync.ts', work);
			await child.ready;
			const end = child.work().catch(() => 'killed');
			await asked(asaas, 1 + random.below(Math.floor(pages / (KILLS * 2))));
			child.process.kill('SIGKILL');
			await child.gone;
			expect(await end).toBe('killed');
		}
		const before = asaas.requests.length;
		const child = startChild('sync.ts', work, ['--expose-gc']);
		const report = (await child.work()) as SyncReport;
		await child.gone;
		expect(report).toMatchObject({ outcome: 'done', reason: null, resumed: true, problemCount: 0 });
		// It went on: what was read before was not read again, but for the pages under way.
		expect(asaas.requests.length - before).toBeLessThan(pages);
		expect(asaas.requests.length).toBeLessThan(pages + KILLS * 12);
		expect(await ledgerCharges(ledger)).toEqual(doubleCharges(asaas));
		expect(Number((await ledger.db.selectFrom('invoices').select((select) => select.fn.countAll().as('count')).executeTakeFirstOrThrow()).count)).toBe(charges);
		const progress = await ledger.db.selectFrom('gateway_syncs').selectAll().executeTakeFirstOrThrow();
		expect(progress).toMatchObject({ worker: '', progress: null, last_started_at: NOON.toISOString(), last_full_at: NOON.toISOString() });

		// Whatever it has read by then, it holds the same.
		if (engine === 'postgres') return;
		const [first, last] = [report.memory[0], report.memory[report.memory.length - 1]];
		expect(last.read - first.read).toBeGreaterThanOrEqual(20_000);
		expect((last.heapUsed - first.heapUsed) / MEGABYTE).toBeLessThan(10);
		// Part of this is the ledger's own file, which SQLite maps into memory.
		expect((last.rss - first.rss) / MEGABYTE).toBeLessThan(120);
	}, 150_000);
});
