import type { IDataObject } from 'n8n-workflow';
import { atNoon, brazilian, dayFromToday, importRows, newAccount, newPostgresAccount, receivables, sheetRow, type Credentials } from '../../support/n8nCoreAccount';
import { TODAY } from '../../support/invoices';

atNoon();

describe.each([
	['SQLite', newAccount],
	['PostgreSQL', newPostgresAccount],
])('Receivables: import of items (%s)', (_engine, account) => {
	let credentials: Credentials;
	beforeEach(() => {
		credentials = { cobrancaAccountApi: account() };
	});

	it('guesses the columns of a Brazilian sheet and gives out the invoices', async () => {
		const rows = [sheetRow('A-1', { cpf_cnpj: '529.982.247-25', uf: 'SP' }), sheetRow('A-2', { vencimento: dayFromToday(-3), valor: 99.9 })];
		const { json, outputs, error } = await receivables('invoice.import', credentials, {}, rows);
		expect(error).toBeNull();
		expect(json[1]).toEqual([]);
		expect(json[0]).toEqual([
			{
				invoice: expect.objectContaining({ source: 'planilha', number: 'A-1', amount: 1234.56, balance: 1234.56, dueDate: TODAY, status: 'open', daysOverdue: 0, description: null }),
				customer: expect.objectContaining({ name: 'Cliente A-1', document: '52998224725', email: 'ca1@example.com', state: 'SP', phone: null }),
				importResult: 'created',
			},
			expect.objectContaining({ invoice: expect.objectContaining({ number: 'A-2', amount: 99.9, daysOverdue: 3 }), importResult: 'created' }),
		]);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('imported again, nothing changes; what changed is updated', async () => {
		await importRows(credentials, [sheetRow('1'), sheetRow('2')]);
		const again = await receivables('invoice.import', credentials, {}, [sheetRow('1'), sheetRow('2', { valor: '50,00' })]);
		expect(again.json[0].map(({ importResult }) => importResult)).toEqual(['unchanged', 'updated']);
		const all = await receivables('invoice.getAll', credentials, { returnAll: true, statuses: [] });
		expect(all.json[0].map(({ invoice }) => [(invoice as IDataObject).number, (invoice as IDataObject).amount])).toEqual([
			['1', 1234.56],
			['2', 50],
		]);
	});

	it('sends bad rows to the second output with row, field and reason, and imports the others', async () => {
		const rows = [
			sheetRow('1'),
			sheetRow('2', { vencimento: '31/02/2026' }),
			sheetRow('3', { valor: 'muito' }),
			sheetRow('1', { valor: '9,99' }),
			sheetRow('5', { cpf_cnpj: '123', email: 'sem arroba' }),
		];
		const { json, outputs } = await receivables('invoice.import', credentials, {}, rows);
		expect(json[0].map(({ invoice }) => (invoice as IDataObject).number)).toEqual(['1', '5']);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 4 }]);
		const errors = json[1].filter(({ severity }) => severity === 'error');
		expect(errors).toEqual([
			expect.objectContaining({ row: 2, field: 'dueDate', fieldLabel: 'Vencimento', column: 'vencimento', value: '31/02/2026', original: rows[1] }),
			expect.objectContaining({ row: 3, field: 'amount', fieldLabel: 'Valor', column: 'valor', value: 'muito' }),
			expect.objectContaining({ row: 4, field: 'number', value: '1', reason: expect.stringContaining('na linha 1') }),
		]);
		const warnings = json[1].filter(({ severity }) => severity === 'warning');
		expect(warnings.map(({ row, field }) => [row, field])).toEqual(expect.arrayContaining([[5, 'customerDocument'], [5, 'customerEmail']]));
		for (const item of outputs[1]) expect(item.pairedItem).toEqual({ item: Number(item.json.row) - 1 });
	});

	it('gives one summary item when asked to', async () => {
		await importRows(credentials, [sheetRow('1')]);
		const { json } = await receivables('invoice.import', credentials, { output: 'summary', source: 'erp' }, [sheetRow('1'), sheetRow('2'), sheetRow('3', { valor: '' })]);
		expect(json[0]).toEqual([
			{ source: 'erp', created: 2, updated: 0, unchanged: 0, refused: 1, warnings: 0, message: expect.stringMatching(/^2 faturas novas, 0 com alteração, 0 sem alteração\.\n1 linha não foi importada:\nLinha 3, Valor: /) },
		]);
		expect(json[1]).toHaveLength(1);
	});

	it('says once of many rows that they are paid without a day, after what was not imported', async () => {
		const rows = [-60, -30, 10].map((day) => sheetRow(`p${day}`, { situacao: 'paga', vencimento: dayFromToday(day) }));
		const { json } = await receivables('invoice.import', credentials, { output: 'summary' }, [...rows, sheetRow('3', { valor: '' })]);
		expect(json[0][0]).toMatchObject({ created: 3, refused: 1, warnings: 3 });
		expect(String(json[0][0].message).split('\n').slice(1)).toEqual([
			'1 linha não foi importada:',
			expect.stringMatching(/^Linha 4, Valor: /),
			'Importadas com ressalvas:',
			expect.stringMatching(/^Linha 1 e mais 1, Data do pagamento: Paga, mas sem data de pagamento: contada como paga no vencimento\./),
			expect.stringMatching(/^Linha 3, Data do pagamento: Paga, mas sem data de pagamento: contada como paga hoje\./),
		]);
		expect(json[1].map(({ row, severity }) => [row, severity])).toEqual([[4, 'error'], [1, 'warning'], [2, 'warning'], [3, 'warning']]);
		const all = await receivables('invoice.getAll', credentials, { returnAll: true, statuses: [] });
		expect(all.json[0].map(({ invoice }) => (invoice as IDataObject).paidOn).sort()).toEqual([dayFromToday(-60), dayFromToday(-30), TODAY].sort());
	});

	it('takes canonical items, from a ledger of another creditor too', async () => {
		const items = await importRows(credentials, [sheetRow('1'), sheetRow('2', { cpf_cnpj: '52998224725', valor_pago: '34,56' })]);
		const same = await receivables('invoice.import', credentials, {}, items);
		expect(same.json[0].map(({ importResult, invoice }) => [importResult, (invoice as IDataObject).id])).toEqual(items.map(({ invoice }) => ['known', (invoice as IDataObject).id]));

		const other = { cobrancaAccountApi: newAccount({ creditorDocument: '52998224725' }) };
		const moved = await receivables('invoice.import', other, { source: 'mudança' }, items);
		expect(moved.json[1]).toEqual([]);
		expect(moved.json[0][1]).toEqual({
			invoice: { ...(items[1].invoice as IDataObject), id: expect.any(Number), source: 'mudança' },
			customer: { ...(items[1].customer as IDataObject), id: expect.any(Number) },
			importResult: 'created',
		});
	});
});

describe('Receivables: columns of the import', () => {
	const credentials = (): Credentials => ({ cobrancaAccountApi: newAccount() });
	const columns = (map: Record<string, string>) => ({ columns: { column: Object.entries(map).map(([field, name]) => ({ field, name })) } });
	const odd = { c1: 'X-1', c2: 'Ana Souza', c3: '10,00', c4: brazilian(TODAY) };

	it('takes the columns that the operator names', async () => {
		const { json } = await receivables('invoice.import', credentials(), columns({ number: 'c1', customerName: 'c2', amount: 'c3', dueDate: 'c4' }), [odd]);
		expect(json[0]).toEqual([expect.objectContaining({ invoice: expect.objectContaining({ number: 'X-1', amount: 10 }) })]);
	});

	it('says which columns are missing, or do not exist, as an error of the node', async () => {
		const missing = await receivables('invoice.import', credentials(), {}, [odd]);
		expect(missing.error).toMatchObject({ name: 'NodeOperationError', message: expect.stringContaining('Número da fatura, Vencimento, Valor, Nome do cliente') });
		const wrong = await receivables('invoice.import', credentials(), columns({ number: 'nada' }), [odd]);
		expect(wrong.error).toMatchObject({ name: 'NodeOperationError', message: expect.stringContaining('A coluna "nada"') });
	});

	it('wants a source', async () => {
		const { error } = await receivables('invoice.import', credentials(), { source: ' ' }, [odd]);
		expect(error).toMatchObject({ name: 'NodeOperationError', message: expect.stringContaining('Source') });
	});
});
