/** `import-vs-bare-insert`: see the README beside. */
import { createWriteStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { build } from '../lib/built.ts';
import { readOptions } from '../lib/options.ts';
import { median, progress, report, rounded } from '../lib/report.ts';
import { inScratch } from '../lib/scratch.ts';
import { runByTurns } from '../lib/sides.ts';
import { csv, CUSTOMERS } from './portfolio.ts';

const MEMORY_GOAL_MB = 200;

interface Run {
	milliseconds: number;
	rssGrowthMb: number;
}

const { quick } = readOptions();
build();
const rows = quick ? 200_000 : 1_000_000;
const rounds = quick ? 1 : 3;
const here = dirname(fileURLToPath(import.meta.url));

await inScratch(async (folder) => {
	const table = join(folder, 'carteira.csv');
	await pipeline(Readable.from(csv(rows)), createWriteStream(table));
	const { product, bare } = await runByTurns<Run>({
		here,
		folder,
		rounds,
		argumentsOf: (side) => (side === 'product' ? [table, String(rows)] : [String(rows)]),
		onRun: (side, run) => progress(`import ${side}: ${Math.round(run.milliseconds)} ms, memory +${Math.round(run.rssGrowthMb)} MB`),
	});
	const productMs = median(product.map(({ milliseconds }) => milliseconds));
	const bareMs = median(bare.map(({ milliseconds }) => milliseconds));
	const rssGrowthMb = Math.max(...product.map((run) => run.rssGrowthMb));
	report({
		name: 'import-vs-bare-insert',
		ratio: productMs / bareMs,
		goal: 4,
		better: 'lower',
		also: rssGrowthMb < MEMORY_GOAL_MB,
		figures: {
			rows,
			customers: Math.min(CUSTOMERS, rows),
			productMs: Math.round(productMs),
			bareMs: Math.round(bareMs),
			rowsASecond: Math.round(rows / (productMs / 1_000)),
			rssGrowthMb: rounded(rssGrowthMb),
			rssGrowthGoalMb: MEMORY_GOAL_MB,
			bareRssGrowthMb: rounded(Math.max(...bare.map((run) => run.rssGrowthMb))),
			runs: rounds,
		},
	});
});
