import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

it('runs as a process of its own', async () => {
	const root = join(__dirname, '../../../..');
	const child = spawn(process.execPath, ['playground/node24.mjs', 'test/doubles/asaas/main.ts', '--charges', '12'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
	const exited = once(child, 'exit');
	try {
		const [line] = (await once(child.stdout, 'data')) as [Buffer];
		const { port, apiKey } = JSON.parse(line.toString()) as { port: number; apiKey: string };
		const response = await fetch(`http://127.0.0.1:${port}/v3/payments`, { headers: { access_token: apiKey } });
		expect(await response.json()).toMatchObject({ totalCount: 12 });
	} finally {
		child.kill('SIGTERM');
	}
	expect(await exited).toEqual([0, null]);
});
