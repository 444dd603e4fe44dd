import { sql } from 'kysely';
import type { Cents } from '../../money/cents';
import type { LedgerDb } from '../Ledger';
import type { BureauLookupsTable } from '../schema';

/** States that may have been charged. */
const COUNTED: ReadonlyArray<BureauLookupsTable['state']> = ['asked', 'answered', 'unknown'];

/** What the lookups of a month (`YYYY-MM`) cost or may have cost. */
export async function spentIn(db: LedgerDb, month: string): Promise<Cents> {
	const { spent } = await db
		.selectFrom('bureau_lookups')
		.select((select) => select.fn.coalesce(select.fn.sum<number>('cost_cents'), sql<number>`0`).as('spent'))
		.where('month', '=', month)
		.where('state', 'in', COUNTED)
		.executeTakeFirstOrThrow();
	return Number(spent);
}

/** Lookups of a month that are alike. */
export interface UsageLine {
	provider: string;
	product: string;
	purpose: string;
	state: BureauLookupsTable['state'];
	/** At the bureau's test environment, at no cost. */
	isTest: boolean;
	/** Uses of stored reports: nobody was asked, at no cost. */
	isReuse: boolean;
	count: number;
	cents: Cents;
}

/** A month's lookups by bureau, product, purpose, state and environment, and apart from them the uses of stored reports. Those refused cost nothing, and are told as 0. */
export async function usageOf(db: LedgerDb, month: string): Promise<UsageLine[]> {
	const isReuse = sql<number>`case when reused_lookup_id is null then 0 else 1 end`;
	const rows = await db
		.selectFrom('bureau_lookups')
		.select((select) => ['provider', 'product', 'purpose', 'state', 'is_test', isReuse.as('is_reuse'), select.fn.countAll<number>().as('count'), select.fn.sum<number>('cost_cents').as('cents')])
		.where('month', '=', month)
		.groupBy(['provider', 'product', 'purpose', 'state', 'is_test', 'is_reuse'])
		.orderBy('provider')
		.orderBy('product')
		.orderBy('purpose')
		.orderBy('state')
		.orderBy('is_test')
		.orderBy('is_reuse')
		.execute();
	return rows.map(({ is_test, is_reuse, ...row }) => ({ ...row, isTest: is_test === 1, isReuse: is_reuse === 1, count: Number(row.count), cents: row.state === 'refused' ? 0 : Number(row.cents) }));
}
