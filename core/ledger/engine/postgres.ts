import { PostgresDialect, type Dialect } from 'kysely';
import { Pool, types, type PoolConfig } from 'pg';

/** Where a PostgreSQL ledger lives. Every creditor has a schema of its own. */
export interface PostgresSettings {
	host: string;
	port: number;
	database: string;
	user: string;
	password: string;
	schema: string;
	ssl: 'disable' | 'require' | 'verify';
	/** Connections of the pool, per n8n process. */
	maxConnections?: number;
}

const INT8_OID = 20;
const NUMERIC_OID = 1700;

/** A pooled PostgreSQL dialect in which bigint columns (ids, cents) arrive as numbers: all are far below 2^53. */
export function postgresDialect(settings: PostgresSettings): { dialect: Dialect; pool: Pool } {
	const config: PoolConfig = {
		host: settings.host,
		port: settings.port,
		database: settings.database,
		user: settings.user,
		password: settings.password,
		max: settings.maxConnections ?? 8,
		connectionTimeoutMillis: 15_000,
		idleTimeoutMillis: 30_000,
		// A pool must not keep a process alive that has nothing else to do.
		allowExitOnIdle: true,
		// The pool waits for what this returns, though its type does not say so.
		onConnect: (client) => client.query(`set search_path to ${quoteIdentifier(settings.schema)}; set time zone 'UTC'`) as unknown as void,
		ssl: settings.ssl === 'disable' ? false : { rejectUnauthorized: settings.ssl === 'verify' },
		types: {
			getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
				oid === INT8_OID || oid === NUMERIC_OID ? Number : types.getTypeParser(oid, format as 'text')) as typeof types.getTypeParser,
		},
	};
	const pool = new Pool(config);
	// An idle connection that the server closes must not bring the process down: the next query opens another.
	pool.on('error', () => undefined);
	// Nor must one in use: its query fails, which is enough.
	pool.on('connect', (client) => client.on('error', () => undefined));
	return { dialect: new PostgresDialect({ pool }), pool };
}

/** A PostgreSQL identifier in double quotes. */
export function quoteIdentifier(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}
