import { sql } from 'kysely';
import type { Day } from '../../calendar/day';
import { AGEING_BUCKETS, SMALL_DELAY_DAYS } from '../../metrics/buckets';
import type { Cents } from '../../money/cents';
import type { LedgerDb } from '../Ledger';
import { bucketOf, standingOn, type MetricsScope } from './standing';

/** What is owed: how much, in how many invoices, by how many customers. */
export interface Owed {
	cents: Cents;
	invoices: number;
	customers: number;
}

export interface Ageing {
	/** One for each of AGEING_BUCKETS, in their order. */
	buckets: Owed[];
	/** Late by few days, late by more, late at all, and everything that is owed. A customer in two buckets is one customer here. */
	small: Owed;
	rest: Owed;
	overdue: Owed;
	total: Owed;
}

const NOTHING: Owed = { cents: 0, invoices: 0, customers: 0 };

/** How old the receivables were at the end of a day. */
export async function readAgeing(db: LedgerDb, scope: MetricsScope, day: Day): Promise<Ageing> {
	const small = AGEING_BUCKETS.findIndex(({ to }) => to === SMALL_DELAY_DAYS);
	const owed = sql`sum(balance) as cents, count(*) as invoices, count(distinct customer_id) as customers`;
	const group = (name: string, where: ReturnType<typeof sql>) => sql`select ${sql.lit(name)} as name, -1 as bucket, ${owed} from aged where ${where}`;
	const { rows } = await sql<Owed & { name: string; bucket: number }>`
		with ${standingOn(scope, day)},
		aged as materialized (select s.balance, s.customer_id, ${bucketOf(AGEING_BUCKETS, scope.calendar, day)} as bucket from standing as s)
		select 'bucket' as name, bucket, ${owed} from aged group by bucket
		union all ${group('small', sql`bucket between 1 and ${sql.lit(small)}`)}
		union all ${group('rest', sql`bucket > ${sql.lit(small)}`)}
		union all ${group('overdue', sql`bucket > 0`)}
		union all ${group('total', sql`true`)}
	`.execute(db);
	const read = (name: string, bucket = -1): Owed => {
		const row = rows.find((found) => found.name === name && Number(found.bucket) === bucket);
		return row ? { cents: row.cents ?? 0, invoices: Number(row.invoices), customers: Number(row.customers) } : NOTHING;
	};
	return { buckets: AGEING_BUCKETS.map((_, index) => read('bucket', index)), small: read('small'), rest: read('rest'), overdue: read('overdue'), total: read('total') };
}
