import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startSmtpServer, type SmtpServerDouble } from '../../doubles/smtp/index.ts';
import { runNode, type NodeRun, type TestNode } from '../../support/n8nCore';
import { atNoon, dayFromToday, importRows, newAccount, newPostgresAccount, receivables, sheetRow, smtpOf, type Credentials } from '../../support/n8nCoreAccount';

let server: SmtpServerDouble;
let credentials: Credentials;

atNoon();
beforeAll(async () => {
	server = await startSmtpServer();
});
afterAll(async () => await server.stop());
beforeEach(() => {
	server.received.length = 0;
	credentials = { cobrancaAccountApi: newAccount(), smtp: smtpOf(server) };
});

const STEPS = { steps: { step: [{ day: 0, countFrom: 'dueDate' }] }, options: { window: 'any' } };
const rulerOver = (items: INodeExecutionData[] | IDataObject[], parameters: INodeParameters = {}) => runNode({ type: 'dunningRuler', parameters: { ...STEPS, invoicesFrom: 'items', ...parameters } }, credentials, items);

/** What goes wrong must be said by the node itself, in words for the operator: no bug and no database speaks. */
function expectNoBug(run: NodeRun): void {
	if (run.error) expect(run.error).toMatchObject({ name: 'NodeOperationError', message: expect.stringMatching(/[a-zà-ü]{3,}/i) });
	expect(run.error?.message ?? '').not.toMatch(/undefined|is not an? |cannot|invalid input|syntax error|datatype|constraint/i);
	expect(JSON.stringify(run.json)).not.toMatch(/undefined|\[object Object\]|native code/);
}

describe.each([
	['SQLite', newAccount],
	['PostgreSQL', newPostgresAccount],
])('items of any kind (%s)', (_engine, account) => {
	const rows: Array<[string, IDataObject]> = [
		['nothing', {}],
		['nulls', { numero: null, cliente: null, valor: null, vencimento: null }],
		['lists and objects', { numero: [1], cliente: { a: 1 }, valor: [[]], vencimento: {} }],
		['booleans', { numero: true, cliente: false, valor: true, vencimento: false }],
		['huge and odd numbers', { numero: 1e300, cliente: 5, valor: 1e300, vencimento: -1 }],
		['NUL and lone surrogates', sheetRow('a\u0000b\ud800', { cliente: 'x\u0000y\udfff', descricao: '\u0000' })],
		['half an invoice of our own shape', { invoice: {}, customer: {} }],
		['ids that are none', { invoice: { id: 'x' }, customer: { id: null } }],
		['ids that are no whole number', { invoice: { id: 1.5 }, customer: { id: Number.NaN } }],
		['ids beyond all numbers', { invoice: { id: 1e300, number: 'n' }, customer: { id: -1 } }],
		['SQL', sheetRow("'; drop table invoices; --", { cliente: "Robert'); drop table customers;--" })],
		['a contact that is none', { contact: 'sim' }],
	];
	const nodes: Array<[string, TestNode]> = [
		...['import', 'get', 'markPaid', 'cancel', 'dispute', 'resume'].map((operation): [string, TestNode] => [operation, { type: 'receivables', parameters: { operation } }]),
		['import as a summary', { type: 'receivables', parameters: { operation: 'import', output: 'summary' } }],
		['promise', { type: 'receivables', parameters: { operation: 'promise', until: dayFromToday(1) } }],
		['exclude', { type: 'receivables', parameters: { resource: 'customer', operation: 'exclude', until: dayFromToday(1) } }],
		['history', { type: 'receivables', parameters: { resource: 'customer', operation: 'getHistory' } }],
		['credit limit', { type: 'receivables', parameters: { resource: 'customer', operation: 'setCreditLimit', creditLimit: '1' } }],
		['settle', { type: 'receivables', parameters: { resource: 'contact', operation: 'settle' } }],
		['occurrence of a customer', { type: 'receivables', parameters: { resource: 'occurrence', operation: 'create' } }],
		['occurrence of an invoice', { type: 'receivables', parameters: { resource: 'occurrence', operation: 'create', about: 'invoice' } }],
		['agreement', { type: 'receivables', parameters: { resource: 'agreement', operation: 'record' } }],
		['end of an agreement', { type: 'receivables', parameters: { resource: 'agreement', operation: 'finish' } }],
		['classify', { type: 'delinquencyClassifier' }],
		['classify by the items alone', { type: 'delinquencyClassifier', parameters: { historyFrom: 'items' } }],
		['classification', { type: 'delinquencyClassifier', parameters: { resource: 'customer', operation: 'getClassification' } }],
		['overrule', { type: 'delinquencyClassifier', parameters: { resource: 'customer', operation: 'overrule', note: 'por quê' } }],
		['withdraw overrule', { type: 'delinquencyClassifier', parameters: { resource: 'customer', operation: 'withdrawOverrule' } }],
		['ruler', { type: 'dunningRuler', parameters: { ...STEPS, invoicesFrom: 'items' } }],
		['reminder', { type: 'reminder', parameters: { template: 'dueToday' } }],
		['rehearsed reminder', { type: 'reminder', parameters: { template: 'dueToday', dryRun: true } }],
	];

	it.each(nodes)('%s takes them all, and loses none', async (_name, node) => {
		credentials.cobrancaAccountApi = account();
		await importRows(credentials, [sheetRow('boa')]);
		for (const [what, row] of rows) {
			const alone = await runNode(node, credentials, [row]);
			expectNoBug(alone);
			if (!alone.error && alone.json.flat().length === 0) throw new Error(`${what} vanished`);
		}
		const [good] = (await receivables('invoice.getAll', credentials, { filters: { customer: 'Cliente boa' } })).json[0];
		const together = await runNode(node, credentials, [good, ...rows.map(([, row]) => row), sheetRow('mais uma')]);
		expectNoBug(together);
		if (together.error) throw new Error(together.error.message);
		const seen = new Set(together.outputs.flat().flatMap(({ pairedItem }) => (pairedItem as { item: number }).item));
		if (!_name.includes('summary')) expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: rows.length + 2 }, (_, index) => index));
	});
});

describe.each([
	['SQLite', newAccount],
	['PostgreSQL', newPostgresAccount],
])('parameters of any kind (%s)', (_engine, account) => {
	const odd: INodeParameters[string][] = [null, '', 'abc', -1, 0, 1.5, 1e300, true, [], {}, '={{ undefined }}', '={{ NaN }}', '={{ Infinity }}', '\u0000'];
	const fields: Array<[string, TestNode]> = [
		...['limit', 'returnAll', 'statuses', 'filters'].map((name): [string, TestNode] => [name, { type: 'receivables', parameters: { operation: 'getAll', [name]: null } }]),
		...['balanceFrom', 'balanceTo', 'customer', 'daysOverdueFrom', 'daysOverdueTo', 'dueFrom', 'source'].map((name): [string, TestNode] => [`filters.${name}`, { type: 'receivables', parameters: { operation: 'getAll', filters: { [name]: null } } }]),
		...['limit', 'states', 'filters'].map((name): [string, TestNode] => [name, { type: 'receivables', parameters: { resource: 'contact', operation: 'getAll', [name]: null } }]),
		...['verdict', 'contactId', 'note'].map((name): [string, TestNode] => [name, { type: 'receivables', parameters: { resource: 'contact', operation: 'settle', [name]: null } }]),
		...['source', 'columns', 'output', 'rowsFrom'].map((name): [string, TestNode] => [name, { type: 'receivables', parameters: { [name]: null } }]),
		...['until', 'note', 'cause', 'author', 'invoiceFrom'].map((name): [string, TestNode] => [name, { type: 'receivables', parameters: { operation: 'promise', [name]: null } }]),
		...['payment', 'paymentColumns', 'list'].map((name): [string, TestNode] => [name, { type: 'receivables', parameters: { operation: 'markPaid', ...(name === 'list' ? { payment: 'list' } : {}), [name]: null } }]),
		...['about', 'kind', 'cause', 'note', 'author', 'happenedOn', 'customerFrom'].map((name): [string, TestNode] => [name, { type: 'receivables', parameters: { resource: 'occurrence', operation: 'create', [name]: null } }]),
		...['limit', 'kinds', 'filters'].map((name): [string, TestNode] => [name, { type: 'receivables', parameters: { resource: 'occurrence', operation: 'getAll', [name]: null } }]),
		...['cause', 'customer', 'from', 'origin', 'to'].map((name): [string, TestNode] => [`filters.${name}`, { type: 'receivables', parameters: { resource: 'occurrence', operation: 'getAll', filters: { [name]: null } } }]),
		...['causeName', 'origin', 'existing'].map((name): [string, TestNode] => [name, { type: 'receivables', parameters: { resource: 'cause', operation: 'save', causeName: 'Outra', [name]: null } }]),
		...['agreementOver', 'endsOn', 'cause'].map((name): [string, TestNode] => [name, { type: 'receivables', parameters: { resource: 'agreement', operation: 'record', [name]: null } }]),
		['invoiceNumbers', { type: 'receivables', parameters: { resource: 'agreement', operation: 'record', agreementOver: 'numbers', invoiceNumbers: null } }],
		...['end', 'agreementId', 'note'].map((name): [string, TestNode] => [name, { type: 'receivables', parameters: { resource: 'agreement', operation: 'finish', [name]: null } }]),
		...['states', 'filters'].map((name): [string, TestNode] => [name, { type: 'receivables', parameters: { resource: 'agreement', operation: 'getAll', [name]: null } }]),
		...['period', 'by', 'attributionDays'].map((name): [string, TestNode] => [name, { type: 'receivables', parameters: { resource: 'report', operation: 'recovery', [name]: null } }]),
		...['from', 'to'].map((name): [string, TestNode] => [name, { type: 'receivables', parameters: { resource: 'report', operation: 'indicators', period: 'custom', from: '2026-01-01', to: '2026-01-31', [name]: null } }]),
		['asOf', { type: 'receivables', parameters: { resource: 'report', operation: 'ageing', asOf: null } }],
		...['ruler', 'steps', 'invoicesFrom', 'dryRun', 'options'].map((name): [string, TestNode] => [name, { type: 'dunningRuler', parameters: { ...STEPS, [name]: null } }]),
		...['backlog', 'window', 'hoursFrom', 'listAtMost', 'maxContactsADay', 'minimumBalance', 'timeBarYears'].map((name): [string, TestNode] => [`options.${name}`, { type: 'dunningRuler', parameters: { ...STEPS, options: { [name]: null } } }]),
		...['historyFrom', 'columns', 'outputs', 'stages', 'options'].map((name): [string, TestNode] => [name, { type: 'delinquencyClassifier', parameters: { [name]: null } }]),
		...['allPoints', 'approach', 'overdueFrom', 'phoneFrom', 'phoneImportant', 'points', 'thresholds', 'upToA'].map((name): [string, TestNode] => [`options.${name}`, { type: 'delinquencyClassifier', parameters: { options: { [name]: null } } }]),
		...['options'].map((name): [string, TestNode] => [name, { type: 'delinquencyClassifier', parameters: { resource: 'portfolio', operation: 'reclassify', [name]: null } }]),
		...['profile', 'note', 'author', 'until'].map((name): [string, TestNode] => [name, { type: 'delinquencyClassifier', parameters: { resource: 'customer', operation: 'overrule', note: 'por quê', [name]: null } }]),
		...['creditLimit', 'until', 'since'].map((name): [string, TestNode] => [name, { type: 'receivables', parameters: { resource: 'customer', operation: 'setCreditLimit', [name]: null } }]),
		...['events'].map((name): [string, TestNode] => [name, { type: 'receivables', parameters: { resource: 'customer', operation: 'getHistory', [name]: null } }]),
		...['fromEmail', 'options', 'subject', 'message', 'dryRun'].map((name): [string, TestNode] => [name, { type: 'reminder', parameters: { template: 'dueToday', [name]: null } }]),
		...['concurrency', 'maxAttempts', 'messageKey'].map((name): [string, TestNode] => [`options.${name}`, { type: 'reminder', parameters: { template: 'dueToday', options: { [name]: null } } }]),
	];
	const put = (node: TestNode, path: string, value: INodeParameters[string]): TestNode => {
		const [name, inner] = path.split('.');
		return { ...node, parameters: { ...node.parameters, [name]: (inner === undefined ? value : { [inner]: value }) as INodeParameters[string] } };
	};

	let shared: Credentials['cobrancaAccountApi'];
	let items: IDataObject[];
	beforeAll(async () => {
		shared = account();
		items = await importRows({ cobrancaAccountApi: shared }, [sheetRow('1'), sheetRow('2')]);
	});
	beforeEach(() => {
		credentials.cobrancaAccountApi = shared;
	});

	it.each(fields.map(([path, node]): [string, string, TestNode] => [path, node.type, node]))('%s of %s', async (path, _type, node) => {
		for (const value of odd) {
			let run: NodeRun;
			try {
				run = await runNode(put(node, path, value), credentials, items);
			} catch (error) {
				// n8n itself refuses a required field that is empty.
				expect((error as Error).name).toBe('WorkflowHasIssuesError');
				continue;
			}
			expectNoBug(run);
		}
	});

	it('more connections than there can be still send every message once', async () => {
		credentials.cobrancaAccountApi = account();
		items = await importRows(credentials, [sheetRow('1'), sheetRow('2')]);
		const { json } = await runNode({ type: 'reminder', parameters: { template: 'dueToday', options: { concurrency: 1e9, maxAttempts: '2' } } }, credentials, items);
		expect(json.map((output) => output.length)).toEqual([2, 0]);
	});
});

describe('columns named like what every object has', () => {
	const row = (numero: string) => JSON.parse(`{"__proto__": {"polluted": "sim"}, "constructor": "c", "toString": "t", "hasOwnProperty": "h", ${JSON.stringify(sheetRow(numero)).slice(1)}`) as IDataObject;

	it('are columns like any other', async () => {
		const { json } = await receivables('invoice.import', credentials, {}, [row('1'), row('2')]);
		expect(json.map((items) => items.length)).toEqual([2, 0]);
		const ruled = await rulerOver([row('1'), row('3')]);
		expect(ruled.json.map((items) => items.length)).toEqual([2, 0]);
		expect(ruled.json[0][0]).toMatchObject({ toString: 't', constructor: 'c', numero: '1' });
		expect(({} as IDataObject).polluted).toBeUndefined();
		expect((ruled.json[0][0] as { polluted?: string }).polluted).toBeUndefined();
	});

	it.each(['__proto__', 'constructor', 'toString'])('can be mapped (%s), and are missing where a row has none', async (name) => {
		const rows = [JSON.parse(`{${JSON.stringify(name)}: "N-1", ${JSON.stringify(sheetRow('x')).slice(1)}`) as IDataObject, sheetRow('y')];
		const { json } = await receivables('invoice.import', credentials, { columns: { column: [{ field: 'number', name }] } }, rows);
		expect(json[0]).toEqual([expect.objectContaining({ invoice: expect.objectContaining({ number: 'N-1' }) })]);
		expect(json[1]).toEqual([expect.objectContaining({ row: 2, field: 'number' })]);
	});

	it('are no reference of a payment where a row has none', async () => {
		await importRows(credentials, [sheetRow('1')]);
		await receivables('invoice.markPaid', credentials, { paymentColumns: { reference: 'constructor' } }, [{ numero: '1', valor_pago: '10' }]);
		const { json } = await receivables('invoice.get', credentials, {}, [{ numero: '1' }]);
		expect(json[0][0].payments).toEqual([expect.objectContaining({ reference: `${dayFromToday(0)}:1000` })]);
	});
});

describe('much of everything', () => {
	it.each(['numero', 'cliente', 'email', 'valor', 'vencimento', 'descricao', 'cpf', 'telefone', 'uf', 'link', 'situacao'])('a field %s of 1 MB neither stops the others nor comes back whole', async (name) => {
		const { json, error } = await rulerOver([sheetRow('1'), sheetRow('2', { [name]: '9'.repeat(1_048_576) })]);
		expect(error).toBeNull();
		expect(json[0].map(({ numero }) => numero)).toContain('1');
		for (const { value, reason } of json.flat().filter(({ reason: why }) => why)) expect(`${String(value)}${String(reason)}`.length).toBeLessThan(500);
	});

	it('50,000 rows, decided on and previewed without an expression for each', async () => {
		const rows = Array.from({ length: 50_000 }, (_, index) => ({ json: sheetRow(`n${index}`, { vencimento: dayFromToday(index % 5 === 0 ? 0 : 30) }) }));
		const { json, error } = await rulerOver(rows, { options: { window: 'any', listAtMost: 50_000 } });
		expect(error).toBeNull();
		expect(json.map((items) => items.length)).toEqual([10_000, 40_000]);
		const again = await receivables('invoice.import', credentials, { output: 'summary' }, rows);
		expect(again.json[0]).toEqual([expect.objectContaining({ created: 0, unchanged: 50_000 })]);
	}, 60_000);
});

describe('what a customer’s data may not do to a message', () => {
	it('add a header, a recipient or markup', async () => {
		const evil = 'Ana\r\nBcc: mal@example.com <script>alert(1)</script> {{constructor}}';
		const items = await importRows(credentials, [sheetRow('1\r\nX-Evil: 1', { cliente: evil, email: 'ana@example.com' })]);
		const run = await runNode({ type: 'reminder', parameters: { template: 'ownText', subject: '{{fatura.numero}} {{cliente.nome}}', message: '{{cliente.nome}}\n\n{{> faturas}}' } }, credentials, items);
		expect(run.json.map((output) => output.length)).toEqual([1, 0]);
		const [message] = server.received;
		expect(message.to).toEqual(['ana@example.com']);
		expect(message.headers.has('bcc')).toBe(false);
		expect(message.headers.has('x-evil')).toBe(false);
		const { html, subject } = await message.parse();
		expect(subject).toContain('{{constructor}}');
		expect(html).not.toContain('<script>');
	});

	it('or an operator’s own subject and sender', async () => {
		const items = await importRows(credentials, [sheetRow('1')]);
		const subject = await runNode({ type: 'reminder', parameters: { template: 'dueToday', subject: 'Oi\r\nBcc: mal@example.com' } }, credentials, items);
		expectNoBug(subject);
		const sender = await runNode({ type: 'reminder', parameters: { template: 'overdue1to5', fromEmail: 'eu@example.com\r\nBcc: mal@example.com' } }, credentials, items);
		expectNoBug(sender);
		for (const message of server.received) {
			expect(message.headers.has('bcc')).toBe(false);
			expect(message.to).toEqual(['c1@example.com']);
		}
	});
});
