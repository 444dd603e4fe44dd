import { sql } from 'kysely';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';

/** The ledger's customer of each document; of several with the same, the one that has been there longest. */
export async function customersOfDocuments(db: LedgerDb, engine: Engine, documents: readonly string[]): Promise<Map<string, number>> {
	if (documents.length === 0) return new Map();
	const rows = jsonRows(engine, [...new Set(documents)].map((document) => ({ document })), { document: 'text' });
	const found = await sql<{ document: string; id: number }>`
		select c.document, min(c.id) as id from customers as c where c.document in (select r.document from ${rows} as r) group by c.document
	`.execute(db);
	return new Map(found.rows.map(({ document, id }) => [document, Number(id)]));
}
