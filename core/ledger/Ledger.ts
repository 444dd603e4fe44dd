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

/** Runs `work` in one transaction; for SQLite it holds the write lock from the start. */
export async function inTransaction<T>(ledger: Ledger, work: (db: Transaction<LedgerTables>) => Promise<T>): Promise<T> {
	return await ledger.db.transaction().execute(work);
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
