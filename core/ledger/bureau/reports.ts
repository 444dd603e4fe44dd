import { sql } from 'kysely';
import type { CreditReport } from '../../bureau/CreditReport';
import type { ToldPurpose } from '../../bureau/purposes';
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
	/** Of a bureau's test environment: about an invented person. */
	isTest: boolean;
	report: CreditReport;
}

/** What a report is of: one bureau's product about one document, real or of its test environment. */
export interface ReportKey {
	provider: string;
	product: string;
	document: string;
	isTest: boolean;
}

interface Row {
	id: number;
	lookup_id: number;
	customer_id: number | null;
	answered_on: Day;
	is_test: number;
	report: string;
}

/** Which stored reports may be used instead of asking. */
export interface ReuseTerms extends ToldPurpose {
	/** Answered then or later. */
	notBefore: Instant;
}

/**
 * The newest report of each key that may be used again, in one statement; keys without one are missing. What was bought
 * for one purpose of credit protection serves the others; what was for something else serves that alone, and for
 * something else nothing is taken that was bought for credit (LGPD art. 6 I and II).
 */
export async function freshReports(db: LedgerDb, engine: Engine, keys: readonly ReportKey[], { notBefore, purpose, purposeNote }: ReuseTerms): Promise<StoredReport[]> {
	if (keys.length === 0) return [];
	const wanted = jsonRows(engine, keys.map(({ isTest, ...key }) => ({ ...key, is_test: isTest ? 1 : 0 })), { provider: 'text', product: 'text', document: 'text', is_test: 'integer' });
	const isFor = purpose === 'other' ? sql`l.purpose = 'other' and l.purpose_note = ${purposeNote}` : sql`l.purpose <> 'other'`;
	const { rows } = await sql<Row>`
		select id, lookup_id, customer_id, answered_on, is_test, report from (
			select c.id, c.lookup_id, c.customer_id, c.answered_on, c.is_test, c.report,
				row_number() over (partition by c.document, c.provider, c.product, c.is_test order by c.answered_at desc, c.id desc) as place
			from ${wanted} as k
			join credit_reports as c on c.document = k.document and c.provider = k.provider and c.product = k.product and c.is_test = k.is_test
			join bureau_lookups as l on l.id = c.lookup_id
			where c.answered_at >= ${notBefore} and ${isFor}) as fit
		where place = 1 order by id
	`.execute(db);
	return rows.map(storedReport);
}

/** The newest report of each bureau and product about each document, in one statement: real ones, or only those of test environments. */
export async function newestReports(db: LedgerDb, engine: Engine, documents: readonly string[], { isTest }: { isTest: boolean } = { isTest: false }): Promise<Map<string, StoredReport[]>> {
	const found = new Map<string, StoredReport[]>();
	if (documents.length === 0) return found;
	const wanted = jsonRows(engine, [...new Set(documents)].map((document) => ({ document })), { document: 'text' });
	const { rows } = await sql<Row>`
		select c.id, c.lookup_id, c.customer_id, c.answered_on, c.is_test, c.report from ${wanted} as k join credit_reports as c on c.document = k.document
		where c.is_test = ${isTest ? 1 : 0} and not exists (
			select 1 from credit_reports as n where n.document = c.document and n.provider = c.provider and n.product = c.product and n.is_test = c.is_test
				and (n.answered_at > c.answered_at or (n.answered_at = c.answered_at and n.id > c.id)))
		order by c.answered_at desc, c.id desc
	`.execute(db);
	for (const stored of rows.map(storedReport)) found.set(stored.report.document, [...(found.get(stored.report.document) ?? []), stored]);
	return found;
}

/** The newest report of a key, however old; null when there is none. */
export async function newestReport(db: LedgerDb, { provider, product, document, isTest }: ReportKey): Promise<StoredReport | null> {
	const row = await db
		.selectFrom('credit_reports')
		.select(['id', 'lookup_id', 'customer_id', 'answered_on', 'is_test', 'report'])
		.where('document', '=', document)
		.where('provider', '=', provider)
		.where('product', '=', product)
		.where('is_test', '=', isTest ? 1 : 0)
		.orderBy('answered_at', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ? storedReport(row) : null;
}

/** The reports of these ids, real and of test environments; those that are not there any more are missing. */
export async function reportsByIds(db: LedgerDb, engine: Engine, ids: readonly number[]): Promise<Map<number, StoredReport>> {
	if (ids.length === 0) return new Map();
	const wanted = jsonRows(engine, [...new Set(ids)].map((id) => ({ id })), { id: 'integer' });
	const { rows } = await sql<Row>`
		select id, lookup_id, customer_id, answered_on, is_test, report from credit_reports where id in (select cast(k.id as bigint) from ${wanted} as k)
	`.execute(db);
	return new Map(rows.map((row) => [row.id, storedReport(row)]));
}

function storedReport({ id, lookup_id, customer_id, answered_on, is_test, report }: Row): StoredReport {
	return { id, lookupId: lookup_id, customerId: customer_id, answeredOn: answered_on, isTest: is_test === 1, report: JSON.parse(report) as CreditReport };
}
