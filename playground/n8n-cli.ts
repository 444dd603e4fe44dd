import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { n8nEnv, n8nModules } from './n8n-env.ts';
import { freePort } from './ports.ts';
import { signalGroup } from './processes.ts';

export interface CliOptions {
	root?: string;
	userFolder: string;
	/** The workflow must begin with a manual trigger. */
	workflowId: string;
	env?: NodeJS.ProcessEnv;
}

export interface CliResult {
	/** 0 when the workflow ran through, 1 when it failed, null when it was killed. */
	code: number | null;
	signal: NodeJS.Signals | null;
	stdout: string;
	stderr: string;
}

export interface CliExecution {
	pid: number;
	/** SIGKILL to the process and all it started. */
	kill(): void;
	finished: Promise<CliResult>;
}

/** Runs one workflow in a process of its own: `n8n execute --id … --rawOutput`. */
export async function executeCli({ workflowId, ...options }: CliOptions): Promise<CliExecution> {
	return await startCli({ ...options, args: ['execute', `--id=${workflowId}`, '--rawOutput'] });
}

/** Runs a command of n8n, `n8n <args…>`, in a process of its own. */
export async function startCli({ root = process.cwd(), userFolder, args, env }: Omit<CliOptions, 'workflowId'> & { args: readonly string[] }): Promise<CliExecution> {
	const [port, brokerPort] = [await freePort(), await freePort()];
	const child = spawn(
		process.execPath,
		['--require', join(root, 'playground', 'parent-watch.cjs'), join(n8nModules(root), 'n8n', 'bin', 'n8n'), ...args],
		{
			cwd: userFolder,
			env: n8nEnv({ root, userFolder, port, brokerPort, env }),
			detached: true,
			stdio: ['pipe', 'pipe', 'pipe'],
		},
	);
	const out: Buffer[] = [];
	const err: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
	child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
	const finished = new Promise<CliResult>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) => {
			resolve({ code, signal, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') });
		});
	});
	const pid = child.pid ?? 0;
	return { pid, finished, kill: () => signalGroup(pid, 'SIGKILL') };
}
