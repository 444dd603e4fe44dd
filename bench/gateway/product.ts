/** Syncs as the product does. Arguments: ledger, port and key of the double. */
import { core } from '../lib/built.ts';
import { opening } from '../lib/core.ts';
import { peakMb, resetPeak, rssMb } from '../lib/memory.ts';
import { sendTo } from './api.ts';

const [file, port, apiKey] = process.argv.slice(2);
const { ASAAS } = core<typeof import('../../core/gateway/asaas/index.ts')>('core/gateway/asaas/index');
const { syncGateway } = core<typeof import('../../core/gateway/sync.ts')>('core/gateway/sync');
const ledger = await opening().openLedger({ engine: 'sqlite', file }, '11222333000181');
const gateway = ASAAS.connect(
	{ apiKey, environment: 'sandbox' },
	{ send: sendTo(Number(port)), now: () => Date.now(), sleep: async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)), random: () => Math.random(), patienceMs: 1_000 },
);
resetPeak();
const before = rssMb();
const start = performance.now();
const { outcome, counts, problemCount, usage } = await syncGateway(ledger, ASAAS, gateway, { mode: 'full', overlapDays: 1, fullEveryDays: 7, maxMs: null, clock: () => new Date(), timeZone: 'America/Sao_Paulo', problemsAtMost: 10 });
const milliseconds = performance.now() - start;
const rssGrowthMb = peakMb() - before;
const { rows } = await ledger.db.selectFrom('invoices').select((select) => select.fn.countAll<number>().as('rows')).executeTakeFirstOrThrow();
await ledger.close();
if (outcome !== 'done' || problemCount > 0) throw new Error(`the sync did not go through: ${JSON.stringify({ outcome, counts, problemCount })}`);
console.log(JSON.stringify({ milliseconds, rssGrowthMb, rows: Number(rows), requests: usage.requests }));
