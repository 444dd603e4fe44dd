import { sql } from 'kysely';
import type { Ledger } from '../Ledger';
import { MAPPED_BYTES } from './sqlite';

/**
 * Runs work that goes through the whole SQLite file without mapping it into memory, where every page that was
 * once touched would count as this process's own.
 */
export async function withoutMapping<T>(ledger: Ledger, work: () => Promise<T>): Promise<T> {
	if (ledger.engine !== 'sqlite') return await work();
	await sql`pragma mmap_size = 0`.execute(ledger.db);
	try {
		return await work();
	} finally {
		await sql.raw(`pragma mmap_size = ${MAPPED_BYTES}`).execute(ledger.db);
	}
}

/**
 * Runs one statement whose loss in a power cut (not in a crash of the process) does no harm, without waiting for
 * the disk; the next claim, which does wait, makes it last. Not for use inside a transaction.
 */
export async function withoutWaiting<T>(ledger: Ledger, statement: (db: Ledger['db']) => Promise<T>): Promise<T> {
	if (ledger.engine !== 'sqlite') return await statement(ledger.db);
	return await ledger.db.connection().execute(async (db) => {
		await sql`pragma synchronous = normal`.execute(db);
		try {
			return await statement(db);
		} finally {
			await sql`pragma synchronous = full`.execute(db);
		}
	});
}
