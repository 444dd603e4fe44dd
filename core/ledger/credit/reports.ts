import { sql } from 'kysely';
import type { CreditReport } from '../../bureau/CreditReport';
import { addDays, type Day } from '../../calendar/day';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';

/**
 * The newest report of each document from each bureau and product, of those at most `maxAgeDays` old, newest first; in
 * one statement.
 */
export async function newestReports(db: LedgerDb, engine: Engine, documents: readonly string[], today: Day, maxAgeDays: number): Promise<Map<string, CreditReport[]>> {
	const rows = jsonRows(engine, [...new Set(documents)].map((document) => ({ document })), { document: 'text' });
	const found = await sql<{ document: string; provider: string; product: string; report: string }>`
		select p.document, p.provider, p.product, p.report from ${rows} as r join credit_reports as p on p.document = r.document
		where p.answered_on >= ${addDays(today, -maxAgeDays)} order by p.answered_at desc, p.id desc
	`.execute(db);
	const seen = new Set<string>();
	const reports = new Map<string, CreditReport[]>();
	for (const { document, provider, product, report } of found.rows) {
		const key = JSON.stringify([document, provider, product]);
		if (seen.has(key)) continue;
		seen.add(key);
		reports.set(document, [...(reports.get(document) ?? []), JSON.parse(report) as CreditReport]);
	}
	return reports;
}
