import { join } from 'node:path';
import type { N8nClient } from '../../playground/n8n';
import type { StoredCredential } from '../../playground/n8n-workflows';
import { startSmtpServer, type SmtpServerDouble } from '../doubles/smtp/index';
import { saveAsaas } from './support/asaas';
import { saveSerasa } from './support/bureau';
import { newCreditor, saveFormLogin, saveSmtp } from './support/creditor';
import { overlaps } from './support/layout';
import { BUNDLED, bundled, save } from './support/workflows';
import { command, disconnect, n8n } from './support/world';

let mail: SmtpServerDouble;
beforeAll(async () => {
	mail = await startSmtpServer();
});
afterAll(async () => {
	await mail.stop();
	await disconnect();
});

/** One of each kind that bundled workflows ask for. */
async function allCredentials(client: N8nClient): Promise<StoredCredential[]> {
	return [(await newCreditor(client)).account, await saveSmtp(client, mail), await saveFormLogin(client), await saveAsaas(client, '$aact_hmlg_0_x'), await saveSerasa(client, { clientId: 'cobranca-0', clientSecret: 'x' })];
}

it('bundles the workflows', () => {
	expect([...BUNDLED].sort()).toEqual([
		'asaas-pagamento-recebido.json',
		'asaas-sincronizar.json',
		'baixa-manual.json',
		'consulta-credito-novo-cliente.json',
		'erp-api-generica.json',
		'erp-banco-de-dados.json',
		'importar-carteira.json',
		'negativacao.json',
		'regua-asaas-email.json',
		'regua-padrao-email.json',
		'rotina-consulta-carteira.json',
		'segmentar-carteira.json',
		'valorizar-bons-pagadores.json',
	]);
});

describe.each(BUNDLED)('%s', (file) => {
	const workflow = bundled(file);

	it('says its time zone, explains itself, and keeps personal data out of the execution history', () => {
		const notes = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(workflow.settings).toMatchObject({ timezone: 'America/Sao_Paulo', saveDataSuccessExecution: 'none', saveManualExecutions: false });
		expect(notes.length).toBeGreaterThan(0);
		expect(notes.every(({ parameters }) => String(parameters?.content).length > 40)).toBe(true);
	});

	it('is drawn without one thing lying over another', () => {
		expect(overlaps(workflow)).toEqual([]);
	});

	it('carries nobody’s credentials, data or ids', () => {
		expect(workflow.nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
		expect(workflow).toMatchObject({ pinData: {}, active: false });
		expect(workflow.id).toBeUndefined();
		expect(JSON.stringify(workflow)).not.toMatch(/instanceId|@(?!example)[\w.]+\.com/);
	});

	it('uses only nodes that this n8n knows, in versions it has', async () => {
		const client = n8n();
		const nodeInfos = workflow.nodes.map(({ type, typeVersion }) => ({ name: type, version: typeVersion }));
		const known = await client.request<Array<{ name: string; version: number | number[] }>>('POST', '/node-types', { nodeInfos });
		expect(known.map(({ name }) => name)).toEqual(nodeInfos.map(({ name }) => name.split('.').at(-1)));
		expect(nodeInfos.filter(({ version }, index) => ![known[index]?.version].flat().includes(Number(version)))).toEqual([]);
	});

	it('connects only nodes that are there', () => {
		const names = new Set(workflow.nodes.map(({ name }) => name));
		const ends = JSON.stringify(workflow.connections).matchAll(/"node":("(?:[^"\\]|\\.)*")/g);
		expect([...Object.keys(workflow.connections), ...[...ends].map(([, name]) => JSON.parse(name ?? '') as string)].filter((name) => !names.has(name))).toEqual([]);
	});

	it('imports through n8n’s API as it is', async () => {
		const client = n8n();
		const stored = await save(client, workflow, await allCredentials(client));
		const { nodes, settings } = await client.workflow(stored.id);
		expect(nodes.map(({ name, parameters }) => ({ name, parameters }))).toEqual(workflow.nodes.map(({ name, parameters }) => ({ name, parameters })));
		expect(settings).toMatchObject(workflow.settings ?? {});
	});
});

it('imports from the command line without a warning', async () => {
	const { code, stdout, stderr } = await command('import:workflow', '--separate', `--input=${join(process.cwd(), 'workflows')}`);
	expect(`${stdout}${stderr}`).not.toMatch(/warn|error|failed|unknown|invalid/i);
	expect(stdout).toContain(`Successfully imported ${BUNDLED.length} workflows`);
	expect(code).toBe(0);
});

it.each(['importar-carteira.json', 'regua-padrao-email.json', 'asaas-sincronizar.json', 'regua-asaas-email.json', 'segmentar-carteira.json', 'consulta-credito-novo-cliente.json', 'rotina-consulta-carteira.json', 'negativacao.json', 'valorizar-bons-pagadores.json'])('%s can be published', async (file) => {
	const client = n8n();
	const { id } = await save(client, bundled(file), await allCredentials(client));
	await client.publish(id);
	expect(await client.workflow(id)).toMatchObject({ active: true });
	await client.unpublish(id);
});
