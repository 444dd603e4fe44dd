import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNT, newCreditor } from './support/creditor';
import { TODAY } from './support/clock';
import { anInvoice, put } from '../support/invoices';
import { BUNDLED } from './support/workflows';
import { disconnect, n8n, world } from './support/world';

afterAll(disconnect);

interface Manifest {
	name: string;
	version: string;
	n8n: { nodes: string[]; credentials: string[] };
	dependencies: Record<string, string>;
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

describe('the packed package', () => {
	const files = () => execFileSync('tar', ['-tzf', world().tarball], { encoding: 'utf8' }).trim().split('\n').map((name) => name.replace(/^package\//, ''));

	it('has what its package.json names, the icons and codex files, the bundled workflows, README and licence', () => {
		const packed = new Set(files());
		const codex = manifest.n8n.nodes.map((file) => file.replace(/\.js$/, '.json'));
		const icons = ['cobranca', 'creditBureau', 'delinquencyClassifier', 'dunningRuler', 'invoiceTrigger', 'paymentGateway', 'paymentTrigger', 'receivables', 'reminder', 'asaas', 'bureauHttp', 'serasa', 'spc'].flatMap((name) => [`dist/icons/${name}.svg`, `dist/icons/${name}.dark.svg`]);
		const wanted = ['package.json', 'README.md', 'LICENSE.md', ...manifest.n8n.nodes, ...manifest.n8n.credentials, ...codex, ...icons, ...BUNDLED.map((file) => `dist/workflows/${file}`)];
		expect(wanted.filter((file) => !packed.has(file))).toEqual([]);
		expect(manifest.n8n.nodes).toHaveLength(8);
	});

	it('has nothing else', () => {
		const folders = /^dist\/(core|nodes|credentials)\/.*\.js$|^dist\/nodes\/.*\.node\.json$|^dist\/icons\/.*\.svg$|^dist\/workflows\/.*\.json$|^(package\.json|README(\.pt-BR)?\.md|LICENSE\.md)$/;
		expect(files().filter((file) => !folders.test(file))).toEqual([]);
		expect(files().filter((file) => /(^|\/)(test|playground|bench)\/|\.(ts|map)$/.test(file))).toEqual([]);
	});

	it('installs no native module and asks for no install script', () => {
		const modules = join(world().userFolder, '.n8n', 'nodes', 'node_modules');
		const native = execFileSync('find', [modules, '-name', '*.node', '-o', '-name', 'binding.gyp'], { encoding: 'utf8' }).trim();
		expect(existsSync(join(modules, manifest.name, 'package.json'))).toBe(true);
		expect(native).toBe('');
		expect(Object.keys(manifest.dependencies)).toEqual(Object.keys((JSON.parse(readFileSync(join(modules, manifest.name, 'package.json'), 'utf8')) as Manifest).dependencies));
	});
});

describe('the package in n8n', () => {
	it('brings its four nodes and the credential, under the package’s own name', async () => {
		const client = n8n();
		const nodeInfos = ['receivables', 'invoiceTrigger', 'dunningRuler', 'reminder'].map((name) => ({ name: `${manifest.name}.${name}`, version: 1 }));
		const types = await client.request<Array<{ name: string; displayName: string; credentials: Array<{ name: string }> }>>('POST', '/node-types', { nodeInfos });
		expect(types.map(({ displayName }) => displayName)).toEqual(['Receivables', 'Invoice Trigger', 'Dunning Ruler', 'Reminder']);
		expect(types.every(({ credentials }) => credentials.some(({ name }) => name === 'cobrancaAccountApi'))).toBe(true);
		await expect(client.request('POST', '/node-types', { nodeInfos: [{ name: `${manifest.name}.none`, version: 1 }] })).rejects.toThrow(/none/);
	});

	it('starts without an error in n8n’s log', () => {
		const [start, ...rest] = readFileSync(world().logFile, 'utf8').split('Editor is now accessible');
		expect(rest).not.toEqual([]);
		expect(start.split('\n').filter((line) => /n8n-nodes-cobranca|\berror\b|ERR_|cannot find/i.test(line))).toEqual([]);
	});
});

describe.each(['sqlite', 'postgres'] as const)('the Test button of the Cobrança Account (%s)', (engine) => {
	it('opens the ledger and says its engine, its place and how many invoices are in it', async () => {
		const client = n8n();
		const creditor = await newCreditor(client, engine);
		const place = creditor.place.engine === 'sqlite' ? creditor.place.file : `${creditor.place.host}:${creditor.place.port}`;
		const empty = await client.testCredential(creditor.account);
		expect(empty).toMatchObject({ status: 'OK', message: expect.stringContaining('0 faturas') as string });
		expect(empty.message).toContain(place);
		expect(empty.message).toContain(engine === 'sqlite' ? 'SQLite' : 'PostgreSQL');
		await creditor.inLedger(async (ledger) => await put(ledger, Array.from({ length: 1_234 }, (_, index) => anInvoice(String(index), { dueDate: TODAY })), { today: TODAY }));
		expect((await client.testCredential(creditor.account)).message).toContain('1.234 faturas');
	});
});

describe('the Test button, when the account is wrong', () => {
	const verdict = async (name: string, changes: Record<string, unknown>) => {
		const client = n8n();
		return await client.testCredential(await client.saveCredential(name, 'cobrancaAccountApi', { ...ACCOUNT, ledgerEngine: 'sqlite', ledgerFolder: mkdtempSync(join(world().folder, 'wrong-')), ...changes }));
	};

	it.each([
		['a folder that cannot be made', { ledgerFolder: '/dev/null/cobranca' }, /\/dev\/null\/cobranca/],
		['nobody at the host', { ledgerEngine: 'postgres', host: '127.0.0.1', port: 1, user: 'x', password: 'segredo' }, /PostgreSQL 127\.0\.0\.1:1.*Confira endereço/],
		['a wrong password', { ledgerEngine: 'postgres', host: '127.0.0.1', port: Number(process.env.COBRANCA_TEST_POSTGRES_PORT), user: 'postgres', password: 'segredo' }, /Confira endereço, porta, usuário, senha/],
		['no CNPJ', { creditorDocument: '123' }, /"123" não é um CNPJ/],
		['a time zone that does not exist', { timeZone: 'Brasil/Sampa' }, /"Brasil\/Sampa" não é um fuso horário/],
	])('names what is wrong: %s', async (name, changes, reason) => {
		const { status, message } = await verdict(`Errada: ${name}`, changes);
		expect(status).toBe('Error');
		expect(message).toMatch(reason);
		expect(message).not.toContain('segredo');
	});
});
