import { sql, type RawBuilder } from 'kysely';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';

/** Customers that are read together, in the order of their ids. */
export interface Scope {
	/** Condition that `column` names one of them. */
	has: (column: string) => RawBuilder<boolean>;
}

/** All customers at once. */
export const EVERYBODY: Scope = { has: () => sql<boolean>`1 = 1` };

/** Customers a query: enough for one plan to pay off, few enough that what is read of them is soon forgotten, and holds nobody up. */
export const CUSTOMERS_A_BATCH = 250;

/** The given customers, or all of them, in batches. */
export async function* scopes(db: LedgerDb, engine: Engine, customerIds: readonly number[] | null): AsyncGenerator<Scope> {
	if (customerIds !== null) {
		const ids = [...new Set(customerIds)].sort((one, other) => one - other);
		for (let from = 0; from < ids.length; from += CUSTOMERS_A_BATCH) yield listed(engine, ids.slice(from, from + CUSTOMERS_A_BATCH));
		return;
	}
	for (let after = 0; ; ) {
		const { last } = (await sql<{ last: number | null }>`
			select max(b.id) as last from (select c.id from customers as c where c.id > ${after} order by c.id limit ${CUSTOMERS_A_BATCH}) as b
		`.execute(db)).rows[0];
		if (last === null) return;
		yield between(after, last);
		after = last;
	}
}

function between(after: number, last: number): Scope {
	return { has: (column) => sql<boolean>`(${sql.ref(column)} > ${after} and ${sql.ref(column)} <= ${last})` };
}

function listed(engine: Engine, ids: readonly number[]): Scope {
	const rows = jsonRows(engine, ids.map((id) => ({ id })), { id: 'integer' });
	return { has: (column) => sql<boolean>`${sql.ref(column)} in (select cast(r.id as bigint) from ${rows} as r)` };
}
