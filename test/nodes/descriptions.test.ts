import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { READY_TEMPLATES, TEMPLATE_IDS } from '../../core/reminder/templates';
import { POLICY_OPTIONS } from '../../nodes/shared/rulerFields';
import { runNode } from '../support/n8nCore';
import { CREDENTIAL_TYPES, OUR_NODES } from '../support/n8nCoreNodes';

const ROOT = join(__dirname, '../..');
const PACKAGE = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { n8n: { nodes: string[]; credentials: string[] } };
/** Source files of what the package gives n8n, without the ending. */
const sources = (files: string[]) => files.map((file) => join(ROOT, file.replace(/^dist\//, '').replace(/\.js$/, '')));

const NODES = Object.entries(OUR_NODES).map(([name, { description }]): [string, INodeTypeDescription] => [name, description]);
const OUR_CREDENTIALS = Object.keys(CREDENTIAL_TYPES).filter((name) => name.startsWith('cobranca'));
const PROPERTIES: Array<[string, INodeProperties[]]> = [...NODES.map(([name, { properties }]): [string, INodeProperties[]] => [name, properties]), ...OUR_CREDENTIALS.map((name): [string, INodeProperties[]] => [name, CREDENTIAL_TYPES[name].properties])];

/** Every field, those inside collections too. */
function fieldsOf(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const inside = (property.options ?? []).flatMap((option) => ('values' in option ? (option as INodePropertyCollection).values : 'type' in option ? [option as INodeProperties] : []));
		return [property, ...fieldsOf(inside)];
	});
}

function valuesOf(field: INodeProperties): unknown[] {
	return ((field.options ?? []) as INodePropertyOptions[]).map(({ value }) => value);
}

describe('the package', () => {
	it('gives n8n every node and credential there is, and each is there', () => {
		expect(sources(PACKAGE.n8n.nodes).map((file) => existsSync(`${file}.ts`))).toEqual(NODES.map(() => true));
		expect(sources(PACKAGE.n8n.credentials).map((file) => existsSync(`${file}.ts`))).toEqual(OUR_CREDENTIALS.map(() => true));
	});

	it.each(sources(PACKAGE.n8n.nodes))('%s has a codex file that names it, with Portuguese words to find it by', (file) => {
		const codex = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as { node: string; categories: string[]; alias: string[] };
		const name = NODES.map(([key]) => key).find((key) => file.toLowerCase().endsWith(`/${key.toLowerCase()}.node`));
		expect(codex.node).toBe(`n8n-nodes-cobranca.${String(name)}`);
		expect(codex.categories.length).toBeGreaterThan(0);
		expect(codex.alias).toContain('cobrança');
	});

	it('has a light and a dark icon for each node and credential', () => {
		const icons = [
			...sources(PACKAGE.n8n.nodes).map((file) => ({ file, icon: NODES.find(([key]) => file.toLowerCase().endsWith(`/${key.toLowerCase()}.node`))?.[1].icon })),
			...sources(PACKAGE.n8n.credentials).map((file) => ({ file, icon: OUR_CREDENTIALS.map((name) => CREDENTIAL_TYPES[name]).find(({ name }) => file.toLowerCase().endsWith(`/${name.toLowerCase()}.credentials`))?.icon })),
		];
		for (const { file, icon } of icons) {
			const { light, dark } = icon as { light: string; dark: string };
			expect(light).not.toBe(dark);
			for (const path of [light, dark]) expect(readFileSync(join(dirname(file), path.replace(/^file:/, '')), 'utf8')).toContain('<svg');
		}
	});
});

describe.each(NODES)('%s', (name, description) => {
	it('is named as its type, and asks for the creditor’s account', () => {
		expect(description).toMatchObject({ name, displayName: expect.stringMatching(/^[A-Z]/), version: 1, description: expect.stringMatching(/[^.]$/) });
		expect(description.credentials?.[0]).toMatchObject({ name: 'cobrancaAccountApi', required: true });
	});
});

describe.each(NODES)('credentials of %s', (_name, { credentials = [], properties }) => {
	it('are shown by no field whose every choice shows one: the editor would take it for the way to log in, hide it, and offer the credentials of all types in one list', () => {
		const shown = credentials.flatMap(({ displayOptions }) => Object.entries(displayOptions?.show ?? {}));
		for (const field of properties) {
			const values = shown.filter(([name]) => name === field.name).flatMap(([, chosen]) => chosen as unknown[]);
			if (values.length > 0) expect(valuesOf(field).filter((value) => !values.includes(value))).not.toEqual([]);
		}
	});
});

describe.each(PROPERTIES)('fields of %s', (_name, properties) => {
	const fields = fieldsOf(properties);

	it('offer each choice once, and a default that is one of them', () => {
		for (const field of fields) {
			if (field.type !== 'options' && field.type !== 'multiOptions') continue;
			if (field.typeOptions?.loadOptionsMethod !== undefined) continue; // offers what the ledger holds: tested with its node
			const values = valuesOf(field);
			expect({ field: field.name, values }).toEqual({ field: field.name, values: [...new Set(values)] });
			for (const value of field.type === 'options' ? [field.default] : (field.default as unknown[])) expect(values).toContain(value);
		}
	});

	it('have a default of their type', () => {
		const types: Partial<Record<INodeProperties['type'], string>> = { string: 'string', number: 'number', boolean: 'boolean', collection: 'object', fixedCollection: 'object', multiOptions: 'object', options: 'string', notice: 'string', color: 'string' };
		for (const { name, type, default: value } of fields) expect([name, typeof value]).toEqual([name, types[type]]);
	});

	it('load their choices by methods that there are', () => {
		for (const { name, typeOptions } of fields) {
			if (typeOptions?.loadOptionsMethod !== undefined) expect([name, Object.keys(OUR_NODES[_name]?.methods?.loadOptions ?? {})]).toEqual([name, expect.arrayContaining([typeOptions.loadOptionsMethod])]);
		}
	});

	it('of one name are never shown at once', () => {
		const shown = (property: INodeProperties) => JSON.stringify(Object.entries(property.displayOptions?.show ?? {}).sort());
		const keys = properties.map((property) => `${property.name} ${shown(property)}`);
		expect(keys).toEqual([...new Set(keys)]);
	});

	it('depend only on fields that there are, and on choices that these offer', () => {
		for (const { name, displayOptions } of properties) {
			for (const [other, wanted] of Object.entries(displayOptions?.show ?? {})) {
				const found = properties.filter((property) => property.name === other);
				expect([name, other, found.length > 0]).toEqual([name, other, true]);
				const offered = found.flatMap((field) => (field.type === 'options' ? valuesOf(field) : [true, false]));
				for (const value of wanted as unknown[]) expect(offered).toContain(value);
			}
		}
	});
});

describe.each([
	['receivables', 32, ['cause.save', 'customer.exclude', 'invoice.promise', 'legalRate.import']],
	['delinquencyClassifier', 5, ['customer.overrule']],
	['paymentGateway', 10, ['subscription.create']],
	['creditBureau', 16, ['listing.recordDelivery']],
] as const)('every choice of resource and operation of %s', (type, count, required) => {
	it('runs with nothing but its defaults', async () => {
		const { properties } = OUR_NODES[type].description;
		const operations = properties.filter(({ name }) => name === 'operation').flatMap((field) => valuesOf(field).map((operation) => ({ resource: String(field.displayOptions?.show?.resource?.[0]), operation: String(operation) })));
		expect(operations).toHaveLength(count);
		const refused: unknown[] = [];
		for (const parameters of operations) {
			// Without a credential a node can do nothing; that this is the only thing missing is what is asked.
			const run = await runNode({ type, parameters }, { cobrancaAccountApi: {} }).catch((error: Error) => ({ error }));
			refused.push([parameters.operation, run.error?.name, run.error?.message]);
		}
		const asksForAccount = ['NodeOperationError', 'Cobrança Account: preencha o campo "Creditor CNPJ or CPF".'];
		const asksForField = ['WorkflowHasIssuesError', expect.any(String)];
		expect(refused).toEqual(operations.map(({ resource, operation }) => [operation, ...((required as readonly string[]).includes(`${resource}.${operation}`) ? asksForField : asksForAccount)]));
	});
});

it('each ready message shows its own text, in which an expression is never looked for', () => {
	const { properties } = OUR_NODES.reminder.description;
	for (const id of TEMPLATE_IDS) {
		const shown = properties.filter(({ displayOptions }) => displayOptions?.show?.template?.includes(id));
		expect(shown.map(({ name, default: value, noDataExpression }) => [name, value, noDataExpression])).toEqual([
			['subject', READY_TEMPLATES[id].subject, true],
			['message', READY_TEMPLATES[id].message, true],
		]);
	}
});

it('fields of a policy are in the order that n8n asks for', () => {
	const names = POLICY_OPTIONS.map(({ displayName }) => displayName);
	expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
});
