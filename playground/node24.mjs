/**
 * Runs a script of this project on Node 24, whatever Node (>= 20) was called:
 *
 *     node playground/node24.mjs <script> [arguments…]
 *
 * n8n 2.41 and the type stripping that the scripts rely on need Node 24. The npm package `node`, a
 * development dependency, brings that binary; the project's `ignore-scripts=true` keeps it from being
 * put in place at install, so that is done here the first time. The script's exit code is passed on,
 * and so are the signals that ask it to stop.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED = 24;
const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const windows = process.platform === 'win32';

function fail(message) {
	console.error(message);
	process.exit(1);
}

function node24() {
	if (Number(process.versions.node.split('.')[0]) >= NEEDED) return process.execPath;
	const binary = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
	if (existsSync(binary)) return binary;
	if (!existsSync(join(root, 'node_modules', 'node'))) {
		fail(`This needs Node ${NEEDED}; you run ${process.version}. Run "npm ci" first: it brings Node ${NEEDED} along.`);
	}
	console.error(`Putting Node ${NEEDED} in place (npm rebuild node, a few seconds, once)…`);
	const rebuilt = spawnSync('npm', ['rebuild', 'node', '--ignore-scripts=false'], {
		cwd: root,
		encoding: 'utf8',
		shell: windows,
	});
	if (rebuilt.status !== 0 || !existsSync(binary)) {
		const tail = `${rebuilt.stdout ?? ''}${rebuilt.stderr ?? ''}`.trim().split('\n').slice(-20).join('\n');
		fail(`${tail}\nNode ${NEEDED} could not be put in place. Install Node ${NEEDED} yourself and run the command again.`);
	}
	return binary;
}

const [script, ...rest] = process.argv.slice(2);
if (!script) fail('Usage: node playground/node24.mjs <script> [arguments…]');

const binary = node24();
const child = spawn(
	binary,
	[
		'--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
		'--disable-warning=ExperimentalWarning',
		// The package's own sources, which scripts import too, declare fields in their constructors.
		'--experimental-transform-types',
		'--import',
		pathToFileURL(join(here, 'resolve-ts.mjs')).href,
		script,
		...rest,
	],
	{
		stdio: 'inherit',
		env: { ...process.env, PATH: `${dirname(binary)}${delimiter}${process.env.PATH ?? ''}` },
	},
);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => fail(`${binary} did not start: ${error.message}`));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
