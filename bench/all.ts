/** `npm run bench`: every measurement, one after the other, each in processes of its own. `--quick` for smaller counts. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const folder = join(process.cwd(), 'bench');
let failed = false;
for (const name of ['importing', 'gateway', 'charges', 'ruler', 'classification', 'messages']) {
	console.error(`— ${name}`);
	const child = spawn(process.execPath, [...process.execArgv, join(folder, name, 'run.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
	const code = await new Promise<number>((resolve) => child.once('exit', (exit) => resolve(exit ?? 1)));
	failed ||= code !== 0;
}
process.exit(failed ? 1 : 0);
