import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startN8n, type N8nServer } from '../../../playground/n8n.ts';
import { installPackage, packPackage } from '../../../playground/package.ts';
import startPostgres from '../../support/globalPostgres';
import stopPostgres from '../../support/globalPostgresStop';
import { clockEnv, clockOffset } from './clock';
import type { World } from './world';

declare global {
	var cobrancaN8n: { server: N8nServer; folder: string } | undefined;
}

/**
 * Once a run: packs the package as it would be published, installs it into a new n8n folder as n8n does, and
 * starts that n8n. All tests share it; each has its own creditor, ledger, mail server and workflows.
 */
export default async function setup(): Promise<void> {
	await startPostgres();
	const folder = mkdtempSync(join(tmpdir(), 'cobranca-e2e-'));
	try {
		const root = process.cwd();
		const tarball = join(folder, 'package.tgz');
		copyFileSync(await packPackage(root), tarball);
		const userFolder = join(folder, 'n8n');
		await installPackage(tarball, userFolder);
		const offset = clockOffset();
		const server = await startN8n({ root, userFolder, env: clockEnv(offset) });
		globalThis.cobrancaN8n = { server, folder };
		const { port } = new URL(server.url);
		const world: World = { folder, tarball, userFolder, logFile: server.logFile, port: Number(port), session: server.client.session, clockOffset: offset };
		process.env.COBRANCA_TEST_WORLD = JSON.stringify(world);
	} catch (error) {
		await globalThis.cobrancaN8n?.server.stop();
		await stopPostgres();
		rmSync(folder, { recursive: true, force: true });
		throw error;
	}
}
