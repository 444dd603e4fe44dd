import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Instant } from './schema';

/** This process, as claims and leases name it: `host:pid:random`. A restart has another name even if the pid is the same. */
export const WORKER_ID = `${hostname()}:${process.pid}:${randomUUID()}`;

/**
 * Whether the process that `worker` names is known to be gone: it ran on this machine under our own pid, or
 * under a pid that no longer exists. A process on another machine is never known to be gone; its lease is
 * what ends its claims.
 */
export function isKnownGone(worker: string, self = WORKER_ID): boolean {
	if (worker === self) return false;
	const [host, pid] = splitWorker(worker);
	const [ownHost, ownPid] = splitWorker(self);
	if (host !== ownHost) return false;
	return pid === ownPid || !isAlive(Number(pid));
}

/** Whether what `worker` holds until `leaseUntil` may be taken over at `at`: its lease has run out, or it is gone. */
export function isAbandoned(worker: string, leaseUntil: Instant, at: Instant): boolean {
	return leaseUntil < at || isKnownGone(worker);
}

function splitWorker(worker: string): [string, string] {
	const parts = worker.split(':');
	return [parts.slice(0, -2).join(':'), parts.at(-2) ?? ''];
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
