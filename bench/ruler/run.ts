/** `ruler-decision-…`: see the README beside. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Ledger } from '../../core/ledger/Ledger.ts';
import type { RulerPolicy } from '../../core/ruler/types.ts';
import { build } from '../lib/built.ts';
import { opening, ruler } from '../lib/core.ts';
import { readOptions } from '../lib/options.ts';
import { inform, median, progress, report, rounded } from '../lib/report.ts';
import { inScratch } from '../lib/scratch.ts';
import { CREDITOR, fill, RULER, STEP_DAYS, TODAY, YESTERDAY } from './portfolio.ts';

const { quick } = readOptions();
const DUE = quick ? 1_000 : 10_000;
const SIZES = quick ? [10_000, 100_000] : [100_000, 1_000_000];
const ROUNDS = quick ? 5 : 15;
build();
const { Calendar, makeSteps, runRuler } = ruler();

/** The standard régua as it is bundled: one contact a day, contact at any time. */
const policy: RulerPolicy = {
	ruler: RULER,
	steps: makeSteps(STEP_DAYS.map((day) => ({ day }))),
	backlog: 'ignore',
	minimumBalanceCents: 0,
	maxContactsADay: 1,
	maxContactsAWeek: null,
	window: 'any',
	timeBarYears: 5,
	combineByCustomer: true,
	repeat: 'every_run',
};

async function decide(ledger: Ledger, today: string, dryRun: boolean): Promise<number> {
	const moment = { today, now: new Date(`${today}T12:00:00Z`), timeZone: 'America/Sao_Paulo', calendar: new Calendar() };
	const run = await runRuler(ledger, policy, moment, { invoiceIds: null, dryRun, listNotDue: false, listAtMost: 10_000 });
	return run.routed.length;
}

const SAME_ROWS = `
	select i.id as "invoiceId", i.customer_id as "customerId", i.due_date as "dueDate", i.amount_cents - i.paid_cents as "balanceCents",
		i.status as "status", i.promised_until as "promisedUntil", c.excluded_until as "excludedUntil", c.state as "customerState",
		p.enrolled_on as "enrolledOn", p.done_day as "doneDay", p.routed_on as "routedOn", p.next_on as "nextOn", p.revision as "revision"
	from positions as p join invoices as i on i.id = p.invoice_id join customers as c on c.id = i.customer_id
	where p.ruler_id = ? and p.next_on <= ?`;

interface Bench {
	size: number;
	enrollMs: number;
	ledger: Ledger;
	bare: DatabaseSync;
	times: { bare: number[]; live: number[]; dry: number[] };
}

async function timed(work: () => number | Promise<number>): Promise<number> {
	const start = performance.now();
	const found = await work();
	const milliseconds = performance.now() - start;
	if (found !== DUE) throw new Error(`${found} invoices were due instead of ${DUE}`);
	return milliseconds;
}

async function prepare(folder: string, size: number): Promise<Bench> {
	const file = join(folder, `${size}.sqlite`);
	await (await opening().openLedger({ engine: 'sqlite', file }, CREDITOR)).close();
	fill(file, size, DUE);
	const ledger = await opening().openLedger({ engine: 'sqlite', file }, CREDITOR);
	const start = performance.now();
	await decide(ledger, YESTERDAY, false);
	const enrollMs = performance.now() - start;
	const bare = new DatabaseSync(file);
	bare.exec('PRAGMA cache_size = -32768; PRAGMA mmap_size = 1073741824; PRAGMA temp_store = MEMORY; PRAGMA wal_checkpoint(truncate)');
	progress(`ruler: ${size} invoices ready, enrolled in ${Math.round(enrollMs)} ms`);
	return { size, enrollMs, ledger, bare, times: { bare: [], live: [], dry: [] } };
}

/** One of each, beginning with another side every time: whoever reads first finds the processor's caches cold. */
async function round({ ledger, bare, times }: Bench, count: number): Promise<void> {
	const sides = [
		async () => times.bare.push(await timed(() => bare.prepare(SAME_ROWS).all(1, TODAY).length)),
		async () => times.live.push(await timed(async () => await decide(ledger, TODAY, false))),
		async () => times.dry.push(await timed(async () => await decide(ledger, TODAY, true))),
	];
	for (let turn = 0; turn < sides.length; turn += 1) await sides[(turn + count) % sides.length]();
}

await inScratch(async (folder) => {
	const benches: Bench[] = [];
	for (const size of SIZES) benches.push(await prepare(folder, size));
	// The first rounds warm up caches and compiler, on both sides.
	for (const bench of benches) for (let warmUp = 0; warmUp < 3; warmUp += 1) await round(bench, warmUp);
	for (const { times } of benches) for (const side of Object.values(times)) side.length = 0;
	for (let count = 0; count < ROUNDS; count += 1) for (const bench of benches) await round(bench, count);

	const [small, large] = benches.map(({ times }) => ({ bare: median(times.bare), live: median(times.live), dry: median(times.dry) }));
	const figures = { due: DUE, runs: ROUNDS };
	report({
		name: 'ruler-decision-vs-bare-sql',
		ratio: Math.max(large.live, large.dry) / large.bare,
		goal: 3,
		better: 'lower',
		figures: { invoices: SIZES[1], bareMs: rounded(large.bare), decisionMs: rounded(large.live), dryRunMs: rounded(large.dry), ...figures },
	});
	const growth = Math.max(large.live / small.live, large.dry / small.dry);
	const bareGrowth = large.bare / small.bare;
	report({
		name: 'ruler-decision-growth-100k-to-1m',
		ratio: growth / bareGrowth,
		goal: 1.2,
		better: 'lower',
		figures: { growth: rounded(growth), bareGrowth: rounded(bareGrowth), sizes: SIZES, smallMs: rounded(small.live), largeMs: rounded(large.live), smallDryMs: rounded(small.dry), largeDryMs: rounded(large.dry), ...figures },
	});
	inform('ruler-first-run', { invoices: SIZES, enrollMs: benches.map(({ enrollMs }) => Math.round(enrollMs)) });
	for (const { ledger, bare } of benches) {
		bare.close();
		await ledger.close();
	}
});
