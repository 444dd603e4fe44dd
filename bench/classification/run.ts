/** `reclassify-vs-bare-sql`: see the README beside. */
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../lib/built.ts';
import { opening } from '../lib/core.ts';
import { readOptions } from '../lib/options.ts';
import { median, progress, report, rounded } from '../lib/report.ts';
import { inScratch } from '../lib/scratch.ts';
import { runByTurns } from '../lib/sides.ts';
import { CREDITOR, fill, type Sums } from './portfolio.ts';

const MEMORY_GOAL_MB = 300;

interface Run {
	milliseconds: number;
	againMs?: number;
	rssGrowthMb: number;
	rows: number;
	sums: Sums;
}

const { quick } = readOptions();
build();
const invoices = quick ? 100_000 : 1_000_000;
const customers = invoices / 5;
const rounds = quick ? 1 : 3;
const here = dirname(fileURLToPath(import.meta.url));

await inScratch(async (folder) => {
	const filled = join(folder, 'filled.sqlite');
	await (await opening().openLedger({ engine: 'sqlite', file: filled }, CREDITOR)).close();
	fill(filled, invoices);
	progress(`classification: ${invoices} invoices ready`);
	const { product, bare } = await runByTurns<Run>({
		here,
		folder,
		rounds,
		argumentsOf: () => [filled],
		onRun: (side, run) => {
			if (run.rows !== customers) throw new Error(`${side} told of ${run.rows} of ${customers} customers`);
			progress(`reclassify ${side}: ${Math.round(run.milliseconds)} ms, memory +${Math.round(run.rssGrowthMb)} MB`);
		},
	});
	for (const { sums } of product) assert.deepEqual(sums, bare[0].sums);
	const productMs = median(product.map(({ milliseconds }) => milliseconds));
	const bareMs = median(bare.map(({ milliseconds }) => milliseconds));
	const rssGrowthMb = Math.max(...product.map((run) => run.rssGrowthMb));
	report({
		name: 'reclassify-vs-bare-sql',
		ratio: productMs / bareMs,
		goal: 3,
		better: 'lower',
		also: rssGrowthMb < MEMORY_GOAL_MB,
		figures: { invoices, customers, productMs: Math.round(productMs), againMs: Math.round(median(product.map(({ againMs }) => againMs ?? 0))), bareMs: Math.round(bareMs), rssGrowthMb: rounded(rssGrowthMb), rssGrowthGoalMb: MEMORY_GOAL_MB, runs: rounds },
	});
});
