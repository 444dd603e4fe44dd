import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SmtpPool } from '../../../../core/reminder/smtp/pool';
import { email, settingsFor } from './fixtures';

it('the double runs as a process of its own and writes down what it keeps', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'smtp-double-'));
	const log = join(folder, 'received.jsonl');
	const main = join(__dirname, '../../../doubles/smtp/main.ts');
	const child = spawn(process.execPath, ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', main, '--log', log], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const exited = once(child, 'exit');
	try {
		const [line] = (await once(child.stdout, 'data')) as [Buffer];
		const { port } = JSON.parse(line.toString()) as { port: number };
		const pool = new SmtpPool(settingsFor({ host: '127.0.0.1', port }), { connections: 2 });
		await Promise.all([pool.send(email('ana')), pool.send(email('bia', 'drop-after-data')), pool.send(email('eva', 'refuse'))]);
		await pool.close();
		const lines = readFileSync(log, 'utf8').trim().split('\n');
		const kept = lines.map((text) => JSON.parse(text) as Record<string, unknown>).sort((a, b) => (String(a.to) < String(b.to) ? -1 : 1));
		expect(kept).toEqual([
			{ messageId: email('ana').messageId, to: 'ana+accept@example.com', subject: 'Sua fatura ana vence amanhã', acceptedBeforeDrop: false },
			{ messageId: email('bia', 'drop-after-data').messageId, to: 'bia+drop-after-data@example.com', subject: 'Sua fatura bia vence amanhã', acceptedBeforeDrop: true },
		]);
	} finally {
		child.kill('SIGTERM');
		expect(await exited).toEqual([0, null]);
		rmSync(folder, { recursive: true });
	}
});
