import { startPostgres, type PostgresServer } from './postgresServer';

declare global {
	var cobrancaPostgres: PostgresServer | undefined;
}

/** One PostgreSQL server for all tests of a run; each test takes a schema of its own. */
export default async function setup(): Promise<void> {
	if (globalThis.cobrancaPostgres) return;
	globalThis.cobrancaPostgres = await startPostgres();
	process.env.COBRANCA_TEST_POSTGRES_PORT = String(globalThis.cobrancaPostgres.port);
}
