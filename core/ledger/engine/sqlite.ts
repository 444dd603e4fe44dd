import { mkdirSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { dirname } from 'node:path';
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import {
	SqliteDialect,
	SqliteDriver,
	type CompiledQuery,
	type DatabaseConnection,
	type Dialect,
	type Driver,
	type QueryResult,
	type SqliteDialectConfig,
	type SqliteStatement,
} from 'kysely';
import { LedgerError } from '../LedgerError';

/** How long a writer waits for another process's transaction before it gives up. */
export const BUSY_TIMEOUT_MS = 15_000;
const MAX_CACHED_STATEMENTS = 200;
/** Of the file, read in place: rows spread over a large ledger are found several times faster. See engine/tuning. */
export const MAPPED_BYTES = 1_073_741_824;

/**
 * Opens the SQLite file through Node's own `node:sqlite` (nothing to install) and shows it to Kysely in
 * the shape its SQLite dialect expects. Write-ahead log, so that readers never wait for the writer.
 */
export function sqliteDialect(file: string): { dialect: Dialect; database: DatabaseSync } {
	let database: DatabaseSync | undefined;
	try {
		// Loaded here, not at the top: Node before 22.13 has no node:sqlite, and a PostgreSQL ledger needs none.
		const sqlite = process.getBuiltinModule('node:sqlite') as typeof import('node:sqlite') | undefined;
		if (!sqlite) throw new Error(`o Node ${process.version} não traz o SQLite (é preciso o 22.13 ou mais novo, ou um livro em PostgreSQL)`);
		if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
		database = new sqlite.DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
		// FULL: a claim must still be there after a power cut, or its message would go out once more.
		database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;');
		database.exec(`PRAGMA mmap_size = ${MAPPED_BYTES}`);
		database.exec('PRAGMA busy_timeout = 0'); // from here on PatientConnection waits
	} catch (error) {
		database?.close();
		throw new LedgerError('cannot_open', `Não foi possível abrir o arquivo do livro "${file}": ${(error as Error).message}. Confira se a pasta existe e se o n8n pode gravar nela.`, { cause: error });
	}
	const opened = database;
	return {
		database: opened,
		dialect: new PatientDialect({
			database: { prepare: statementCache(opened), close: () => opened.close() },
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

class PatientDriver extends SqliteDriver {
	private connection: PatientConnection | undefined;

	override async acquireConnection(): Promise<DatabaseConnection> {
		const connection = await super.acquireConnection();
		return (this.connection ??= new PatientConnection(connection));
	}
}

const LONGEST_PAUSE_MS = 30;
/** How long queries may follow one another before whatever else n8n has to do gets its turn. */
const LONGEST_TURN_MS = 25;

/**
 * Waits for another writer without holding up the process: SQLite's own waiting would stop everything n8n does
 * meanwhile, and never end when the other writer is a second connection of this same process. A statement that
 * finds the file busy has done nothing yet, so it can be run again. And since node:sqlite answers at once, a long run of
 * queries would be one single turn of the event loop: now and then a query lets the others go first.
 */
class PatientConnection implements DatabaseConnection {
	private turnBegan = performance.now();

	constructor(private readonly connection: DatabaseConnection) {}

	async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
		if (performance.now() - this.turnBegan > LONGEST_TURN_MS) {
			await nextTurn();
			this.turnBegan = performance.now();
		}
		for (let waited = 0, pause = 1; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
			try {
				return await this.connection.executeQuery<Row>(query);
			} catch (error) {
				if (!isBusy(error) || waited > BUSY_TIMEOUT_MS) throw error;
			}
			await new Promise((resolve) => setTimeout(resolve, pause));
			waited += pause;
		}
	}

	streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
		return this.connection.streamQuery<Row>(query, chunkSize);
	}
}

/** Whether SQLite refused because another process holds the file for the moment. */
export function isBusy(error: unknown): boolean {
	return (error as { errcode?: number }).errcode === 5; // SQLITE_BUSY
}

/** Prepares each SQL text once; Kysely asks for a statement on every execution. */
function statementCache(database: DatabaseSync): (sql: string) => SqliteStatement {
	const cache = new Map<string, SqliteStatement>();
	return (sql) => {
		let statement = cache.get(sql);
		if (!statement) {
			// A transaction that reads first and writes later could find that another process wrote in between
			// and fail; taking the write lock at the start makes it wait instead.
			statement = adapt(database.prepare(sql === 'begin' ? 'begin immediate' : sql));
			if (cache.size >= MAX_CACHED_STATEMENTS) cache.clear();
			cache.set(sql, statement);
		}
		return statement;
	};
}

function adapt(statement: StatementSync): SqliteStatement {
	const columns = statement.columns().map(({ name }) => name);
	const rowOf = rowsAsArrays(statement) ? (values: unknown) => asRow(columns, values as readonly SQLOutputValue[]) : (row: unknown) => row;
	return {
		reader: columns.length > 0,
		all: (parameters) => statement.all(...(parameters as SQLInputValue[])).map(rowOf),
		run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
		iterate: (parameters) => mapped(statement.iterate(...(parameters as SQLInputValue[])), rowOf),
	};
}

/** Asks for rows as arrays, which only newer versions of Node can hand over. */
function rowsAsArrays(statement: StatementSync & { setReturnArrays?: (enabled: boolean) => void }): boolean {
	statement.setReturnArrays?.(true);
	return statement.setReturnArrays !== undefined;
}

/** A row as an object of the usual kind: those that node:sqlite makes itself take many times the memory, and longer. */
function asRow(columns: readonly string[], values: readonly SQLOutputValue[]): Record<string, SQLOutputValue> {
	const row: Record<string, SQLOutputValue> = {};
	for (let at = 0; at < columns.length; at += 1) row[columns[at]] = values[at];
	return row;
}

function* mapped<From, To>(values: Iterable<From>, to: (value: From) => To): IterableIterator<To> {
	for (const value of values) yield to(value);
}
