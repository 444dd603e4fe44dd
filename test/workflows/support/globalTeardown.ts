import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import stopPostgres from '../../support/globalPostgresStop';
import './globalSetup';

/** Stops n8n, and fails the run if a process that the tests started is still there. */
export default async function teardown(): Promise<void> {
	const { server, folder } = globalThis.cobrancaN8n ?? {};
	globalThis.cobrancaN8n = undefined;
	await server?.stop();
	await stopPostgres();
	const left = [...ownChildren(), ...(folder ? workingIn(folder) : [])];
	if (folder) rmSync(folder, { recursive: true, force: true });
	if (left.length > 0) throw new Error(`These processes were left behind:\n${left.join('\n')}`);
}

function ownChildren(): string[] {
	const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
	return lines.filter((line) => Number(line.trim().split(/\s+/)[1]) === process.pid && !/\bps -A\b/.test(line));
}

/** Processes that n8n left when it went: they are nobody's children, but work in its folder. Linux only. */
function workingIn(folder: string): string[] {
	if (!existsSync('/proc/self/cwd')) return [];
	const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
	return pids.filter((pid) => {
		try {
			return readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
		} catch {
			return false; // gone meanwhile, or another user's
		}
	});
}
