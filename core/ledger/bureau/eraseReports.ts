import { sql } from 'kysely';
import type { Day } from '../../calendar/day';
import { jsonRows } from '../jsonRows';
import { inTransaction, type Engine, type Ledger, type LedgerDb } from '../Ledger';

/** Whose reports, or those answered before which day at the creditor's. */
export type ErasureScope = { documents: readonly string[] } | { answeredBefore: Day };

/** How many are gone. */
export interface Erased {
	reports: number;
	decisions: number;
}

/**
 * Erases reports for good (LGPD art. 16 and 18 VI), with what is kept of the answers, and takes the document out of
 * their lookups, with every text that may name somebody: the bureau's and people's notes. Prices and purposes stay, since
 * they are the creditor's own accounts. A lookup that is not over keeps its document, so that it is not asked again. Where somebody asks for it, the credit decisions about them go, too: their
 * reasons tell what the reports said.
 */
export async function eraseReports(ledger: Ledger, scope: ErasureScope): Promise<Erased> {
	return await inTransaction(ledger, async (db) => {
		const decisions = 'documents' in scope ? await eraseDecisions(db, ledger.engine, scope.documents) : 0;
		const chosen = 'documents' in scope ? await lookupsOf(db, ledger.engine, scope.documents) : await lookupsBefore(db, scope.answeredBefore);
		if (chosen.length === 0) return { reports: 0, decisions };
		const ids = jsonRows(ledger.engine, chosen.map((id) => ({ id })), { id: 'integer' });
		const { rows } = await sql<{ id: number }>`delete from credit_reports where lookup_id in (select k.id from ${ids} as k) returning id`.execute(db);
		await sql`update bureau_lookups set purpose_note = null, detail = null, settled_note = null where id in (select k.id from ${ids} as k)`.execute(db);
		await sql`
			update bureau_lookups set document = '', customer_id = null
			where id in (select k.id from ${ids} as k) and state in ('answered', 'refused')
		`.execute(db);
		return { reports: rows.length, decisions };
	});
}

async function eraseDecisions(db: LedgerDb, engine: Engine, documents: readonly string[]): Promise<number> {
	const wanted = jsonRows(engine, documents.map((document) => ({ document })), { document: 'text' });
	const { rows } = await sql<{ id: number }>`delete from credit_decisions where document in (select k.document from ${wanted} as k) returning id`.execute(db);
	return rows.length;
}

async function lookupsOf(db: LedgerDb, engine: Engine, documents: readonly string[]): Promise<number[]> {
	const wanted = jsonRows(engine, [...new Set(documents)].map((document) => ({ document })), { document: 'text' });
	const { rows } = await sql<{ id: number }>`select l.id from bureau_lookups as l where l.document in (select k.document from ${wanted} as k)`.execute(db);
	return rows.map(({ id }) => id);
}

/** With the later uses of their reports. */
async function lookupsBefore(db: LedgerDb, day: Day): Promise<number[]> {
	const { rows } = await sql<{ id: number }>`
		with old as (select lookup_id from credit_reports where answered_on < ${day})
		select lookup_id as id from old
		union select id from bureau_lookups where reused_lookup_id in (select lookup_id from old)
	`.execute(db);
	return rows.map(({ id }) => id);
}
