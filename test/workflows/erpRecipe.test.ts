import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guessColumns } from '../../core/importing/columns';
import { IMPORT_FIELDS } from '../../core/importing/fields';
import { statusFromText } from '../../core/importing/status';
import type { WorkflowJson } from '../../playground/n8n-workflows';
import type { ErpServer } from '../doubles/erp/index';
import { closeDesks, itemsOf, newDesk } from './support/desk';
import { API, closeErps, inLedger, newErp, open, saveApi, withNode } from './support/erp';
import { chain, manual, node, withParameters } from './support/workflows';
import { disconnect } from './support/world';

afterAll(async () => {
	await closeErps();
	await closeDesks();
	await disconnect();
});

describe('erp-api-generica, elsewhere', () => {
	/** Five invoices. */
	const SOME = () => [1, 2, 3, 4, 5].map((n) => open(`N-${n}`, `Cliente${n}`));
	const PAGINATION = (changes: Record<string, unknown>) => ({ response: { response: { responseFormat: 'json' } }, pagination: { pagination: { requestInterval: 10, ...changes } } });

	/** The other kinds of paging, as docs/qualquer-erp.md writes them. */
	const KINDS: Array<[kind: string, path: string, options: Record<string, unknown>]> = [
		['offset', '/offset', PAGINATION({ paginationMode: 'updateAParameterInEachRequest', parameters: { parameters: [{ type: 'qs', name: 'offset', value: '={{ $pageCount * 2 }}' }] }, paginationCompleteWhen: 'other', completeExpression: '={{ $response.body.hasMore === false }}' })],
		['a cursor', '/cursor', PAGINATION({ paginationMode: 'updateAParameterInEachRequest', parameters: { parameters: [{ type: 'qs', name: 'cursor', value: "={{ $response.body?.proximo_cursor ?? '' }}" }] }, paginationCompleteWhen: 'other', completeExpression: '={{ !$response.body.proximo_cursor }}' })],
		['a link to the next page', '/proxima', PAGINATION({ paginationMode: 'responseContainsNextURL', nextURL: '={{ $response.body?.links?.proxima ?? $request.uri }}', paginationCompleteWhen: 'other', completeExpression: '={{ !$response.body.links.proxima }}' })],
		['the number of pages', '', PAGINATION({ paginationMode: 'updateAParameterInEachRequest', parameters: { parameters: [{ type: 'qs', name: 'pagina', value: '={{ $pageCount + 1 }}' }] }, paginationCompleteWhen: 'other', completeExpression: '={{ $pageCount >= Math.ceil($response.body.total / $response.body.por_pagina) }}' })],
	];

	it.each(KINDS)('reads pages by %s', async (_kind, path, options) => {
		const [desk, erp] = [await newDesk(), await newErp(SOME())];
		const changed = withParameters(API, 'Buscar faturas no ERP', { options });
		await desk.run(await saveApi(desk, changed, { endereco: `${erp.url}${path}`, por_pagina: 2 }));
		expect((await inLedger(desk.creditor)).map(([number]) => number)).toEqual(['N-1', 'N-2', 'N-3', 'N-4', 'N-5']);
		expect(erp.requests).toHaveLength(3);
	});

	it.each([
		['the list has another name', (erp: ErpServer) => ({ endereco: erp.url, lista: 'itens' }), /sem faturas na lista "itens".*Campos da resposta: data, total, pagina, por_pagina/],
		['the whole answer is the list', (erp: ErpServer) => ({ endereco: `${erp.url}/so-lista` }), /sem faturas na lista "data"/],
		['the address is wrong', (erp: ErpServer) => ({ endereco: `${erp.url}/nada` }), /404|could not be found/],
	])('stops and imports nothing when %s', async (_what, values, reason) => {
		const [desk, erp] = [await newDesk(), await newErp(SOME())];
		const impatient = withNode(API, 'Buscar faturas no ERP', { maxTries: 2, waitBetweenTries: 100 });
		await expect(desk.run(await saveApi(desk, impatient, values(erp)))).rejects.toThrow(reason);
		expect(await inLedger(desk.creditor)).toEqual([]);
	});

	it('stops when the ERP has no invoice in the period', async () => {
		const [desk, erp] = [await newDesk(), await newErp([])];
		await expect(desk.run(await saveApi(desk, API, { endereco: erp.url }))).rejects.toThrow(/sem faturas na lista "data"/);
	});

	it('stops without the key', async () => {
		const [desk, erp] = [await newDesk(), await newErp(SOME(), { key: 'outra' })];
		const impatient = withNode(API, 'Buscar faturas no ERP', { maxTries: 2, waitBetweenTries: 100 });
		await expect(desk.run(await saveApi(desk, impatient, { endereco: erp.url }))).rejects.toThrow(/401|Authorization|chave inválida/);
	});

	it('reads a bare list, without the two nodes that open one', async () => {
		const [desk, erp] = [await newDesk(), await newErp(SOME())];
		const options = PAGINATION({ paginationMode: 'updateAParameterInEachRequest', parameters: { parameters: [{ type: 'qs', name: 'pagina', value: '={{ $pageCount + 1 }}' }] }, paginationCompleteWhen: 'other', completeExpression: '={{ $response.body.length === 0 }}' });
		const nodes = API.nodes.filter(({ name }) => !['Veio a lista?', 'Uma fatura por item', 'Parar: a lista não veio'].includes(name));
		const connections = { ...API.connections, 'Buscar faturas no ERP': API.connections['Uma fatura por item'], 'Veio a lista?': undefined, 'Uma fatura por item': undefined };
		const shorter = withParameters({ ...API, nodes, connections: JSON.parse(JSON.stringify(connections)) as WorkflowJson['connections'] }, 'Buscar faturas no ERP', { options });
		await desk.run(await saveApi(desk, shorter, { endereco: `${erp.url}/so-lista`, por_pagina: 2 }));
		expect(await inLedger(desk.creditor)).toHaveLength(5);
	});
});

/** A node that puts out these items. */
const list = (name: string, items: unknown[]) => [node(name, 'n8n-nodes-base.set', { mode: 'raw', jsonOutput: JSON.stringify({ data: items }), options: {} }, 3.4), node(`${name} 1`, 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'data', options: {} })];
const importing = (columns: Record<string, string> = {}) => node('Importar', 'n8n-nodes-cobranca.receivables', { resource: 'invoice', operation: 'import', rowsFrom: 'items', source: 'erp', output: 'summary', columns: { column: Object.entries(columns).map(([field, name]) => ({ field, name })) } });

describe('the recipes of docs/qualquer-erp.md', () => {
	it('takes the instalments out of each note', async () => {
		const desk = await newDesk();
		const notes = [{ nota: 1001, cliente: 'Ana Souza', parcelas: [{ numero: 1, vencimento: '10/12/2026', valor: 50 }, { numero: 2, vencimento: '10/01/2027', valor: '50,01' }] }];
		const instalments = node('Parcelas', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'parcelas', include: 'allOtherFields', options: {} });
		const fields = Object.entries({ numero: '={{ $json.nota }}/{{ $json.parcelas.numero }}', vencimento: '={{ $json.parcelas.vencimento }}', valor: '={{ $json.parcelas.valor }}' });
		const flat = node('Campos', 'n8n-nodes-base.set', { assignments: { assignments: fields.map(([name, value], index) => ({ id: `${index}`, name, value, type: 'string' })) }, includeOtherFields: true, options: {} }, 3.4);
		await desk.run(await desk.save(chain('Parcelas', manual(), ...list('Notas', notes), instalments, flat, importing())));
		expect(await inLedger(desk.creditor)).toEqual([
			['1001/1', 'Ana Souza', 5_000, '2026-12-10', 'open', 0, null],
			['1001/2', 'Ana Souza', 5_001, '2027-01-10', 'open', 0, null],
		]);
	});

	it('joins charges with customers of another list', async () => {
		const desk = await newDesk();
		const charge = { object: 'payment', dueDate: '2026-12-10', value: 200, invoiceUrl: 'https://example.com/i/81' };
		const charges = list('Cobranças', [{ ...charge, id: 'cob_81', customer: 'cli_7', status: 'PENDING', paymentDate: null }, { ...charge, id: 'cob_82', customer: 'cli_8', status: 'RECEIVED', paymentDate: '2026-11-17' }, { ...charge, id: 'cob_83', customer: 'cli_9', status: 'PENDING', paymentDate: null }]);
		const customers = list('Clientes', [{ id: 'cli_7', name: 'Ana Souza', cpfCnpj: '52998224725', email: 'ana@example.com' }, { id: 'cli_8', name: 'Bia Lima', cpfCnpj: null, email: 'bia@example.com' }]);
		const merge = node('Juntar', 'n8n-nodes-base.merge', { mode: 'combine', advanced: true, mergeByFields: { values: [{ field1: 'customer', field2: 'id' }] }, joinMode: 'enrichInput1', options: { clashHandling: { values: { resolveClash: 'addSuffix' } } } }, 3.2);
		const columns = { number: 'id_1', customerName: 'name_2', customerCode: 'customer_1', dueDate: 'dueDate_1', amount: 'value_1', status: 'status_1', paidOn: 'paymentDate_1', customerDocument: 'cpfCnpj_2', customerEmail: 'email_2' };
		const one = chain('Juntar', manual(), ...charges, merge, importing(columns));
		const to = (name: string | undefined, index = 0) => ({ node: name, type: 'main', index });
		const connections = { ...one.connections, 'Executar agora': { main: [[to('Cobranças'), to('Clientes')]] }, Clientes: { main: [[to('Clientes 1')]] }, 'Clientes 1': { main: [[to('Juntar', 1)]] } };
		const run = await desk.run(await desk.save({ ...one, nodes: [...one.nodes, ...customers], connections }));
		expect(itemsOf(run, 'Importar', 1).map(({ row, fieldLabel }) => [row, fieldLabel])).toEqual([[3, 'Nome do cliente']]);
		expect(await inLedger(desk.creditor)).toEqual([
			['cob_81', 'Ana Souza', 20_000, '2026-12-10', 'open', 0, null],
			['cob_82', 'Bia Lima', 20_000, '2026-12-10', 'paid', 20_000, '2026-11-17'],
		]);
	});

	it('names only columns and situations that are recognised', () => {
		const text = readFileSync(join(process.cwd(), 'docs', 'qualquer-erp.md'), 'utf8');
		const words = (label: string) => [...(new RegExp(`^\\| ${label} \\|(.*)\\|$`, 'm').exec(text)?.[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? '');
		for (const { key, label, required } of IMPORT_FIELDS) {
			const names = words(`${label}${required ? ' \\*' : ''}`);
			expect([label, names.length > 0, names.filter((name) => guessColumns([name]).columns[key] !== name)]).toEqual([label, true, []]);
		}
		for (const [label, status] of [['paga', 'paid'], ['em aberto', 'open'], ['cancelada', 'cancelled'], ['contestada', 'disputed']] as const) {
			expect([label, ...new Set(words(label).map(statusFromText))]).toEqual([label, status]);
		}
	});
});
