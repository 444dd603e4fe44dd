import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runForResult } from './child.ts';

/** What is measured: the product, and the same done without it. */
export type Side = 'product' | 'bare';

interface Runs<R> {
	/** Folder with `product.ts` and `bare.ts`. */
	here: string;
	/** Scratch folder for their databases. */
	folder: string;
	rounds: number;
	/** Arguments of a side's process, besides the database file that comes first. */
	argumentsOf: (side: Side) => string[];
	/** Told after every run, to check it and say how far it is. */
	onRun: (side: Side, run: R) => void;
}

/** Runs both sides by turns, each time in a process and with a database of its own. */
export async function runByTurns<R>({ here, folder, rounds, argumentsOf, onRun }: Runs<R>): Promise<Record<Side, R[]>> {
	const runs: Record<Side, R[]> = { product: [], bare: [] };
	for (let round = 0; round < rounds; round += 1) {
		for (const side of ['bare', 'product'] as const) {
			const file = join(folder, `${side}.sqlite`);
			const run = await runForResult<R>(join(here, `${side}.ts`), [file, ...argumentsOf(side)]);
			for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
			onRun(side, run);
			runs[side].push(run);
		}
	}
	return runs;
}
