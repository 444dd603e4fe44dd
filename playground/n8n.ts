import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { N8nClient } from './n8n-client.ts';
import { n8nEnv, n8nModules } from './n8n-env.ts';
import { freePort, PlaygroundError } from './ports.ts';
import { exited, signalGroup, sleep, untilExit } from './processes.ts';

export { N8nClient } from './n8n-client.ts';
export { executeCli, startCli, type CliExecution, type CliResult } from './n8n-cli.ts';
export { OWNER } from './n8n-env.ts';

export interface StartN8nOptions {
	/** The project's folder. Default: the current one. */
	root?: string;
	/** n8n keeps everything in `<userFolder>/.n8n`. Two servers never share one. */
	userFolder: string;
	/** Default: a free one. */
	port?: number;
	/** Laid over the playground's own settings. */
	env?: NodeJS.ProcessEnv;
	/** Where n8n's output goes. Default: `<userFolder>/n8n.log`. */
	logFile?: string;
	/** How long to wait for it to answer. Default: 120 seconds. */
	timeoutMs?: number;
	/** Told how to stop it as soon as its process is there, before it is ready. */
	onSpawn?: (stop: () => Promise<void>) => void;
}

/** A running n8n, with the owner's client for it. */
export class N8nServer {
	readonly url: string;
	readonly client: N8nClient;
	readonly userFolder: string;
	readonly logFile: string;
	private readonly child: ChildProcess;

	constructor(child: ChildProcess, url: string, client: N8nClient, userFolder: string, logFile: string) {
		this.child = child;
		this.url = url;
		this.client = client;
		this.userFolder = userFolder;
		this.logFile = logFile;
	}

	get pid(): number {
		return this.child.pid ?? 0;
	}

	/** Calls `listener` once n8n has ended, for whatever reason. */
	onExit(listener: () => void): void {
		if (exited(this.child)) listener();
		else this.child.once('exit', listener);
	}

	/** The last `lines` lines that n8n wrote. */
	logTail(lines = 40): string {
		return tail(this.logFile, lines);
	}

	/** Ends n8n in order, or by force after `graceMs`. No process of its group is left afterwards. */
	async stop(graceMs = 15_000): Promise<void> {
		await this.client.close();
		signalGroup(this.pid, 'SIGTERM');
		await untilExit(this.child, graceMs);
		await this.kill();
	}

	/** SIGKILL to n8n and all it started, as a power cut would. */
	async kill(): Promise<void> {
		signalGroup(this.pid, 'SIGKILL');
		await untilExit(this.child, 5_000);
		await this.client.close();
	}
}

function tail(file: string, lines: number): string {
	return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-lines).join('\n') : '';
}

/**
 * Starts the pinned n8n and waits until it is ready for work and its owner is logged in. Throws a
 * {@link PlaygroundError} with the end of its log when it ends or does not answer; nothing is left then.
 */
export async function startN8n(options: StartN8nOptions): Promise<N8nServer> {
	const { userFolder, root = process.cwd(), timeoutMs = 120_000 } = options;
	const port = options.port ?? (await freePort());
	const logFile = options.logFile ?? join(userFolder, 'n8n.log');
	mkdirSync(dirname(logFile), { recursive: true });
	mkdirSync(userFolder, { recursive: true });
	const env = n8nEnv({ root, userFolder, port, brokerPort: await freePort(), env: options.env });
	const log = openSync(logFile, 'a');
	const child = spawn(
		process.execPath,
		['--require', join(root, 'playground', 'parent-watch.cjs'), join(n8nModules(root), 'n8n', 'bin', 'n8n'), 'start'],
		// Its working folder is its own, or n8n would read a .env file that lies in ours.
		{ cwd: userFolder, env, detached: true, stdio: ['pipe', log, log] },
	);
	closeSync(log);
	const url = `http://localhost:${port}`;
	const client = new N8nClient(`http://127.0.0.1:${port}`, url);
	const server = new N8nServer(child, url, client, userFolder, logFile);
	child.on('error', () => undefined);
	options.onSpawn?.(async () => await server.stop());
	try {
		const deadline = Date.now() + timeoutMs;
		while (!(await client.isReady())) {
			if (exited(child) || child.pid === undefined) throw new Error(`n8n ended while it was starting (${child.signalCode ?? `exit code ${child.exitCode}`})`);
			if (Date.now() > deadline) throw new Error(`n8n did not answer within ${timeoutMs / 1000} seconds`);
			await sleep(200);
		}
		await client.login();
		return server;
	} catch (error) {
		if (child.pid !== undefined) await server.kill();
		throw new PlaygroundError(`${(error as Error).message}. The end of its log, ${logFile}:\n${tail(logFile, 30)}`);
	}
}
