import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = process.cwd();
const folder = join(root, '.cache', 'bench', 'built');

/** Compiles the package as its build does, beside `dist`, which others may be rebuilding meanwhile. */
export function build(): void {
	mkdirSync(folder, { recursive: true });
	const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
	const incremental = ['--incremental', '--tsBuildInfoFile', join(folder, '..', 'built.tsbuildinfo')];
	execFileSync(process.execPath, [tsc, '-p', root, '--outDir', folder, ...incremental], { stdio: ['ignore', 2, 2] });
}

const require = createRequire(import.meta.url);

/** A module of core/ as it ships: what tsc made of it. Name it without `.ts`: `core/ledger/open`. */
export function core<Module>(path: string): Module {
	return require(join(folder, `${path}.js`)) as Module;
}
