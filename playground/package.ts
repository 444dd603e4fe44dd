import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.ts';
import { npm } from './npm.ts';

const NAME = 'n8n-nodes-cobranca';

/** Builds the package and packs it as it would be published. Returns the tarball's path, in `.cache/`. */
export async function packPackage(root: string): Promise<string> {
	const folder = join(root, '.cache');
	mkdirSync(folder, { recursive: true });
	return await withLock(join(folder, 'pack.lock'), async () => {
		await npm(root, ['run', 'build'], 'Building the package');
		const output = await npm(root, ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], 'Packing the package');
		const [packed] = Object.values(JSON.parse(output.slice(output.search(/^[[{]/m))) as Record<string, { filename: string }>);
		if (!packed) throw new Error('npm pack named no file');
		return join(folder, packed.filename);
	});
}

/** Where n8n looks for community packages. */
export function nodesFolder(userFolder: string): string {
	return join(userFolder, '.n8n', 'nodes');
}

/**
 * Installs the packed package into an n8n user folder the way n8n's own Install button does: with its
 * runtime dependencies, without scripts, without n8n-workflow. Does nothing when these very bytes are
 * installed already. n8n reads the folder when it starts.
 */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const folder = nodesFolder(userFolder);
	mkdirSync(folder, { recursive: true });
	const marker = join(folder, '.installed-tarball');
	const hash = createHash('sha256').update(readFileSync(tarball)).digest('hex');
	if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return;
	rmSync(marker, { force: true });
	// The version is the same at every build: what npm remembers of the last one would not fit this one.
	for (const left of ['package-lock.json', join('node_modules', '.package-lock.json'), join('node_modules', NAME)]) {
		rmSync(join(folder, left), { recursive: true, force: true });
	}
	const manifest = join(folder, 'package.json');
	if (!existsSync(manifest)) writeFileSync(manifest, `${JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }, null, 2)}\n`);
	const options = ['--legacy-peer-deps', '--ignore-scripts', '--omit=dev', '--omit=peer', '--prefer-offline', '--no-audit', '--no-fund'];
	await npm(folder, ['install', ...options, tarball], 'Installing the package into n8n');
	writeFileSync(marker, hash);
}
