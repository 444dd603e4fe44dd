import type { INodeParameters } from 'n8n-workflow';
import { startSmtpServer, type SmtpServerDouble } from '../../doubles/smtp/index.ts';
import { runWorkflow, type TestNode } from '../../support/n8nCore';
import { atNoon, importRows, newAccount, sheetRow, smtpOf, type Credentials } from '../../support/n8nCoreAccount';

const BROKEN: Array<[name: string, node: TestNode, ownOutputs: number, words: string]> = [
	['a Reminder whose message cannot be read', { type: 'reminder', parameters: { template: 'dueToday', message: '{{nada}}' } }, 2, 'nada'],
	['a Dunning Ruler with a day given twice', { type: 'dunningRuler', parameters: { invoicesFrom: 'items', steps: { step: [{ day: 0 }, { day: 0 }] } } as INodeParameters }, 3, 'aparece duas vezes'],
	['a Delinquency Classifier whose stages leave a gap', { type: 'delinquencyClassifier', parameters: { outputs: 'profile', stages: { stage: [{ fromDay: 3, name: 'Tarde', color: '#000000' }] } } as INodeParameters }, 7, 'começar no dia 1'],
	['a reclassification with an ABC curve upside down', { type: 'delinquencyClassifier', parameters: { resource: 'portfolio', operation: 'reclassify', options: { upToA: 90, upToB: 10 } } as INodeParameters }, 1, 'curva ABC'],
	['an import without its columns', { type: 'receivables', parameters: { columns: { column: [{ field: 'number', name: 'não há' }] } } as INodeParameters }, 2, 'não há'],
	['a report of a period the wrong way round', { type: 'receivables', parameters: { resource: 'report', operation: 'indicators', period: 'custom', from: '2026-02-01', to: '2026-01-01' } }, 1, 'termina antes'],
	['a list with a filter that cannot be read', { type: 'receivables', parameters: { operation: 'getAll', filters: { dueFrom: 'ontem' } } }, 1, 'ontem'],
];

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

/** Whatever leaves by any output is sent a reminder. */
async function run(node: TestNode, onError: TestNode['onError'], outputs: number) {
	const rows = [sheetRow('1'), sheetRow('2')];
	const following = Array.from({ length: outputs }, (_, index): TestNode => ({ type: 'reminder', name: `depois ${index}`, parameters: { template: 'dueToday', dryRun: true } }));
	return await runWorkflow({
		credentials,
		items: rows.map((json) => ({ json })),
		nodes: [{ ...node, name: 'nó', onError }, ...following],
		connections: following.map(({ name }, index): [string, number, string] => ['nó', index, name as string]),
	});
}

describe.each(BROKEN)('%s', (_name, node, ownOutputs, words) => {
	it('stops the workflow', async () => {
		const { nó, ...others } = await run(node, 'stopWorkflow', ownOutputs);
		expect(nó.error?.message).toContain(words);
		expect(Object.keys(others)).toEqual(['start']);
	});

	it('set to go on, sends the items out by its last output with the error, never by the first of several', async () => {
		const { nó } = await run(node, 'continueRegularOutput', ownOutputs);
		expect(nó.error).toBeNull();
		expect(nó.json).toHaveLength(ownOutputs);
		for (const output of nó.json.slice(0, -1)) expect(output).toEqual([]);
		expect(nó.json.at(-1)).toEqual(['1', '2'].map((numero) => expect.objectContaining({ numero, error: expect.stringContaining(words) })));
		expect(nó.outputs.at(-1)?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('set to use the error output, sends them there and nowhere else', async () => {
		const { nó } = await run(node, 'continueErrorOutput', ownOutputs + 1);
		expect(nó.error).toBeNull();
		expect(nó.json).toHaveLength(ownOutputs + 1);
		for (const output of nó.json.slice(0, -1)) expect(output).toEqual([]);
		expect(nó.json.at(-1)).toEqual(['1', '2'].map((numero) => expect.objectContaining({ numero, error: expect.stringContaining(words) })));
	});
});

it('nodes that work are not changed by the error output', async () => {
	await importRows(credentials, [sheetRow('1')]);
	const runs = await runWorkflow({
		credentials,
		nodes: [
			{ type: 'dunningRuler', parameters: { options: { window: 'any' }, steps: { step: [{ day: 0, countFrom: 'dueDate' }] } }, onError: 'continueErrorOutput' },
			{ type: 'reminder', parameters: { template: 'dueToday' }, onError: 'continueErrorOutput' },
		],
	});
	expect(runs.dunningRuler.json.map((items) => items.length)).toEqual([1, 0, 0]);
	expect(runs.reminder.json.map((items) => items.length)).toEqual([1, 0, 0]);
	expect(server.received).toHaveLength(1);
});

it('a failed credential goes the same way', async () => {
	credentials.cobrancaAccountApi = newAccount({ creditorDocument: '123' });
	const { nó } = await run({ type: 'reminder' }, 'continueRegularOutput', 2);
	expect(nó.json[0]).toEqual([]);
	expect(nó.json[1]).toEqual([expect.objectContaining({ error: expect.stringContaining('não é um CNPJ') }), expect.anything()]);
});
