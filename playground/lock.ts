import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sleep } from './processes.ts';

/** How long a lock without an owner's name may be one that is just being taken. */
const NAMELESS_MS = 5_000;

function ownerIsGone(folder: string): boolean {
	try {
		process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0);
		return false;
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ESRCH') return true;
		if (code !== 'ENOENT' && code !== 'ERR_INVALID_ARG_TYPE') return false;
		const age = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
		return age !== undefined && Date.now() - age > NAMELESS_MS;
	}
}

/**
 * Runs `work` while no other process of this machine runs work under the same lock folder. `onWait` is
 * called once if it has to wait. What a killed process left locked is taken over.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>, onWait: () => void = () => undefined): Promise<T> {
	mkdirSync(dirname(folder), { recursive: true });
	for (let attempt = 0; ; attempt += 1) {
		try {
			mkdirSync(folder);
			break;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
			if (ownerIsGone(folder)) {
				rmSync(folder, { recursive: true, force: true });
				continue;
			}
			if (attempt === 0) onWait();
			await sleep(500);
		}
	}
	try {
		writeFileSync(join(folder, 'pid'), String(process.pid));
		return await work();
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
