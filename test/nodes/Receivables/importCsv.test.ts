import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { atNoon, newAccount, receivables, type Credentials } from '../../support/n8nCoreAccount';

const HEADER = 'Número;Cliente;E-mail;Valor;Vencimento';
const GOOD = ['1001;José da Silva;jose@example.com;1.234,56;24/11/2026', '1002;"Padaria São João; filial";padaria@example.com;50;2026-12-01'];

function file(content: Buffer | string, fileName = 'carteira.csv', field = 'data'): INodeExecutionData {
	const binary: IBinaryData = { data: Buffer.from(content).toString('base64'), mimeType: 'text/csv', fileName };
	return { json: {}, binary: { [field]: binary } };
}

atNoon();

describe('Receivables: import of a CSV file', () => {
	let credentials: Credentials;
	beforeEach(() => {
		credentials = { cobrancaAccountApi: newAccount() };
	});
	const importFile = async (items: INodeExecutionData[], parameters = {}) => await receivables('invoice.import', credentials, { rowsFrom: 'file', ...parameters }, items);
	const names = async () => {
		const { json } = await receivables('invoice.getAll', credentials, { returnAll: true });
		return json[0].map(({ customer }) => (customer as { name: string }).name);
	};

	it.each([
		['UTF-8', Buffer.from([HEADER, ...GOOD].join('\n'))],
		['UTF-8 with a byte order mark and CR/LF', Buffer.from(`\uFEFF${[HEADER, ...GOOD].join('\r\n')}\r\n`)],
		['Latin-1', Buffer.from([HEADER, ...GOOD].join('\n'), 'latin1')],
		['UTF-16 with a byte order mark', Buffer.from(`\uFEFF${[HEADER, ...GOOD].join('\n')}`, 'utf16le')],
	])('reads %s, and says what it did', async (_name, content) => {
		const { json, outputs, error } = await importFile([file(content)]);
		expect(error).toBeNull();
		expect(json[0]).toEqual([
			expect.objectContaining({ file: 'carteira.csv', source: 'planilha', created: 2, updated: 0, unchanged: 0, refused: 0, warnings: 0, totalAmount: 1284.56, message: '2 faturas novas, 0 com alteração, 0 sem alteração.' }),
		]);
		expect(outputs[0][0].pairedItem).toEqual({ item: 0 });
		expect(json[1]).toEqual([]);
		expect(await names()).toEqual(['José da Silva', 'Padaria São João; filial']);
	});

	it('imported twice, the second time changes nothing', async () => {
		const content = [HEADER, ...GOOD].join('\n');
		await importFile([file(content)]);
		expect((await importFile([file(content)])).json[0]).toEqual([expect.objectContaining({ created: 0, updated: 0, unchanged: 2 })]);
		expect(await names()).toHaveLength(2);
	});

	it('counts lines that are paid without a day as imported, and warns of them', async () => {
		const lines = [`${HEADER};Situação`, ...GOOD.map((line) => `${line};Paga`)];
		const { json } = await importFile([file(lines.join('\n'))]);
		expect(json[0]).toEqual([expect.objectContaining({ created: 2, refused: 0, warnings: 2, totalAmount: 1284.56 })]);
		expect(json[1].map(({ row, field, severity }) => [row, field, severity])).toEqual([[2, 'paidOn', 'warning'], [3, 'paidOn', 'warning']]);
	});

	it('sends bad lines to the second output, by their line in the file', async () => {
		const lines = [HEADER, GOOD[0], '1003;Ana;ana@example.com;;24/11/2026', '1004;só dois', '', '1001;José;jose@example.com;1;24/11/2026'];
		const { json, outputs } = await importFile([file(lines.join('\n'))]);
		expect(json[0]).toEqual([expect.objectContaining({ created: 1, refused: 3, message: expect.stringContaining('Linha 3, Valor: ') })]);
		expect(json[1].map(({ row, field, severity }) => [row, field, severity])).toEqual([
			[3, 'amount', 'error'],
			[4, 'row', 'error'],
			[6, 'number', 'error'],
		]);
		for (const { pairedItem } of outputs[1]) expect(pairedItem).toEqual({ item: 0 });
	});

	it.each([
		['empty', '', 'vazio'],
		['only white space', '\n \n', 'vazio'],
		['only a header', HEADER, 'linha'],
		['a spreadsheet', Buffer.from('PK\u0003\u0004…', 'latin1'), 'planilha do Excel'],
		['without the columns', 'a;b\n1;2\n', 'Não foi encontrada a coluna'],
	])('a file that is %s is a clear error of the node', async (_name, content, words) => {
		const { error, outputs } = await importFile([file(content)]);
		expect(error).toMatchObject({ name: 'NodeOperationError', message: expect.stringMatching(/^carteira\.csv: /) });
		expect(error?.message).toContain(words);
		expect(outputs).toEqual([]);
	});

	it('names the field when the item has no such file', async () => {
		const { error } = await importFile([file('x', 'x.csv', 'anexo')]);
		expect(error?.message).toContain("'data'");
	});

	it('imports the file of each item', async () => {
		const { json, outputs } = await importFile([file([HEADER, GOOD[0]].join('\n'), 'a.csv'), file([HEADER, GOOD[1]].join('\n'), 'b.csv')]);
		expect(json[0].map(({ file: name, created }) => [name, created])).toEqual([['a.csv', 1], ['b.csv', 1]]);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('streams a file that n8n keeps on disk', async () => {
		const store = Container.get(BinaryDataService);
		await store.init();
		const lines = Array.from({ length: 5_000 }, (_, index) => `${index};Cliente ${index};c${index}@example.com;10,00;24/11/2026`);
		const binary = await store.store({ type: 'execution', workflowId: 'teste', executionId: '1' }, Buffer.from([HEADER, ...lines].join('\n')), { data: '', mimeType: 'text/csv', fileName: 'grande.csv' });
		expect(binary.id).toBeDefined();
		const { json } = await importFile([{ json: {}, binary: { data: binary } }]);
		expect(json[0]).toEqual([expect.objectContaining({ file: 'grande.csv', created: 5_000, refused: 0, totalAmount: 50_000 })]);
	});
});
