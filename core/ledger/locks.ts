import { sql, type RawBuilder } from 'kysely';
import type { Engine, LedgerDb } from './Ledger';

/**
 * Locks that PostgreSQL needs where SQLite, with one writer at a time, needs none. The numbers only have
 * to differ from one another.
 */
const RULERS_LOCK = 7_261_424;
const IMPORT_LOCK = 7_261_425;
const BUREAU_LOCK = 7_261_426;
const PROFILES_LOCK = 7_261_427;

/**
 * Keeps a new ruler and new invoices from missing each other, since two transactions do not see each
 * other's rows: whoever adds a ruler waits for those that add invoices, and the other way round.
 */
export async function lockRulers(db: LedgerDb, engine: Engine, mode: 'shared' | 'exclusive'): Promise<void> {
	if (engine === 'sqlite') return;
	const lock = sql.raw(mode === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
	await sql`select ${lock}(${RULERS_LOCK}::bigint)`.execute(db);
}

/** Imports into one ledger take turns, so that the same file imported twice at once finds its own rows. */
export async function lockImports(db: LedgerDb, engine: Engine): Promise<void> {
	if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${IMPORT_LOCK}::bigint)`.execute(db);
}

/** Lookups at credit bureaus are claimed one after another, so that each sees what the others have spent of the budget. */
export async function lockLookups(db: LedgerDb, engine: Engine): Promise<void> {
	if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${BUREAU_LOCK}::bigint)`.execute(db);
}

/** Whoever writes profiles takes turns with people who overrule them, so that neither undoes what the other has just said. */
export async function lockProfiles(db: LedgerDb, engine: Engine): Promise<void> {
	if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${PROFILES_LOCK}::bigint)`.execute(db);
}

/**
 * Keeps the selected rows from changing until the transaction ends. Not their keys, which never change: rows that
 * refer to them can still be written meanwhile.
 */
export function forUpdateOf(engine: Engine, alias: string): RawBuilder<unknown> {
	return engine === 'postgres' ? sql`for no key update of ${sql.ref(alias)}` : sql``;
}
