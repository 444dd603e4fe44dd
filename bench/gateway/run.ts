/** `gateway-sync-vs-page-by-page`: see the README beside. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startAsaas } from '../../test/doubles/asaas/index.ts';
import { build } from '../lib/built.ts';
import { readOptions } from '../lib/options.ts';
import { median, progress, report, rounded } from '../lib/report.ts';
import { inScratch } from '../lib/scratch.ts';
import { runByTurns } from '../lib/sides.ts';

/** From a whole request to its answer, as over the internet. */
const LATENCY_MS = 100;
const MEMORY_GOAL_MB = 120;

interface Run {
	milliseconds: number;
	rows: number;
	requests: number;
	rssGrowthMb?: number;
}

const { quick } = readOptions();
build();
const charges = quick ? 5_000 : 20_000;
const rounds = quick ? 1 : 3;
const here = dirname(fileURLToPath(import.meta.url));
const asaas = await startAsaas({ latencyMs: LATENCY_MS, requestLimit: 1_000_000 });
asaas.addMany(charges);

try {
	await inScratch(async (folder) => {
		const { product, bare } = await runByTurns<Run>({
			here,
			folder,
			rounds,
			argumentsOf: () => [String(asaas.port), asaas.apiKey],
			onRun: (side, run) => {
				if (run.rows !== charges) throw new Error(`${side} brought ${run.rows} of ${charges} charges`);
				progress(`sync ${side}: ${Math.round(run.milliseconds)} ms, ${run.requests} requests`);
			},
		});
		const productMs = median(product.map(({ milliseconds }) => milliseconds));
		const bareMs = median(bare.map(({ milliseconds }) => milliseconds));
		const rssGrowthMb = Math.max(...product.map((run) => run.rssGrowthMb ?? 0));
		report({
			name: 'gateway-sync-vs-page-by-page',
			ratio: productMs / bareMs,
			goal: 0.5,
			better: 'lower',
			also: rssGrowthMb < MEMORY_GOAL_MB,
			figures: { charges, latencyMs: LATENCY_MS, productMs: Math.round(productMs), bareMs: Math.round(bareMs), requests: product[0].requests, rssGrowthMb: rounded(rssGrowthMb), rssGrowthGoalMb: MEMORY_GOAL_MB, runs: rounds },
		});
	});
} finally {
	await asaas.stop();
}
