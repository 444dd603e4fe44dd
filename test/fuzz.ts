import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';

/** `npm run fuzz [inputs] [seed]`: a million inputs, others each time, through every parser. The seed it prints repeats a run. */
const [inputs = '1000000', seed = String(randomInt(1, 1_000_000_000))] = process.argv.slice(2);
console.log(`${inputs} inputs a parser, seed ${seed}`);
const jest = join(process.cwd(), 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(process.execPath, [jest, '--selectProjects', 'unit', '--testPathPatterns', 'core/fuzz'], {
	stdio: 'inherit',
	env: { ...process.env, FUZZ_INPUTS: inputs, FUZZ_SEED: seed },
});
process.exit(status ?? 1);
