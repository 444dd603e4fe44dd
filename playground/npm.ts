import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { PlaygroundError } from './ports.ts';
import { signalGroup } from './processes.ts';

/** Settings that the npm we may run under hands down, and that are meant for the project's folder only. */
const HANDED_DOWN = /^(npm_package_|npm_lifecycle_|npm_config_(local_prefix|ignore_scripts|legacy_peer_deps|omit|include|offline)$)/i;

const running = new Set<number>();

/** Ends every npm that is at work, with what it started. */
export function stopNpm(): void {
	for (const pid of running) signalGroup(pid, 'SIGTERM');
}

/**
 * Runs npm in `folder`, quietly. Returns what it printed to its output. Throws a {@link PlaygroundError}
 * with the last 40 lines it wrote when it fails.
 */
export async function npm(folder: string, args: readonly string[], what: string): Promise<string> {
	const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !HANDED_DOWN.test(name)));
	// Scripts that npm runs are to find the Node that runs us, not an older one.
	env.PATH = `${dirname(process.execPath)}${delimiter}${env.PATH ?? ''}`;
	const windows = process.platform === 'win32';
	const child = spawn('npm', [...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], shell: windows, detached: !windows });
	const pid = child.pid ?? 0;
	if (pid && !windows) running.add(pid);
	let output = '';
	let tail = '';
	const keep = (chunk: string) => {
		tail = (tail + chunk).slice(-20_000);
	};
	child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
		output += chunk;
		keep(chunk);
	});
	child.stderr.setEncoding('utf8').on('data', keep);
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', (error) => reject(new PlaygroundError(`npm did not start: ${error.message}`)));
		child.once('close', resolve);
	}).finally(() => running.delete(pid));
	if (code === 0) return output;
	const lines = tail.trim().split('\n').slice(-40).join('\n');
	throw new PlaygroundError(`${lines}\n\n${what} failed: "npm ${args.join(' ')}" ended with ${code ?? 'a signal'}; its last lines are above.`);
}
