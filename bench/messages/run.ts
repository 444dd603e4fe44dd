/** `regua-messages-per-second`: see the README beside. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DEMO_ACCOUNT, readWorkflow } from '../../playground/demo.ts';
import { cnpj } from '../../playground/demo-people.ts';
import { ensureN8n } from '../../playground/install.ts';
import { startN8n, type N8nServer } from '../../playground/n8n.ts';
import { bindCredentials, type StoredCredential, type WorkflowJson, type WorkflowNode } from '../../playground/n8n-workflows.ts';
import { installPackage, packPackage } from '../../playground/package.ts';
import { sleep } from '../../playground/processes.ts';
import { build } from '../lib/built.ts';
import { importing, opening } from '../lib/core.ts';
import { readOptions } from '../lib/options.ts';
import { median, progress, report, rounded } from '../lib/report.ts';
import { inScratch } from '../lib/scratch.ts';
import { table, today } from './portfolio.ts';
import { startSmtp, type SmtpProcess } from './smtp.ts';

const { quick } = readOptions();
const MESSAGES = quick ? 100 : 1_000;
const PRODUCT_RUNS = 3;
const root = process.cwd();
const sleepMs = 100;

interface Stage {
	n8n: N8nServer;
	smtp: SmtpProcess;
	folder: string;
}

/** Executes a workflow once; seconds from its start to its end as n8n reports them. */
async function execute({ n8n, smtp }: Stage, workflow: WorkflowJson, credentials: StoredCredential[], wanted: (node: WorkflowNode) => string[]): Promise<number> {
	// Kept in the history, which is where n8n says when an execution began and ended.
	const settings = { ...workflow.settings, saveManualExecutions: true };
	const { id } = await n8n.client.saveWorkflow(bindCredentials({ ...workflow, settings }, credentials, wanted));
	const before = smtp.received();
	const run = await n8n.client.run(id, { timeoutMs: 1_800_000 });
	if (run.status !== 'success') throw new Error(`"${workflow.name}" ended with ${run.status}: ${JSON.stringify(Object.values(run.nodes).flat().map(({ error }) => error).filter(Boolean))}`);
	const received = smtp.received() - before;
	if (received !== MESSAGES) throw new Error(`"${workflow.name}" sent ${received} messages instead of ${MESSAGES}`);
	for (let attempt = 0; attempt < 100; attempt += 1) {
		const { startedAt, stoppedAt } = await n8n.client.request<{ startedAt: string; stoppedAt: string | null }>('GET', `/executions/${run.executionId}`);
		if (stoppedAt) return (Date.parse(stoppedAt) - Date.parse(startedAt)) / 1_000;
		await sleep(sleepMs);
	}
	throw new Error(`n8n did not say when execution ${run.executionId} ended`);
}

/** The bundled régua, over a ledger of its own that holds the table. */
async function product(stage: Stage, smtpCredential: StoredCredential, place: number): Promise<number> {
	const document = cnpj(`1122233300${String(place).padStart(2, '0')}`);
	const ledgerFolder = join(stage.folder, 'ledgers');
	const { openLedger, ledgerFile } = opening();
	const ledger = await openLedger({ engine: 'sqlite', file: ledgerFile(ledgerFolder, document) }, document);
	const { summary } = await importing().importCsv(ledger, Readable.from([table(MESSAGES)]), { source: 'erp', now: new Date(), today: today(), problemsAtMost: 5 });
	await ledger.close();
	if (summary.created !== MESSAGES) throw new Error(`the table was not imported: ${JSON.stringify(summary)}`);
	const data = { ...DEMO_ACCOUNT, creditorDocument: document, ledgerFolder };
	const account = await stage.n8n.client.saveCredential(`Credor ${place}`, 'cobrancaAccountApi', data);
	const wanted = (node: WorkflowNode) => {
		if (!node.type.startsWith('n8n-nodes-cobranca.')) return [];
		return node.type.endsWith('.reminder') ? ['cobrancaAccountApi', 'smtp'] : ['cobrancaAccountApi'];
	};
	return await execute(stage, readWorkflow(root, 'regua-padrao-email.json'), [account, smtpCredential], wanted);
}

/** The régua of n8n's own nodes, over the same table as a file. */
async function own(stage: Stage, smtpCredential: StoredCredential): Promise<number> {
	const file = join(stage.folder, 'carteira.csv');
	writeFileSync(file, table(MESSAGES));
	const workflow = JSON.parse(readFileSync(join(root, 'bench', 'messages', 'regua-so-n8n.json'), 'utf8')) as WorkflowJson;
	for (const node of workflow.nodes) if (node.name === 'Ler arquivo') node.parameters = { ...node.parameters, fileSelector: file };
	return await execute(stage, workflow, [smtpCredential], (node) => (node.type.endsWith('.emailSend') ? ['smtp'] : []));
}

async function measure(stage: Stage): Promise<void> {
	const smtpCredential = await stage.n8n.client.saveCredential('SMTP', 'smtp', {
		user: '',
		password: '',
		host: '127.0.0.1',
		port: stage.smtp.port,
		secure: false,
		disableStartTls: true,
		hostName: '',
	});
	const productSeconds: number[] = [];
	const runProduct = async (place: number) => {
		const seconds = await product(stage, smtpCredential, place);
		progress(`messages: régua ${MESSAGES} in ${seconds.toFixed(2)} s`);
		productSeconds.push(seconds);
	};
	await runProduct(1);
	const ownSeconds = await own(stage, smtpCredential);
	progress(`messages: n8n's own nodes ${MESSAGES} in ${ownSeconds.toFixed(2)} s`);
	for (let place = 2; place <= PRODUCT_RUNS; place += 1) await runProduct(place);
	const seconds = median(productSeconds);
	report({
		name: 'regua-messages-per-second',
		ratio: ownSeconds / seconds,
		goal: 20,
		better: 'higher',
		figures: {
			messages: MESSAGES,
			productPerSecond: rounded(MESSAGES / seconds),
			ownPerSecond: rounded(MESSAGES / ownSeconds),
			productSeconds: productSeconds.map(rounded),
			ownSeconds: rounded(ownSeconds),
			runs: PRODUCT_RUNS,
		},
	});
}

await ensureN8n(root, progress);
build();
const tarball = await packPackage(root);
await inScratch(async (folder) => {
	const userFolder = join(folder, 'n8n');
	mkdirSync(userFolder, { recursive: true });
	await installPackage(tarball, userFolder);
	const smtp = await startSmtp(join(folder, 'received.jsonl'));
	try {
		const n8n = await startN8n({ root, userFolder, env: { N8N_RESTRICT_FILE_ACCESS_TO: folder } });
		try {
			await measure({ n8n, smtp, folder });
		} catch (error) {
			progress(n8n.logTail(20));
			throw error;
		} finally {
			await n8n.stop();
		}
	} finally {
		await smtp.stop();
	}
});
