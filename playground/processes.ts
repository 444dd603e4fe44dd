import type { ChildProcess } from 'node:child_process';

/** Sends `signal` to every process of the group that `leader` leads; nothing when it is gone. */
export function signalGroup(leader: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-leader, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

export async function sleep(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Whether `child` has ended. */
export function exited(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

/** Waits for `child` to end, `ms` at most; whether it has. */
export async function untilExit(child: ChildProcess, ms: number): Promise<boolean> {
	if (exited(child)) return true;
	return await new Promise((resolve) => {
		const timer = setTimeout(() => {
			child.off('exit', onExit);
			resolve(false);
		}, ms);
		const onExit = () => {
			clearTimeout(timer);
			resolve(true);
		};
		child.once('exit', onExit);
	});
}
