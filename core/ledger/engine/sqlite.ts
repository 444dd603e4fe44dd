import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { CompiledQuery, SqliteDialect, SqliteDriver, type DatabaseConnection, type Dialect, type Driver, type SqliteDialectConfig, type SqliteStatement } from 'kysely';
import { LedgerError } from '../LedgerError';

/** How long a writer waits for another process's transaction before it gives up. */
const BUSY_TIMEOUT_MS = 15_000;
const MAX_CACHED_STATEMENTS = 200;

/**
 * Opens the SQLite file through Node's own `node:sqlite` (nothing to install) and shows it to Kysely in
 * the shape its SQLite dialect expects. Write-ahead log, so that readers never wait for the writer.
 */
export function sqliteDialect(file: string): { dialect: Dialect; database: DatabaseSync } {
	let database: DatabaseSync;
	try {
		// Loaded here, not at the top: Node before 22.13 has no node:sqlite, and a PostgreSQL ledger needs none.
		const sqlite = process.getBuiltinModule('node:sqlite') as typeof import('node:sqlite') | undefined;
		if (!sqlite) throw new Error(`o Node ${process.version} não traz o SQLite (é preciso o 22.13 ou mais novo, ou um livro em PostgreSQL)`);
		if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
		database = new sqlite.DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
		database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;');
	} catch (error) {
		throw new LedgerError('cannot_open', `Não foi possível abrir o arquivo do livro "${file}": ${(error as Error).message}. Confira se a pasta existe e se o n8n pode gravar nela.`, { cause: error });
	}
	return {
		database,
		dialect: new PatientDialect({
			database: { prepare: statementCache(database), close: () => database.close() },
		}),
	};
}

class PatientDialect extends SqliteDialect {
	constructor(private readonly options: SqliteDialectConfig) {
		super(options);
	}

	override createDriver(): Driver {
		return new PatientDriver(this.options);
	}
}

const RETRY_MS = 20;

/**
 * Waits for another writer without holding up the process: SQLite's own waiting would stop everything n8n does
 * meanwhile, and never end when the other writer is a second connection of this same process.
 */
class PatientDriver extends SqliteDriver {
	override async beginTransaction(connection: DatabaseConnection): Promise<void> {
		const run = async (text: string) => await connection.executeQuery(CompiledQuery.raw(text));
		const giveUpAt = Date.now() + BUSY_TIMEOUT_MS;
		for (;;) {
			await run('pragma busy_timeout = 0');
			try {
				// A transaction that reads first and writes later could find that another process wrote in between
				// and fail; taking the write lock at the start makes it wait instead.
				return void (await run('begin immediate'));
			} catch (error) {
				if (!isBusy(error) || Date.now() > giveUpAt) throw error;
			} finally {
				await run(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
			}
			await new Promise((resolve) => setTimeout(resolve, RETRY_MS * (0.5 + Math.random())));
		}
	}
}

function isBusy(error: unknown): boolean {
	return (error as { errcode?: number }).errcode === 5; // SQLITE_BUSY
}

/** Prepares each SQL text once; Kysely asks for a statement on every execution. */
function statementCache(database: DatabaseSync): (sql: string) => SqliteStatement {
	const cache = new Map<string, SqliteStatement>();
	return (sql) => {
		let statement = cache.get(sql);
		if (!statement) {
			statement = adapt(database.prepare(sql));
			if (cache.size >= MAX_CACHED_STATEMENTS) cache.clear();
			cache.set(sql, statement);
		}
		return statement;
	};
}

function adapt(statement: StatementSync): SqliteStatement {
	return {
		reader: statement.columns().length > 0,
		all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
		run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
		iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
	};
}
