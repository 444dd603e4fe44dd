import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { untilExit } from '../../../playground/processes';
import { world } from './world';

/** A message as the mail server wrote it down before it answered. */
export interface LoggedMessage {
	messageId: string;
	to: string;
	subject: string;
}

export interface MailProcess {
	port: number;
	/** All messages so far, in the order they came. */
	received(): LoggedMessage[];
	stop(): Promise<void>;
}

/** Starts the SMTP double as a process of its own; it takes `messageDelayMs` to answer each message. */
export async function startMailProcess(messageDelayMs: number): Promise<MailProcess> {
	const log = join(world().folder, `mail-${randomUUID()}.jsonl`);
	const [script, parentWatch] = [join(process.cwd(), 'test', 'doubles', 'smtp', 'main.ts'), join(process.cwd(), 'playground', 'parent-watch.cjs')];
	const child = spawn(
		process.execPath,
		['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--require', parentWatch, script, '--message-delay', String(messageDelayMs), '--log', log],
		// A group of its own, that ends by itself should this process be killed.
		{ stdio: ['pipe', 'pipe', 'inherit'], detached: true, env: { ...process.env, COBRANCA_PARENT_PID: String(process.pid) } },
	);
	const port = await new Promise<number>((resolve, reject) => {
		child.once('exit', (code) => reject(new Error(`the mail server ended with ${code}`)));
		child.stdout.once('data', (line: Buffer) => resolve((JSON.parse(line.toString('utf8')) as { port: number }).port));
	});
	return {
		port,
		received() {
			// The last line may be half written.
			const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
			return lines.map((line) => JSON.parse(line) as LoggedMessage);
		},
		async stop() {
			child.kill('SIGTERM');
			await untilExit(child, 5_000);
			child.kill('SIGKILL');
		},
	};
}
