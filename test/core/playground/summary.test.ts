import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { withRest } from '../../../playground/ledger-rest';
import { parse } from '../../../playground/flatted';
import { bindCredentials, formPath, triggerToStart, type WorkflowJson } from '../../../playground/n8n-workflows';
import type { RunResult } from '../../../playground/n8n-push';
import { importCounts, summarize, summaryText, total } from '../../../playground/summary';

const node = (name: string, type: string, more: object = {}) => ({ name, type, ...more });

const workflow: WorkflowJson = {
	name: 'Régua',
	connections: {},
	nodes: [
		node('Agenda', 'n8n-nodes-base.scheduleTrigger'),
		node('Executar agora', 'n8n-nodes-base.manualTrigger'),
		node('Régua', 'n8n-nodes-cobranca.dunningRuler', { credentials: { cobrancaAccountApi: { id: 'x', name: 'Outra' } } }),
		node('E-mail D+5', 'n8n-nodes-cobranca.reminder', { credentials: { smtp: { id: null, name: 'Segundo' } } }),
		node('E-mail D-5', 'n8n-nodes-cobranca.reminder'),
	],
};

const ran = (...outputs: Array<Array<Record<string, unknown>>>) => [{ outputs, error: null, milliseconds: 1 }];
const invoice = (balance: number) => ({ number: 'FAT', balance });
const step = (id: string) => ({ id, label: 'Etapa', day: 0 });

const run: RunResult = {
	executionId: '1',
	status: 'success',
	nodes: {
		Régua: ran([], [], [
			{ invoice: invoice(0.1), skipped: { reason: 'paid' } },
			{ invoice: invoice(0.2), skipped: { reason: 'paid' } },
			{ invoice: invoice(7), skipped: { reason: 'not_due' } },
		]),
		'E-mail D+5': ran(
			[
				{ invoice: invoice(10), step: step('D+5'), contact: { id: 1 } },
				{ invoice: invoice(20.05), step: step('D+5'), contact: { id: 1 } },
				{ invoice: invoice(1), step: step('D+5'), contact: { id: 2 } },
			],
			[{ invoice: invoice(3), notSent: { reason: 'no_email' } }],
		),
		'E-mail D-5': ran(
			[
				{ invoice: invoice(5), step: step('D-5'), contact: { id: 3 } },
				// A customer's invoices of two steps went out in one message, that of the later step.
				{ invoice: invoice(6), step: step('D-5'), contact: { id: 2 } },
			],
			[],
		),
	},
};

describe('the summary of a run', () => {
	it('counts messages, invoices and amounts by step in the order of the régua', () => {
		expect(summarize(run, workflow).sent).toEqual([
			{ key: 'D-5', label: 'Etapa', messages: 1, invoices: 2, cents: 1_100 },
			{ key: 'D+5', label: 'Etapa', messages: 2, invoices: 3, cents: 3_105 },
		]);
		expect(total(summarize(run, workflow).sent)).toEqual({ messages: 3, invoices: 5, cents: 4_205 });
	});

	it('says why the others got nothing', () => {
		const { notSent, skipped } = summarize(run, workflow);
		expect(notSent.map((one) => [one.key, one.invoices, one.cents])).toEqual([['no_email', 1, 300]]);
		expect(skipped.map((one) => [one.key, one.invoices, one.cents])).toEqual([['paid', 2, 30], ['not_due', 1, 700]]);
	});

	it('is written in the operator’s language', () => {
		const text = summaryText(summarize(run, workflow));
		expect(text).toMatch(/^ {2}D\+5 Etapa +2 +3 +R\$ 31,05$/m);
		expect(text).toMatch(/^ {2}já paga +2 +R\$ 0,30$/m);
	});

	it('says so when there was nothing', () => {
		const text = summaryText(summarize({ executionId: '2', status: 'success', nodes: {} }, workflow));
		expect(text).toContain('Mensagens enviadas, por etapa: nenhuma');
	});

	it('adds the invoices of the ledger that the run did not name', () => {
		const file = join(mkdtempSync(join(tmpdir(), 'rest-')), 'ledger.sqlite');
		const database = new DatabaseSync(file);
		database.exec(`create table invoices (id integer, status text, amount_cents integer, paid_cents integer);
			insert into invoices values (1, 'open', 1000, 0), (2, 'open', 500, 200), (3, 'paid', 700, 700), (4, 'cancelled', 900, 0), (5, 'disputed', 50, 0)`);
		database.close();
		const { skipped } = withRest(summarize(run, workflow), file, new Set([1]));
		expect(skipped.map((one) => [one.key, one.invoices, one.cents])).toEqual([
			['paid', 3, 30],
			['not_due', 1, 700],
			['no_step_today', 1, 300],
			['cancelled', 1, 0],
			['disputed', 1, 50],
		]);
	});

	it('counts a file’s rows and problems', () => {
		const importing = { ...workflow, nodes: [node('Importar', 'n8n-nodes-cobranca.receivables')] };
		const imported = { ...run, nodes: { Importar: ran([{ file: 'x.csv', created: 150, updated: 3, unchanged: 40, refused: 7 }], [{ row: 3 }]) } };
		expect(importCounts(imported, importing)).toEqual({ imported: 193, problems: 1 });
	});

	it('counts an import’s rows and problems', () => {
		const importing = { ...workflow, nodes: [node('Importar', 'n8n-nodes-cobranca.receivables')] };
		const imported = { ...run, nodes: { Importar: ran([{}, {}], [{ row: 3 }]) } };
		expect(importCounts(imported, importing)).toEqual({ imported: 2, problems: 1 });
	});
});

describe('a bundled workflow', () => {
	const stored = [
		{ id: '10', name: 'Conta', type: 'cobrancaAccountApi' },
		{ id: '20', name: 'Primeiro', type: 'smtp' },
		{ id: '21', name: 'Segundo', type: 'smtp' },
	];

	it('gets the credential of that name, or the only one of that type', () => {
		const wanted = (one: { type: string }) => (one.type.endsWith('.reminder') ? ['cobrancaAccountApi'] : []);
		const bound = bindCredentials(workflow, stored, wanted);
		expect(bound.nodes.map((one) => one.credentials)).toEqual([
			undefined,
			undefined,
			{ cobrancaAccountApi: { id: '10', name: 'Conta' } },
			{ cobrancaAccountApi: { id: '10', name: 'Conta' }, smtp: { id: '21', name: 'Segundo' } },
			{ cobrancaAccountApi: { id: '10', name: 'Conta' } },
		]);
	});

	it('is turned down when a credential cannot be told', () => {
		expect(() => bindCredentials(workflow, stored.slice(0, 2), () => ['postgres'])).toThrow(/no postgres credential/);
		expect(() => bindCredentials(workflow, stored, (one) => (one.name === 'E-mail D-5' ? ['smtp'] : []))).toThrow('Régua › E-mail D-5: no smtp credential');
	});

	it('starts from its manual trigger', () => {
		expect(triggerToStart(workflow).name).toBe('Executar agora');
		expect(() => triggerToStart({ ...workflow, nodes: workflow.nodes.slice(2) })).toThrow(/no trigger/);
	});

	it('has its form at its own path, or at its webhook’s id', () => {
		expect(formPath(node('F', 't', { parameters: { options: { path: 'importar' } }, webhookId: 'w' }))).toBe('importar');
		expect(formPath(node('F', 't', { parameters: { options: {} }, webhookId: 'w' }))).toBe('w');
	});
});

describe('n8n’s stored execution data', () => {
	it('is read back, shared and circular parts too', () => {
		const data = parse('[{"a":"1","b":"1","n":7,"s":"2","self":"0"},["2","3"],"text",{"deep":"1"}]') as Record<string, unknown>;
		expect(data.a).toBe(data.b);
		expect(data.a).toEqual(['text', { deep: data.a }]);
		expect([data.n, data.s, data.self === data]).toEqual([7, 'text', true]);
	});
});
