import type { IDataObject } from 'n8n-workflow';
import { atNoon, brazilian, dayFromToday, importRows, newAccount, newPostgresAccount, receivables, sheetRow, type Credentials } from '../../support/n8nCoreAccount';
import { TODAY } from '../../support/invoices';

const invoiceOf = (json: IDataObject) => json.invoice as IDataObject;
const numbers = (items: IDataObject[]) => items.map((json) => invoiceOf(json).number);

atNoon();

describe.each([
	['SQLite', newAccount],
	['PostgreSQL', newPostgresAccount],
])('Receivables: invoices (%s)', (_engine, account) => {
	let credentials: Credentials;
	let items: IDataObject[];
	beforeEach(async () => {
		credentials = { cobrancaAccountApi: account() };
		items = await importRows(credentials, [
			sheetRow('1', { valor: '100,00', vencimento: dayFromToday(-10), cpf_cnpj: '529.982.247-25' }),
			sheetRow('2', { valor: '200,00', vencimento: dayFromToday(-1), cliente: 'Maria 100% Ação' }),
			sheetRow('3', { valor: '300,00', vencimento: dayFromToday(5) }),
			sheetRow('4', { valor: '400,00', situacao: 'cancelada' }),
		]);
	});

	describe('get and list', () => {
		it('reads an invoice with its payments and promises, by its item or by its number', async () => {
			await receivables('invoice.markPaid', credentials, {}, [{ numero: '1', valor_pago: '40,00', data_pagamento: brazilian(TODAY) }]);
			await receivables('invoice.promise', credentials, { until: dayFromToday(3), note: 'por telefone' }, [items[0]]);
			const expected = [
				expect.objectContaining({
					invoice: expect.objectContaining({ number: '1', paidAmount: 40, balance: 60, status: 'open', daysOverdue: 10 }),
					payments: [{ amount: 40, paidOn: TODAY, reference: `${TODAY}:4000` }],
					promises: [expect.objectContaining({ until: dayFromToday(3), note: 'por telefone' })],
				}),
			];
			expect((await receivables('invoice.get', credentials, {}, [items[0]])).json[0]).toEqual(expected);
			expect((await receivables('invoice.get', credentials, { invoiceFrom: 'number', invoiceNumber: ' 1 ' })).json[0]).toEqual(expected);
		});

		it.each<[string, IDataObject, string[]]>([
			['open ones by default, the oldest first', {}, ['1', '2', '3']],
			['of any status', { statuses: [] }, ['1', '2', '4', '3']],
			['cancelled', { statuses: ['cancelled'] }, ['4']],
			['at most so many', { limit: 2 }, ['1', '2']],
			['by days overdue', { filters: { daysOverdueFrom: 1, daysOverdueTo: 5 } }, ['2']],
			['not due yet', { filters: { daysOverdueTo: -1 } }, ['3']],
			['by due date, as people write it', { filters: { dueFrom: brazilian(dayFromToday(-1)), dueTo: dayFromToday(5) } }, ['2', '3']],
			['by part of the name, whose signs are no wildcards', { filters: { customer: 'maria 100%' } }, ['2']],
			['by a wildcard that nobody is called', { filters: { customer: 'c_iente' } }, []],
			['by CPF with punctuation', { filters: { customer: '529.982.247-25' } }, ['1']],
			['by email', { filters: { customer: 'C3@example.com' } }, ['3']],
			['by balance', { filters: { balanceFrom: 150, balanceTo: 250 } }, ['2']],
			['by source', { filters: { source: 'outra' } }, []],
		])('lists %s', async (_name, parameters, expected) => {
			const { json, outputs } = await receivables('invoice.getAll', credentials, parameters as never);
			expect(numbers(json[0])).toEqual(expected);
			expect(outputs).toHaveLength(1);
		});

		it('says which filter it cannot read', async () => {
			const { error } = await receivables('invoice.getAll', credentials, { filters: { dueFrom: 'ontem' } });
			expect(error).toMatchObject({ name: 'NodeOperationError', message: expect.stringContaining('"ontem" não é uma data') });
		});
	});

	describe('mark paid', () => {
		it('settles a whole balance, counts what is told twice once, and refuses what it does not know', async () => {
			const rows = [{ numero: '1' }, { numero: 'não há' }, { outra: 'coisa' }, { numero: '1' }];
			const { json, outputs } = await receivables('invoice.markPaid', credentials, { payment: 'whole' }, rows);
			expect(json[0].map((item) => [invoiceOf(item).number, item.paymentResult, invoiceOf(item).status, invoiceOf(item).balance, invoiceOf(item).paidOn])).toEqual([
				['1', 'paid', 'paid', 0, TODAY],
				['1', 'already', 'paid', 0, TODAY],
			]);
			expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 3 }]);
			expect(json[1]).toEqual([
				{ row: 2, reason: 'A fatura não há não está no livro. Confira o número, ou importe-a primeiro.', original: rows[1] },
				{ row: 3, reason: 'O item não diz qual é a fatura: informe o número dela.', original: rows[2] },
			]);
			expect(outputs[1].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
		});

		it('adds up partial payments; the same one again is no second one', async () => {
			const payment = { numero: '2', valor_pago: '50,00', data_pagamento: brazilian(dayFromToday(-1)) };
			const { json } = await receivables('invoice.markPaid', credentials, {}, [payment, payment, { ...payment, valor_pago: 150 }]);
			expect(json[0].map((item) => [item.paymentResult, invoiceOf(item).balance])).toEqual([['partial', 150], ['already', 150], ['paid', 0]]);
		});

		it('tells two payments of the same amount and day apart by their reference', async () => {
			const rows = [{ id: '2', pago: '50', nsu: 'a' }, { id: '2', pago: '50', nsu: 'b' }, { id: '2', pago: '50', nsu: 'a' }];
			const { json } = await receivables('invoice.markPaid', credentials, { paymentColumns: { number: 'id', paidAmount: 'pago', reference: 'nsu' } }, rows);
			expect(json[0].map(({ paymentResult }) => paymentResult)).toEqual(['partial', 'partial', 'already']);
		});

		it('refuses a payment in the future, of a cancelled invoice, or of an amount that is none', async () => {
			const { json } = await receivables('invoice.markPaid', credentials, {}, [
				{ numero: '1', valor_pago: '10', data_pagamento: dayFromToday(1) },
				{ numero: '4', valor_pago: '10' },
				{ numero: '1', valor_pago: 'dez' },
				{ numero: '1', valor_pago: '0' },
			]);
			expect(json[0]).toEqual([]);
			expect(json[1].map(({ reason }) => reason)).toEqual([
				expect.stringContaining('data futura'),
				expect.stringContaining('está cancelada'),
				expect.stringContaining('"dez"'),
				expect.stringContaining('maior que zero'),
			]);
		});

		it('reads a pasted list, whose lines all come from the one item that started it', async () => {
			const list = '1; 40,00; 20/11/2026\r\n\n2\t\t\n sem; 1\n3;300';
			const { json, outputs } = await receivables('invoice.markPaid', credentials, { payment: 'list', list });
			expect(json[0].map((item) => [invoiceOf(item).number, item.paymentResult, invoiceOf(item).balance])).toEqual([['1', 'partial', 60], ['2', 'paid', 0], ['3', 'paid', 0]]);
			expect(json[1]).toEqual([expect.objectContaining({ row: 3, reason: expect.stringContaining('A fatura sem não está') })]);
			expect(outputs.flat().map(({ pairedItem }) => pairedItem)).toEqual(Array.from({ length: 4 }, () => ({ item: 0 })));
		});

		it('never pays the invoice of another ledger that has the same id', async () => {
			const other = { cobrancaAccountApi: newAccount({ creditorDocument: '52998224725' }) };
			await importRows(other, [sheetRow('outra')]);
			const { json } = await receivables('invoice.markPaid', other, {}, [items[0]]);
			expect(json[0]).toEqual([]);
			expect(json[1]).toEqual([expect.objectContaining({ reason: expect.stringContaining('A fatura 1 não está no livro') })]);
			expect(numbers((await receivables('invoice.getAll', other, {})).json[0])).toEqual(['outra']);
		});
	});

	describe('status, promise, exclusion', () => {
		it('cancels, disputes and resumes, twice without harm, and not what is paid', async () => {
			const change = async (operation: string, which: IDataObject[]) => {
				const { json } = await receivables(`invoice.${operation}`, credentials, { note: 'motivo' }, which);
				return { done: json[0].map((item) => invoiceOf(item).status), problems: json[1].map(({ reason }) => reason) };
			};
			expect(await change('dispute', items)).toEqual({ done: ['disputed', 'disputed', 'disputed'], problems: [expect.stringContaining('está cancelada')] });
			expect(await change('dispute', [items[0]])).toEqual({ done: ['disputed'], problems: [] });
			expect(await change('resume', [items[0], items[3]])).toEqual({ done: ['open', 'open'], problems: [] });
			expect(await change('cancel', [items[1]])).toEqual({ done: ['cancelled'], problems: [] });
			await receivables('invoice.markPaid', credentials, { payment: 'whole' }, [items[0]]);
			expect(await change('cancel', [items[0]])).toEqual({ done: [], problems: ['A fatura 1 está paga e não pode passar a cancelada.'] });
		});

		it('writes a promise down, and refuses one for a past day or of a settled invoice', async () => {
			const { json } = await receivables('invoice.promise', credentials, { until: '={{ $json.ate }}' }, [
				{ ...items[0], ate: brazilian(dayFromToday(7)) },
				{ ...items[1], ate: dayFromToday(-1) },
				{ ...items[3], ate: dayFromToday(7) },
				{ ...items[2], ate: 'semana que vem' },
			]);
			expect(json[0]).toEqual([expect.objectContaining({ promisedUntil: dayFromToday(7) })]);
			expect(json[1].map(({ row, reason }) => [row, reason])).toEqual([
				[2, expect.stringContaining('já passou')],
				[3, expect.stringContaining('não está em aberto')],
				[4, expect.stringContaining('"semana que vem" não é uma data')],
			]);
		});

		it('excludes the customer of each item, or the one that is typed', async () => {
			const until = dayFromToday(30);
			const ofItems = await receivables('customer.exclude', credentials, { until }, [items[1], { cpf: '52998224725' }, { cpf: '11144477735' }]);
			expect(ofItems.json[0].map(({ customer, excludedUntil }) => [(customer as IDataObject).name, excludedUntil])).toEqual([['Maria 100% Ação', until], ['Cliente 1', until]]);
			expect(ofItems.json[1]).toEqual([expect.objectContaining({ row: 3, reason: 'O cliente 11144477735 não está no livro.' })]);
			const typed = await receivables('customer.exclude', credentials, { customerFrom: 'typed', customer: 'C3@example.com', until });
			expect(typed.json[0]).toEqual([expect.objectContaining({ customer: expect.objectContaining({ name: 'Cliente 3' }) })]);
		});
	});
});
