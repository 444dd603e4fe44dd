import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureN8n } from '../playground/install.ts';

/**
 * `npm test`: lint, types, then the three groups of tests (core on both ledger engines, nodes in n8n-core,
 * workflows on a real n8n). Ends with one line, `N passed, N failed`, and fails if anything did.
 */
const root = process.cwd();
const reports = join(root, '.cache', 'test-reports');

interface Count {
	passed: number;
	failed: number;
}

/** Runs a program of node_modules with this Node, its output straight to ours. */
async function run(name: string, program: string, args: string[]): Promise<number> {
	const started = Date.now();
	console.log(`\n— ${name}`);
	const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root, stdio: 'inherit' });
	const code = await new Promise<number>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (exit) => resolve(exit ?? 1));
	});
	console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
	return code;
}

async function check(name: string, program: string, args: string[]): Promise<Count> {
	const ok = (await run(name, program, args)) === 0;
	return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

/** A group of Jest tests, counted from Jest's own report; a group that ends without one has failed. */
async function tests(project: string): Promise<Count> {
	const report = join(reports, `${project}.json`);
	rmSync(report, { force: true });
	const code = await run(`tests: ${project}`, 'jest/bin/jest.js', ['--selectProjects', project, '--json', `--outputFile=${report}`, '--silent=false']);
	try {
		const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
		const failed = numFailedTests + numRuntimeErrorTestSuites;
		return { passed: numPassedTests, failed: code === 0 ? failed : Math.max(1, failed) };
	} catch {
		return { passed: 0, failed: 1 };
	}
}

async function main(): Promise<number> {
	mkdirSync(reports, { recursive: true });
	// n8n comes down while lint, types and the first tests, which need none, are at work.
	const n8n = ensureN8n(root, (line) => console.log(line)).then(() => null, (error: Error) => error);
	const counts = [
		await check('lint', 'eslint/bin/eslint.js', ['.']),
		await check('types', 'typescript/bin/tsc', ['-p', 'tsconfig.test.json']),
		await tests('unit'),
	];
	const missing = await n8n;
	if (missing) {
		console.error(missing.message);
		counts.push({ passed: 0, failed: 1 });
	} else {
		counts.push(await tests('nodes'), await tests('workflows'));
	}
	const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
	console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
	return sum('failed') === 0 ? 0 : 1;
}

void main().then((code) => process.exit(code));
