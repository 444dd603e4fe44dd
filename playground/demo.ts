import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Day } from '../core/calendar/day.ts';
import { DEMO_PLACE, demoPortfolio } from './demo-portfolio.ts';
import type { N8nClient, StoredWorkflow } from './n8n-client.ts';
import { OWNER } from './n8n-env.ts';
import type { RunResult } from './n8n-push.ts';
import { bindCredentials, credentialsWanted, type StoredCredential, type WorkflowJson } from './n8n-workflows.ts';
import { PlaygroundError } from './ports.ts';

/** The bundled workflows, by file name in workflows/. */
export const WORKFLOW_FILES = [
	'importar-carteira.json',
	'regua-padrao-email.json',
	'baixa-manual.json',
	'asaas-sincronizar.json',
	'asaas-pagamento-recebido.json',
	'regua-asaas-email.json',
	'segmentar-carteira.json',
	'consulta-credito-novo-cliente.json',
	'rotina-consulta-carteira.json',
	'negativacao.json',
	'valorizar-bons-pagadores.json',
] as const;
export type WorkflowFile = (typeof WORKFLOW_FILES)[number];

/** The made-up creditor who collects in the demo. */
export const DEMO_ACCOUNT: Record<string, unknown> = {
	creditorName: 'Escola de Música Sabiá Ltda.',
	creditorDocument: '11.222.333/0001-81',
	creditorAddress: 'Rua das Flores, 100, Centro, São Paulo, SP, 01000-000',
	creditorEmail: 'financeiro@example.com',
	creditorPhone: '(11) 4000-0000',
	creditorState: DEMO_PLACE.state,
	creditorCity: DEMO_PLACE.city,
	pixKey: 'financeiro@example.com',
	fineKind: 'percent',
	finePercent: 2,
	interestKind: 'monthly',
	interestPercent: 1,
	// The reminder of five days before shows it.
	discount: '2% até 5 dias antes',
	timeZone: 'America/Sao_Paulo',
	localHolidays: '',
	ledgerEngine: 'sqlite',
	ledgerFolder: '',
};

/** Where the demo's ledger lies: the account leaves its folder to n8n's own. */
export function demoLedger(userFolder: string): string {
	return join(userFolder, '.n8n', 'cobranca', `${String(DEMO_ACCOUNT.creditorDocument).replace(/\D/g, '')}.sqlite`);
}

/** Credentials of the demo: the account, those of the simulated gateway and bureau, n8n's own SMTP one that leads to the local inbox, and the login of forms. */
export async function createCredentials(client: N8nClient, { smtpPort, asaasKey, serasa }: { smtpPort: number; asaasKey: string; serasa: { clientId: string; clientSecret: string } }): Promise<StoredCredential[]> {
	const account = await client.saveCredential('Cobrança – demonstração', 'cobrancaAccountApi', DEMO_ACCOUNT);
	const smtp = await client.saveCredential('E-mail – caixa local', 'smtp', {
		user: '',
		password: '',
		host: '127.0.0.1',
		port: smtpPort,
		secure: false,
		disableStartTls: true,
		hostName: '',
	});
	const asaas = await client.saveCredential('Asaas – simulado', 'cobrancaAsaasApi', { apiKey: asaasKey, environment: 'sandbox' });
	const bureau = await client.saveCredential('Serasa – simulada', 'cobrancaSerasaApi', {
		clientId: serasa.clientId,
		clientSecret: serasa.clientSecret,
		environment: 'production',
		personReport: 'RELATORIO_BASICO_PF_PME',
		companyReport: 'RELATORIO_BASICO_PJ_PME',
		optionalFeatures: '',
		personPrice: 2.5,
		companyPrice: 7,
	});
	const forms = await client.saveCredential('Formulários – demonstração', 'httpBasicAuth', { user: OWNER.email, password: OWNER.password });
	return [account, smtp, asaas, bureau, forms];
}

/** Presses the account's Test button, which makes the ledger. Throws what it says when it says no. */
export async function testAccount(client: N8nClient, credentials: readonly StoredCredential[]): Promise<string> {
	const account = credentials.find((one) => one.type === 'cobrancaAccountApi');
	if (!account) throw new Error('the account was not created');
	const { status, message } = await client.testCredential(account);
	if (status !== 'OK') throw new PlaygroundError(`The Cobrança Account does not work: ${message}`);
	return message;
}

/** Reads a bundled workflow as it ships. */
export function readWorkflow(root: string, file: WorkflowFile): WorkflowJson {
	return JSON.parse(readFileSync(join(root, 'workflows', file), 'utf8')) as WorkflowJson;
}

/**
 * Imports the bundled workflows and selects the demo's credentials in them. None is published. A workflow
 * that an earlier start imported from the same file is left as the operator has made it since; `folder` is
 * where that is noted.
 */
export async function importWorkflows(
	client: N8nClient,
	root: string,
	folder: string,
	credentials: readonly StoredCredential[],
): Promise<Record<WorkflowFile, StoredWorkflow>> {
	const noteFile = join(folder, 'workflows-imported.json');
	const notes = existsSync(noteFile) ? (JSON.parse(readFileSync(noteFile, 'utf8')) as Record<string, string>) : {};
	const stored: Array<[WorkflowFile, StoredWorkflow]> = [];
	for (const file of WORKFLOW_FILES) {
		const workflow = readWorkflow(root, file);
		const hash = createHash('sha256').update(JSON.stringify(workflow)).digest('hex');
		const id = await client.workflowIdOf(workflow.name);
		const keep = id !== null && notes[file] === hash;
		stored.push([file, keep ? await client.workflow(id) : await client.saveWorkflow(bindCredentials(workflow, credentials, credentialsWanted))]);
		notes[file] = hash;
	}
	mkdirSync(folder, { recursive: true });
	writeFileSync(noteFile, JSON.stringify(notes));
	return Object.fromEntries(stored) as Record<WorkflowFile, StoredWorkflow>;
}

/**
 * The demo's portfolio. It is laid around the day of the first start and kept: a start on a later day
 * finds the same invoices some days older, not the same numbers with new due dates.
 */
export function portfolioFile(folder: string, today: Day): string {
	const file = join(folder, 'carteira-demonstracao.csv');
	if (!existsSync(file)) {
		mkdirSync(folder, { recursive: true });
		writeFileSync(file, demoPortfolio(today));
	}
	return file;
}

/** Throws when a run did not go through, naming the node that stopped it. */
export function assertSucceeded(run: RunResult, name: string): RunResult {
	if (run.status === 'success') return run;
	const [node, runs] = Object.entries(run.nodes).find(([, all]) => all.some((one) => one.error)) ?? [];
	const error = runs?.find((one) => one.error)?.error;
	throw new PlaygroundError(`The workflow "${name}" ended with "${run.status}"${node ? `: ${node}: ${error}` : ''}`);
}

/** Sends the file through the form of importar-carteira, as an operator would. */
export async function importPortfolio(client: N8nClient, workflow: StoredWorkflow, file: string): Promise<RunResult> {
	const form = { fields: [{ fileName: 'carteira-demonstracao.csv', content: readFileSync(file) }] };
	return assertSucceeded(await client.runForm(workflow.id, form), workflow.name);
}

/** Executes the standard régua once, as the editor's button does. */
export async function runRuler(client: N8nClient, workflow: StoredWorkflow): Promise<RunResult> {
	return assertSucceeded(await client.run(workflow.id), workflow.name);
}
