import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.ts';
import { n8nModules } from './n8n-env.ts';
import { npm } from './npm.ts';
import { PlaygroundError } from './ports.ts';

export type Log = (line: string) => void;

/** Size of the finished install, for the progress line. */
const TOTAL_MB = 2_300;
const PROGRESS_MS = 5_000;

function lockHash(root: string): string {
	const hash = createHash('sha256');
	for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(root, 'playground', file)));
	return hash.digest('hex');
}

function markerFile(root: string): string {
	return join(n8nModules(root), '.cobranca-complete');
}

/** Whether the n8n of the lock file is there, whole: the marker is written last. */
export function isInstalled(root: string): boolean {
	const marker = markerFile(root);
	return existsSync(marker) && readFileSync(marker, 'utf8').trim() === lockHash(root);
}

async function megabytes(folder: string): Promise<number | null> {
	return await new Promise((resolve) => {
		execFile('du', ['-sk', folder], (_error, stdout) => {
			const kilobytes = Number.parseInt(stdout, 10);
			resolve(Number.isNaN(kilobytes) ? null : Math.round(kilobytes / 1024));
		});
	});
}

/** Says every few seconds how far it is, until `work` ends. */
async function withProgress<T>(log: Log, what: string, folder: string | null, work: Promise<T>): Promise<T> {
	const start = Date.now();
	let measuring = false;
	const report = async () => {
		if (measuring) return;
		measuring = true;
		const size = folder && existsSync(folder) ? await megabytes(folder) : null;
		measuring = false;
		const seconds = Math.round((Date.now() - start) / 1000);
		log(`  ${what}: ${seconds} s${size === null ? '' : `, ${size} of about ${TOTAL_MB} MB`}`);
	};
	const timer = setInterval(() => void report(), PROGRESS_MS);
	try {
		return await work;
	} finally {
		clearInterval(timer);
	}
}

/** Whether n8n's database driver loads: its native part is there and fits this machine. */
function sqliteLoads(root: string): boolean {
	const folder = join(n8nModules(root), 'sqlite3');
	return existsSync(folder) && spawnSync(process.execPath, ['-e', `require(${JSON.stringify(folder)})`]).status === 0;
}

async function buildSqlite(root: string, log: Log): Promise<void> {
	const args = ['rebuild', 'sqlite3', '--ignore-scripts=false'];
	try {
		const work = npm(join(root, 'playground'), args, "Building n8n's database driver (sqlite3)");
		await withProgress(log, 'building its database driver', null, work);
		if (sqliteLoads(root)) return;
		throw new PlaygroundError('sqlite3 was built but does not load.');
	} catch (error) {
		throw new PlaygroundError(
			[
				(error as Error).message,
				'',
				'n8n keeps its workflows in SQLite through a native module. When no ready-made one can be downloaded it is',
				'compiled here, which needs python3, make and a C++ compiler. Install them and run the command again:',
				'  Debian, Ubuntu:  sudo apt-get install -y python3 make g++',
				'  Fedora:          sudo dnf install -y python3 make gcc-c++',
				'  macOS:           xcode-select --install',
			].join('\n'),
		);
	}
}

async function install(root: string, log: Log): Promise<void> {
	log('Fetching n8n, pinned in playground/. This happens once, takes about 4 minutes and 2.3 GB of disk.');
	const folder = n8nModules(root);
	rmSync(markerFile(root), { force: true });
	const start = Date.now();
	// Scripts stay off: one optional dependency's downloads a file that n8n does not need, and fails offline.
	const work = npm(join(root, 'playground'), ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'], 'Fetching n8n');
	await withProgress(log, 'fetching n8n', folder, work);
	await buildSqlite(root, log);
	writeFileSync(markerFile(root), `${lockHash(root)}\n`);
	log(`n8n is in place (${Math.round((Date.now() - start) / 1000)} s).`);
}

/**
 * Brings the pinned n8n into `playground/node_modules` unless it is there, whole and of the lock file's
 * version. A half-finished install is done again; of two processes that call this the second waits.
 * Throws a {@link PlaygroundError} with the way out.
 */
export async function ensureN8n(root: string, log: Log): Promise<void> {
	if (isInstalled(root)) return;
	await withLock(
		join(root, '.cache', 'n8n-install.lock'),
		async () => {
			if (!isInstalled(root)) await install(root, log);
		},
		() => log('Another process is fetching n8n; waiting for it.'),
	);
}
