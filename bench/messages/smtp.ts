import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const GREET_DELAY_MS = 100;

export interface SmtpProcess {
	port: number;
	/** Messages accepted so far. */
	received(): number;
	stop(): Promise<void>;
}

/** Starts the SMTP server of the tests as a process of its own; it greets after 100 ms. */
export async function startSmtp(log: string): Promise<SmtpProcess> {
	const script = join('test', 'doubles', 'smtp', 'main.ts');
	const child = spawn(process.execPath, [...process.execArgv, script, '--greet-delay', String(GREET_DELAY_MS), '--log', log], { stdio: ['ignore', 'pipe', 'inherit'] });
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const port = await new Promise<number>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => reject(new Error(`the SMTP server ended with exit code ${code}`)));
		child.stdout.once('data', (line: Buffer) => resolve((JSON.parse(line.toString('utf8')) as { port: number }).port));
	});
	return {
		port,
		received: () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').length - 1 : 0),
		stop: async () => {
			child.kill('SIGTERM');
			await ended;
		},
	};
}
