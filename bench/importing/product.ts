/** Imports the portfolio as the product does, from a stream of CSV. Arguments: ledger, CSV, rows. */
import { createReadStream } from 'node:fs';
import { importing, opening } from '../lib/core.ts';
import { peakMb, resetPeak, rssMb } from '../lib/memory.ts';
import { SOURCE, TODAY } from './portfolio.ts';

const [file, csv, rows] = process.argv.slice(2);
const { importCsv } = importing();
const ledger = await opening().openLedger({ engine: 'sqlite', file }, '11222333000181');
resetPeak();
const before = rssMb();
const start = performance.now();
const { summary } = await importCsv(ledger, createReadStream(csv), { source: SOURCE, now: new Date(`${TODAY}T12:00:00Z`), today: TODAY, problemsAtMost: 100 });
const milliseconds = performance.now() - start;
const rssGrowthMb = peakMb() - before;
await ledger.close();
if (summary.created !== Number(rows) || summary.warnings > 0) throw new Error(`not every row was imported cleanly: ${JSON.stringify(summary)}`);
console.log(JSON.stringify({ milliseconds, rssGrowthMb }));
