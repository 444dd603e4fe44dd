import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { postgresDialect, quoteIdentifier, type PostgresSettings } from './engine/postgres';
import { BUSY_TIMEOUT_MS, isBusy, sqliteDialect } from './engine/sqlite';
import type { Ledger } from './Ledger';
import { LedgerError } from './LedgerError';
import { migrate } from './migrate';
import { MIGRATIONS } from './migrations';
import type { LedgerTables } from './schema';

export type LedgerPlace =
	| { engine: 'sqlite'; file: string }
	| ({ engine: 'postgres' } & PostgresSettings);

/** File of a creditor's SQLite ledger inside `folder`: one creditor, one file. */
export function ledgerFile(folder: string, creditorDocument: string): string {
	return join(folder, `${creditorDocument}.sqlite`);
}

/**
 * Opens a creditor's ledger and migrates it forward. Throws a {@link LedgerError} whose message tells the
 * operator what to correct: no such folder, server refused, newer ledger, another creditor's ledger.
 */
export async function openLedger(place: LedgerPlace, creditorDocument: string, migrations = MIGRATIONS): Promise<Ledger> {
	const ledger = place.engine === 'sqlite' ? await openSqlite(place.file) : await openPostgres(place);
	try {
		await migrate(ledger.db, ledger.engine, creditorDocument, migrations);
	} catch (error) {
		await ledger.close();
		if (error instanceof LedgerError) throw error;
		throw new LedgerError('cannot_open', `O livro em ${ledger.place} não pôde ser preparado: ${(error as Error).message}`, { cause: error });
	}
	return ledger;
}

const PAUSE_MS = 25;

/**
 * Turning a new file's write-ahead log on fails at once, without waiting, while another process does the same:
 * that is tried again.
 */
async function openSqlite(file: string): Promise<Ledger> {
	for (let waited = 0; ; waited += PAUSE_MS) {
		try {
			return openFile(file);
		} catch (error) {
			if (waited > BUSY_TIMEOUT_MS || !isBusy((error as LedgerError).cause)) throw error;
		}
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
}

function openFile(file: string): Ledger {
	const { dialect } = sqliteDialect(file);
	const db = new Kysely<LedgerTables>({ dialect });
	return { db, engine: 'sqlite', place: file, close: async () => await db.destroy() };
}

async function openPostgres(settings: PostgresSettings): Promise<Ledger> {
	const { dialect, pool } = postgresDialect(settings);
	const db = new Kysely<LedgerTables>({ dialect });
	const place = `${settings.host}:${settings.port}/${settings.database} (schema ${settings.schema})`;
	try {
		// `if not exists` still races with another process creating it at the same moment.
		const exists = await pool.query('select 1 from pg_namespace where nspname = $1', [settings.schema]);
		if (exists.rowCount === 0) {
			await sql.raw(`create schema if not exists ${quoteIdentifier(settings.schema)}`).execute(db).catch(ignoreDuplicate);
		}
	} catch (error) {
		await db.destroy();
		throw new LedgerError('cannot_open', `Não foi possível abrir o livro no PostgreSQL ${place}: ${(error as Error).message}. Confira endereço, porta, usuário, senha e permissões.`, { cause: error });
	}
	return { db, engine: 'postgres', place, close: async () => await db.destroy() };
}

function ignoreDuplicate(error: unknown): void {
	const code = (error as { code?: string }).code;
	if (code !== '23505' && code !== '42P06') throw error;
}
