import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const REGISTER = join(__dirname, '..', 'typescript.cjs');

/** A script of this folder as a process of its own. It says `ready` first, and works when told `go`. */
export interface Child {
	process: ChildProcess;
	ready: Promise<void>;
	/** Lets it work and waits for its answer. */
	work(): Promise<unknown>;
	/** Resolves when the process is gone. */
	gone: Promise<void>;
}

/** Starts `script` (a file of this folder) with `input`, which must survive JSON, and with Node's own `flags`. */
export function startChild(script: string, input: unknown, flags: readonly string[] = []): Child {
	const child = fork(join(__dirname, script), [JSON.stringify(input)], { execArgv: [...flags, '-r', REGISTER], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
	let complaint = '';
	child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
	const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const nextMessage = async () =>
		await new Promise<unknown>((resolve, reject) => {
			child.once('message', resolve);
			child.once('exit', (code) => reject(new Error(`${script} ended with ${code}: ${complaint}`)));
		});
	const ready = nextMessage().then(() => undefined);
	return {
		process: child,
		ready,
		gone,
		async work() {
			await ready;
			const answer = nextMessage();
			child.send('go');
			return await answer;
		},
	};
}

/** For the scripts themselves: prepares, says `ready`, works when told to, answers, and ends. */
export async function serve<Input>(prepare: (input: Input) => Promise<() => Promise<unknown>>): Promise<void> {
	const work = await prepare(JSON.parse(process.argv[2]) as Input);
	process.once('message', () => {
		void work().then(
			(answer) => process.send?.(answer ?? null, () => process.disconnect()),
			(error: Error) => {
				process.stderr.write(`${error.stack}\n`);
				process.exit(1);
			},
		);
	});
	process.send?.('ready');
}
