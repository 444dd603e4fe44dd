import { sql } from 'kysely';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';

/** The customers with these keys (see CustomersTable.key), by key; those that the ledger lacks are not in it. */
export async function customersByKeys(db: LedgerDb, engine: Engine, keys: readonly string[]): Promise<Map<string, number>> {
	if (keys.length === 0) return new Map();
	const rows = jsonRows(engine, keys.map((key) => ({ key })), { key: 'text' });
	const found = await sql<{ id: number; key: string }>`select c.id, c.key from ${rows} as r join customers as c on c.key = r.key`.execute(db);
	return new Map(found.rows.map(({ id, key }) => [key, id]));
}
