import type { IDataObject } from 'n8n-workflow';
import { atNoon, brazilian, dayFromToday, goToDay, importRows, newAccount, newPostgresAccount, receivables, sheetRow, type Credentials } from '../../support/n8nCoreAccount';
import { TODAY } from '../../support/invoices';

const ANA = { cpf_cnpj: '529.982.247-25', cliente: 'Ana Souza', email: 'ana@example.com' };
const texts = (item: IDataObject) => (item.timeline as IDataObject[]).map(({ text }) => text);

atNoon();

describe.each([
	['SQLite', newAccount],
	['PostgreSQL', newPostgresAccount],
])('Receivables: the history of a customer (%s)', (_engine, account) => {
	let credentials: Credentials;
	beforeEach(async () => {
		credentials = { cobrancaAccountApi: account() };
		await importRows(credentials, [
			sheetRow('1', { ...ANA, valor: '100,00', vencimento: dayFromToday(-40), emissao: dayFromToday(-60) }),
			sheetRow('2', { ...ANA, valor: '200,00', vencimento: dayFromToday(-10) }),
			sheetRow('3', { ...ANA, valor: '50,00', vencimento: dayFromToday(5) }),
			sheetRow('de outro', { valor: '999,00', vencimento: dayFromToday(-90) }),
		]);
		await receivables('invoice.markPaid', credentials, {}, [{ numero: '1', data_pagamento: brazilian(dayFromToday(-30)) }]);
		await receivables('invoice.promise', credentials, { until: dayFromToday(2), note: 'por telefone' }, [{ numero: '2' }]);
	});
	const history = async (parameters: Parameters<typeof receivables>[2] = {}, items: IDataObject[] = [{ cpf_cnpj: ANA.cpf_cnpj }]) => (await receivables('customer.getHistory', credentials, parameters, items)).json;

	it('tells in figures and in words what is known of the one and of no other', async () => {
		const [[item], problems] = await history();
		expect(problems).toEqual([]);
		expect(item).toMatchObject({
			customer: { name: 'Ana Souza', document: '52998224725' },
			history: {
				customerSince: dayFromToday(-60),
				invoiced: { count: 3, amount: 350 },
				paidOnTime: { count: 0, amount: 0 },
				paidLate: { count: 1, amount: 100 },
				open: { count: 2, amount: 250 },
				overdue: { count: 1, amount: 200, oldestDays: 8 },
				promises: { kept: 0, broken: 0, pending: 1 },
				creditLimit: { limit: null, until: null },
			},
			asOf: TODAY,
		});
		expect(texts(item)).toEqual([
			'Fatura 3 de R$ 50,00, com vencimento em 29/11/2026: em aberto.',
			'Prometeu pagar a fatura 2 até 26/11/2026: o prazo ainda não acabou.',
			'Fatura 2 de R$ 200,00, com vencimento em 14/11/2026: em aberto.',
			'Pagou R$ 100,00 da fatura 1, com 10 dias de atraso.',
			'Fatura 1 de R$ 100,00, com vencimento em 15/10/2026: paga em 25/10/2026.',
		]);
		expect((item.timeline as IDataObject[])[1]).toEqual({ on: TODAY, kind: 'promise', text: expect.any(String), outcome: 'pending', amount: null, invoices: ['2'], note: 'por telefone', author: null });
		expect(JSON.stringify(item)).not.toMatch(/de outro|undefined/);
	});

	it('lists the newest events that are asked for, and tells a promise that was broken since', async () => {
		goToDay(4);
		expect((await history({ events: 0 }))[0][0].timeline).toEqual([]);
		expect(texts((await history({ events: 2 }))[0][0])[1]).toContain('não cumpriu');
	});

	it('goes on with the others when a customer is not in the ledger, or told twice', async () => {
		const [done, problems] = await history({}, [{ cpf_cnpj: ANA.cpf_cnpj }, { cpf_cnpj: '11222333000181' }, { email: 'cdeoutro@example.com' }, { cpf_cnpj: ANA.cpf_cnpj }]);
		expect(done.map(({ customer }) => (customer as IDataObject).name)).toEqual(['Ana Souza', 'Cliente de outro', 'Ana Souza']);
		expect(done[2].history).toEqual(done[0].history);
		expect(problems).toEqual([expect.objectContaining({ row: 2, reason: expect.stringContaining('não está no livro') })]);
	});
});
