import type { IDataObject } from 'n8n-workflow';
import { atNoon, brazilian, dayFromToday, importRows, newAccount, receivables, sheetRow, type Credentials } from '../../support/n8nCoreAccount';
import { TODAY } from '../../support/invoices';

atNoon();

describe('Receivables: customers', () => {
	let credentials: Credentials;
	const names = (items: IDataObject[]) => items.map(({ customer }) => (customer as IDataObject).name);

	beforeEach(async () => {
		credentials = { cobrancaAccountApi: newAccount() };
		await importRows(credentials, [
			sheetRow('1', { valor: '100,00', vencimento: dayFromToday(-10), cpf_cnpj: '529.982.247-25', cliente: 'Ana' }),
			sheetRow('2', { valor: '250,40', vencimento: dayFromToday(5), cliente: 'Bruna' }),
			sheetRow('3', { valor: '70,00', vencimento: dayFromToday(-3), cliente: 'Caio', email: '' }),
		]);
		await receivables('invoice.markPaid', credentials, {}, [{ numero: '3', valor_pago: '70,00', data_pagamento: brazilian(TODAY) }]);
	});

	it('lists them with where they stand, who owes most first', async () => {
		const { json, outputs } = await receivables('customer.getAll', credentials);
		expect(outputs).toHaveLength(1);
		expect(names(json[0])).toEqual(['Bruna', 'Ana', 'Caio']);
		expect(json[0][1]).toMatchObject({
			customer: { document: '52998224725' },
			standing: { profile: null, profileName: null, openCount: 1, openBalance: 100, overdueCount: 1, overdueBalance: 100, creditLimit: null, lastReportOn: null },
		});
		expect(names((await receivables('customer.getAll', credentials, { filters: { overdueFrom: 0.01 } })).json[0])).toEqual(['Ana']);
		expect(names((await receivables('customer.getAll', credentials, { limit: 1 })).json[0])).toEqual(['Bruna']);
		expect(names((await receivables('customer.getAll', credentials, { filters: { reportDays: 30 } })).json[0])).toEqual(['Ana']);
	});

	it('carries the invoice that was paid last, for a Reminder to thank for', async () => {
		const { json } = await receivables('customer.getAll', credentials, { withPaidInvoice: true });
		expect(json[0]).toEqual([expect.objectContaining({ invoice: expect.objectContaining({ number: '3', status: 'paid', paidOn: TODAY }) })]);
	});

	it('hands on items that other operations know the customer by, with a document or without', async () => {
		const { json } = await receivables('customer.getAll', credentials);
		const until = dayFromToday(3);
		const { json: excluded } = await receivables('customer.exclude', credentials, { until }, json[0]);
		expect(names(excluded[0])).toEqual(['Bruna', 'Ana', 'Caio']);
		expect(excluded[1]).toEqual([]);
	});

	it('says which two filters belong together', async () => {
		const refusal = async (filters: IDataObject) => (await receivables('customer.getAll', credentials, { filters } as never)).error?.message;
		expect(await refusal({ messageDays: 30 })).toContain('"Message Key" e "No Message for Days" andam juntos');
		expect(await refusal({ messageKey: 'obrigado' })).toContain('andam juntos');
		expect(await refusal({ profiles: ['great'] })).toContain('"great" não serve em "Profile"');
	});
});
