import { Kysely, type Transaction } from 'kysely';
import type { LedgerTables } from './schema';

export type Engine = 'sqlite' | 'postgres';

/** Either the ledger itself or one of its open transactions: what every query takes. */
export type LedgerDb = Kysely<LedgerTables> | Transaction<LedgerTables>;

/** An open ledger of one creditor. */
export interface Ledger {
	readonly db: Kysely<LedgerTables>;
	readonly engine: Engine;
	/** File or `host:port/database (schema)`, without secrets. */
	readonly place: string;
	close(): Promise<void>;
}

const POSTGRES_DEADLOCK = '40P01';
const ATTEMPTS = 5;

/**
 * Runs `work` in one transaction; for SQLite it holds the write lock from the start. PostgreSQL ends one of two
 * transactions that wait for each other: that one is run again, so `work` must keep nothing of a failed try.
 */
export async function inTransaction<T>(ledger: Ledger, work: (db: Transaction<LedgerTables>) => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await ledger.db.transaction().execute(work);
		} catch (error) {
			if (attempt >= ATTEMPTS || (error as { code?: unknown }).code !== POSTGRES_DEADLOCK) throw error;
		}
	}
}

class Undo<T> extends Error {
	constructor(readonly result: T) {
		super('rolled back on purpose');
	}
}

/** Runs `work` in a transaction, returns its result, and leaves the ledger as it was: the base of a dry run. */
export async function rehearse<T>(ledger: Ledger, work: (db: Transaction<LedgerTables>) => Promise<T>): Promise<T> {
	try {
		return await inTransaction(ledger, async (db): Promise<never> => {
			throw new Undo(await work(db));
		});
	} catch (error) {
		if (error instanceof Undo) return error.result as T;
		throw error;
	}
}
