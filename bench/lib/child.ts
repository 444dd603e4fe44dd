import { spawn } from 'node:child_process';

/** Runs a script of bench/ in a process of its own and returns what it printed; what it says on stderr goes through. */
export async function runScript(script: string, args: readonly string[]): Promise<{ output: string; code: number }> {
	const child = spawn(process.execPath, [...process.execArgv, script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
	const chunks: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
	const code = await new Promise<number>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (exitCode) => resolve(exitCode ?? 1));
	});
	return { output: Buffer.concat(chunks).toString('utf8'), code };
}

/** Runs a script that ends by printing one JSON value, and returns it. */
export async function runForResult<T>(script: string, args: readonly string[]): Promise<T> {
	const { output, code } = await runScript(script, args);
	if (code !== 0) throw new Error(`${script} ${args.join(' ')} ended with exit code ${code}`);
	return JSON.parse(output.trim().split('\n').at(-1) ?? '') as T;
}
