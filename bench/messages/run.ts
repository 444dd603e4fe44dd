/** `regua-messages-per-second`: see the README beside. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureN8n } from '../../playground/install.ts';
import type { N8nClient } from '../../playground/n8n-client.ts';
import { bindCredentials, type StoredCredential, type WorkflowJson } from '../../playground/n8n-workflows.ts';
import { startN8n } from '../../playground/n8n.ts';
import { installPackage, packPackage } from '../../playground/package.ts';
import { addDays } from '../../core/calendar/day.ts';
import { readOptions } from '../lib/options.ts';
import { progress, report, rounded } from '../lib/report.ts';
import { inScratch } from '../lib/scratch.ts';
import { ownNodes } from './ownNodes.ts';

const root = process.cwd();
/** A Wednesday; the due dates whose steps fall on it are all banking days. */
const TODAY = '2026-11-18';
const STEPS = [-5, -1, 0, 1, 5, 15, 30];
const GREETING_DELAY_MS = 100;

const { quick } = readOptions();
const messages = quick ? 100 : 1_000;

/** One customer and one invoice a row, each on a step of today. */
function portfolio(): string {
	const rows = Array.from({ length: messages }, (_, index) => {
		const [year, month, day] = addDays(TODAY, -STEPS[index % STEPS.length]).split('-');
		return `F-${index};Cliente ${index};c${index}@example.com;${day}/${month}/${year};${100 + (index % 900)},50`;
	});
	return ['numero;cliente;email;vencimento;valor', ...rows].join('\n');
}

async function startMailServer(folder: string): Promise<{ process: ChildProcess; port: number; log: string }> {
	const log = join(folder, 'mail.jsonl');
	const args = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', join(root, 'test', 'doubles', 'smtp', 'main.ts')];
	const child = spawn(process.execPath, [...args, '--greet-delay', String(GREETING_DELAY_MS), '--log', log], { stdio: ['ignore', 'pipe', 'inherit'] });
	const port = await new Promise<number>((resolve, reject) => {
		child.once('exit', (code) => reject(new Error(`the mail server ended with ${code}`)));
		child.stdout.once('data', (line: Buffer) => resolve((JSON.parse(line.toString('utf8')) as { port: number }).port));
	});
	return { process: child, port, log };
}

/** Runs a workflow as the editor's button does and returns its seconds, having checked that everybody got a message. */
async function timed(client: N8nClient, id: string, log: string): Promise<number> {
	const lines = () => readFileSync(log, { encoding: 'utf8', flag: 'a+' }).split('\n').length - 1;
	const before = lines();
	const start = performance.now();
	const run = await client.run(id, { timeoutMs: 900_000 });
	const seconds = (performance.now() - start) / 1_000;
	if (run.status !== 'success') throw new Error(`the run ended with ${run.status}: ${JSON.stringify(Object.values(run.nodes).flat().map(({ error }) => error))}`);
	const sent = lines() - before;
	if (sent !== messages) throw new Error(`${sent} messages arrived, not ${messages}`);
	return seconds;
}

async function saveWorkflow(client: N8nClient, workflow: WorkflowJson, credentials: readonly StoredCredential[]): Promise<string> {
	const wanted = ({ type }: { type: string }) => {
		if (type === 'n8n-nodes-base.emailSend') return ['smtp'];
		if (!type.startsWith('n8n-nodes-cobranca.')) return [];
		return type.endsWith('.reminder') ? ['cobrancaAccountApi', 'smtp'] : ['cobrancaAccountApi'];
	};
	const { id } = await client.saveWorkflow(bindCredentials(workflow, credentials, wanted));
	return id;
}

async function measure(client: N8nClient, folder: string, mail: { port: number; log: string }): Promise<void> {
	const smtp = await client.saveCredential('SMTP', 'smtp', { user: '', password: '', host: '127.0.0.1', port: mail.port, secure: false, disableStartTls: true, hostName: '' });
	const account = await client.saveCredential('Credor', 'cobrancaAccountApi', {
		creditorName: 'Padaria Exemplo Ltda.',
		creditorDocument: '11.222.333/0001-81',
		creditorAddress: 'Rua das Flores, 100, Centro, São Paulo, SP',
		creditorEmail: 'financeiro@example.com',
		timeZone: 'America/Sao_Paulo',
		ledgerEngine: 'sqlite',
		ledgerFolder: join(folder, 'ledger'),
	});
	const bundled = (name: string) => JSON.parse(readFileSync(join(root, 'workflows', name), 'utf8')) as WorkflowJson;
	const importing = await saveWorkflow(client, bundled('importar-carteira.json'), [account, smtp]);
	const ruler = await saveWorkflow(client, bundled('regua-padrao-email.json'), [account, smtp]);
	const rows = join(folder, 'files', 'carteira.csv');
	writeFileSync(rows, portfolio());
	const own = await saveWorkflow(client, ownNodes(rows, TODAY), [account, smtp]);

	await client.runForm(importing, { fields: [{ fileName: 'carteira.csv', content: readFileSync(rows) }] });
	const productSeconds = await timed(client, ruler, mail.log);
	progress(`standard régua: ${messages} messages in ${rounded(productSeconds)} s`);
	const ownSeconds = await timed(client, own, mail.log);
	progress(`n8n's own nodes: ${messages} messages in ${rounded(ownSeconds)} s`);
	report({
		name: 'regua-messages-per-second',
		ratio: ownSeconds / productSeconds,
		goal: 20,
		better: 'higher',
		figures: {
			messages,
			greetingDelayMs: GREETING_DELAY_MS,
			productSeconds: rounded(productSeconds),
			ownNodesSeconds: rounded(ownSeconds),
			productMessagesASecond: rounded(messages / productSeconds),
			ownNodesMessagesASecond: rounded(messages / ownSeconds),
			runs: 1,
		},
	});
}

await ensureN8n(root, progress);
const tarball = await packPackage(root);
await inScratch(async (folder) => {
	const files = join(folder, 'files');
	mkdirSync(files, { recursive: true });
	await installPackage(tarball, folder);
	const mail = await startMailServer(folder);
	const n8n = await startN8n({
		root,
		userFolder: folder,
		env: {
			N8N_RESTRICT_FILE_ACCESS_TO: files,
			NODE_OPTIONS: `--require ${JSON.stringify(join(root, 'test', 'workflows', 'support', 'shiftClock.cjs'))}`,
			COBRANCA_TEST_CLOCK_OFFSET_MS: String(Date.parse(`${TODAY}T13:00:00Z`) - Date.now()),
		},
	});
	try {
		await measure(n8n.client, folder, mail);
	} finally {
		await n8n.stop();
		mail.process.kill('SIGTERM');
	}
});
process.exit(process.exitCode ?? 0);
