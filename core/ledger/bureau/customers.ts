import { sql } from 'kysely';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';

/** The customer of each document, in one statement; of several with the same one, the oldest. Documents of nobody are missing. */
export async function customersOf(db: LedgerDb, engine: Engine, documents: readonly string[]): Promise<Map<string, { id: number; name: string }>> {
	const wanted = jsonRows(engine, [...new Set(documents)].map((document) => ({ document })), { document: 'text' });
	const { rows } = await sql<{ document: string; id: number; name: string }>`
		select c.document, c.id, c.name from ${wanted} as k join customers as c on c.document = k.document order by c.id desc
	`.execute(db);
	return new Map(rows.map(({ document, id, name }) => [document, { id, name }]));
}
