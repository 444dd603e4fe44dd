/** Reclassifies as the product does, every profile written; then once more. Arguments: scratch file, filled ledger. */
import { copyFileSync } from 'node:fs';
import { core } from '../lib/built.ts';
import { opening, ruler } from '../lib/core.ts';
import { peakMb, resetPeak, rssMb } from '../lib/memory.ts';
import { CREDITOR, SUMS, TODAY, type Sums } from './portfolio.ts';

const [file, filled] = process.argv.slice(2);
copyFileSync(filled, file);
const { reclassifyPortfolio } = core<typeof import('../../core/ledger/profiles/reclassifyPortfolio.ts')>('core/ledger/profiles/reclassifyPortfolio');
const { DEFAULT_SETTINGS } = core<typeof import('../../core/classification/index.ts')>('core/classification/index');
const { readHistories } = core<typeof import('../../core/ledger/history/readHistories.ts')>('core/ledger/history/readHistories');
const { Calendar } = ruler();
const ledger = await opening().openLedger({ engine: 'sqlite', file }, CREDITOR);
const reclassify = async () => {
	const start = performance.now();
	const { customers } = await reclassifyPortfolio(ledger, DEFAULT_SETTINGS, { today: TODAY, calendar: new Calendar(), now: new Date(`${TODAY}T15:00:00Z`), timeZone: 'America/Sao_Paulo' });
	return { customers, milliseconds: performance.now() - start };
};
resetPeak();
const before = rssMb();
const first = await reclassify();
const rssGrowthMb = peakMb() - before;
const again = await reclassify();
const { rows } = await ledger.db.selectFrom('customer_profiles').select((select) => select.fn.countAll<number>().as('rows')).executeTakeFirstOrThrow();
const sums = await added();
await ledger.close();
console.log(JSON.stringify({ milliseconds: first.milliseconds, againMs: again.milliseconds, rssGrowthMb, rows: Number(rows), sums }));

/** What was classified by, added up. */
async function added(): Promise<Sums> {
	const sums = { ...SUMS };
	for await (const batch of readHistories(ledger.db, ledger.engine, { customerIds: null, today: TODAY, calendar: new Calendar(), timeZone: 'America/Sao_Paulo', totalRevenueCents: null })) {
		for (const { invoiced, paidOnTime, paidLate, lateness, matured, open, overdue, revenue, promises, disputes, contacts } of batch) {
			sums.invoiced += invoiced.count;
			sums.on_time += paidOnTime.count;
			sums.paid_late += paidLate.count;
			sums.whole_days += lateness.all.days;
			sums.recent_late += lateness.recent.late;
			sums.before_late += lateness.before.late;
			sums.matured_year += matured.year;
			sums.open_cents += open.cents;
			sums.overdue_cents += overdue.cents;
			sums.revenue_cents += revenue.cents;
			sums.kept += promises.kept;
			sums.broken += promises.broken;
			sums.disputes += disputes.total;
			sums.reached += contacts.reached;
			sums.answered += contacts.answered;
		}
	}
	return sums;
}
