import { sql } from 'kysely';
import type { CreditReport } from '../../bureau/CreditReport';
import type { Day } from '../../calendar/day';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';
import type { Instant } from '../schema';

/** A report as the ledger keeps it. */
export interface StoredReport {
	id: number;
	lookupId: number;
	customerId: number | null;
	/** Day at the creditor's. */
	answeredOn: Day;
	report: CreditReport;
}

/** What a report is of: one bureau's product about one document. */
export interface ReportKey {
	provider: string;
	product: string;
	document: string;
}

interface Row {
	id: number;
	lookup_id: number;
	customer_id: number | null;
	answered_on: Day;
	report: string;
}

/** The newest report of each key that was answered at `notBefore` or later, in one statement; keys without one are missing. */
export async function freshReports(db: LedgerDb, engine: Engine, keys: readonly ReportKey[], notBefore: Instant): Promise<StoredReport[]> {
	if (keys.length === 0) return [];
	const wanted = jsonRows(engine, keys, { provider: 'text', product: 'text', document: 'text' });
	const { rows } = await sql<Row>`
		select c.id, c.lookup_id, c.customer_id, c.answered_on, c.report from ${wanted} as k
		join credit_reports as c on c.document = k.document and c.provider = k.provider and c.product = k.product
		where c.answered_at >= ${notBefore} and not exists (
			select 1 from credit_reports as n where n.document = c.document and n.provider = c.provider and n.product = c.product
				and (n.answered_at > c.answered_at or (n.answered_at = c.answered_at and n.id > c.id)))
		order by c.id
	`.execute(db);
	return rows.map(storedReport);
}

/** The newest report of each bureau and product about each document, in one statement. */
export async function newestReports(db: LedgerDb, engine: Engine, documents: readonly string[]): Promise<Map<string, StoredReport[]>> {
	const found = new Map<string, StoredReport[]>();
	if (documents.length === 0) return found;
	const wanted = jsonRows(engine, [...new Set(documents)].map((document) => ({ document })), { document: 'text' });
	const { rows } = await sql<Row>`
		select c.id, c.lookup_id, c.customer_id, c.answered_on, c.report from ${wanted} as k join credit_reports as c on c.document = k.document
		where not exists (
			select 1 from credit_reports as n where n.document = c.document and n.provider = c.provider and n.product = c.product
				and (n.answered_at > c.answered_at or (n.answered_at = c.answered_at and n.id > c.id)))
		order by c.answered_at desc, c.id desc
	`.execute(db);
	for (const stored of rows.map(storedReport)) found.set(stored.report.document, [...(found.get(stored.report.document) ?? []), stored]);
	return found;
}

/** The newest report of a key, however old; null when there is none. */
export async function newestReport(db: LedgerDb, { provider, product, document }: ReportKey): Promise<StoredReport | null> {
	const row = await db
		.selectFrom('credit_reports')
		.select(['id', 'lookup_id', 'customer_id', 'answered_on', 'report'])
		.where('document', '=', document)
		.where('provider', '=', provider)
		.where('product', '=', product)
		.orderBy('answered_at', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ? storedReport(row) : null;
}

function storedReport({ id, lookup_id, customer_id, answered_on, report }: Row): StoredReport {
	return { id, lookupId: lookup_id, customerId: customer_id, answeredOn: answered_on, report: JSON.parse(report) as CreditReport };
}
