import { executeCli, N8nClient, startCli, type CliExecution, type CliResult } from '../../../playground/n8n';
import { clockEnv } from './clock';

/** What the global set-up tells the tests of the n8n it started. */
export interface World {
	/** Everything of this run lies in it, and it goes at the end. */
	folder: string;
	/** The package as it would be published. */
	tarball: string;
	userFolder: string;
	/** What n8n writes. */
	logFile: string;
	port: number;
	/** The owner's. */
	session: string;
	/** Milliseconds that n8n's clock is ahead of this machine's. */
	clockOffset: number;
}

/** The n8n of this run. */
export function world(): World {
	const text = process.env.COBRANCA_TEST_WORLD;
	if (!text) throw new Error('The n8n of the tests was not started');
	return JSON.parse(text) as World;
}

let connected: N8nClient | undefined;

/** n8n as its owner uses it. */
export function n8n(): N8nClient {
	const { port, session } = world();
	return (connected ??= new N8nClient(`http://127.0.0.1:${port}`, `http://localhost:${port}`, session));
}

/** Closes what {@link n8n} opened. */
export async function disconnect(): Promise<void> {
	await connected?.close();
	connected = undefined;
}

/** Starts a workflow in an n8n process of its own, `days` days after today. */
export async function execute(workflowId: string, { days = 0 }: { days?: number } = {}): Promise<CliExecution> {
	const { userFolder, clockOffset } = world();
	return await executeCli({ userFolder, workflowId, env: clockEnv(clockOffset, days) });
}

/** Longer than any run takes; the process is killed then. */
const RUN_MS = 150_000;

/** The same to its end; throws what n8n wrote when it did not go well. */
export async function executed(workflowId: string, options: { days?: number } = {}): Promise<void> {
	const run = await execute(workflowId, options);
	const timer = setTimeout(run.kill, RUN_MS);
	const { code, signal, stdout, stderr } = await run.finished.finally(() => clearTimeout(timer));
	if (code !== 0) throw new Error(`n8n execute ended with ${code ?? signal}: ${stderr.slice(-2_000)}${stdout.slice(-2_000)}`);
}

/** Runs a command of n8n, such as `import:workflow --input=…`, in the folder of the tests' n8n. */
export async function command(...args: string[]): Promise<CliResult> {
	const { userFolder, clockOffset } = world();
	const { finished } = await startCli({ userFolder, args, env: clockEnv(clockOffset) });
	return await finished;
}
