import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../../../playground/lock';

let folder: string;

beforeEach(() => {
	folder = join(mkdtempSync(join(tmpdir(), 'lock-')), 'a', 'lock');
});

afterEach(() => {
	rmSync(join(folder, '..', '..'), { recursive: true, force: true });
});

describe('the lock between processes', () => {
	it('lets one work at a time, and says once that it waits', async () => {
		const events: string[] = [];
		let release = () => {};
		const held = new Promise<void>((resolve) => (release = resolve));
		const first = withLock(folder, async () => {
			events.push('first in');
			await held;
			events.push('first out');
		});
		const second = withLock(
			folder,
			async () => events.push('second in'),
			() => {
				events.push('waiting');
				release();
			},
		);
		await Promise.all([first, second]);
		expect(events).toEqual(['first in', 'waiting', 'first out', 'second in']);
		expect(existsSync(folder)).toBe(false);
	});

	it('is free again after an error', async () => {
		await expect(withLock(folder, async () => await Promise.reject(new Error('no')))).rejects.toThrow('no');
		await expect(withLock(folder, async () => 5)).resolves.toBe(5);
	});

	it('is taken over from a process that is gone', async () => {
		const { pid } = spawnSync(process.execPath, ['-e', '0']);
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'pid'), String(pid));
		await expect(withLock(folder, async () => 'ours', () => { throw new Error('waited'); })).resolves.toBe('ours');
	});
});
