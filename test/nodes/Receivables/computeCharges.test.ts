import type { IDataObject } from 'n8n-workflow';
import type { ChargesItem } from '../../../core/charges';
import { atNoon, brazilian, dayFromToday, importRows, newAccount, newPostgresAccount, receivables, sheetRow, type Credentials } from '../../support/n8nCoreAccount';
import { TODAY } from '../../support/invoices';

const TERMS = { fineKind: 'percent', finePercent: 2, interestKind: 'monthly', interestPercent: 1 };
const CNPJ = '11.222.333/0001-81';

const chargesOf = (json: IDataObject) => json.charges as unknown as ChargesItem;

atNoon();

describe.each([
	['SQLite', newAccount],
	['PostgreSQL', newPostgresAccount],
])('Receivables: compute charges (%s)', (_engine, account) => {
	let credentials: Credentials;
	beforeEach(() => {
		credentials = { cobrancaAccountApi: { ...account(), ...TERMS } };
	});

	const compute = async (items: IDataObject[], parameters = {}) => await receivables('invoice.computeCharges', credentials, parameters, items);

	it('adds what each invoice amounts to today, line by line, by the account’s terms', async () => {
		const items = await importRows(credentials, [sheetRow('1', { valor: '1.000,00', vencimento: dayFromToday(-30) })]);
		const { json, error } = await compute(items);
		expect(error).toBeNull();
		expect(json[0]).toEqual([
			{
				...items[0],
				charges: {
					on: TODAY,
					payableUntil: dayFromToday(-29), // the 25th of October is a Sunday
					validUntil: TODAY,
					total: 1030,
					principal: 1000,
					fine: 20,
					interest: 10,
					discount: 0,
					overpaid: 0,
					lines: [
						expect.objectContaining({ kind: 'principal', label: 'Valor original', amount: 1000, base: null, rate: null, days: null }),
						expect.objectContaining({ kind: 'fine', label: 'Multa por atraso de 2%', base: 1000, rate: 2, amount: 20, rule: expect.stringContaining('CDC art. 52') as string }),
						expect.objectContaining({ kind: 'interest', label: 'Juros de 1% ao mês (30 dias)', base: 1000, rate: 1, per: 'month', from: dayFromToday(-30), to: TODAY, days: 30, amount: 10 }),
					],
				},
			},
		]);
	});

	it('takes an invoice’s own terms before the account’s, and counts its payments', async () => {
		const [own, paid] = await importRows(credentials, [
			sheetRow('1', { valor: '100,00', vencimento: dayFromToday(-10), multa_percentual: 'isento', juros_mes: '0,1% ao dia' }),
			sheetRow('2', { valor: '100,00', vencimento: dayFromToday(-10) }),
		]);
		await receivables('invoice.markPaid', credentials, {}, [{ numero: '2', valor_pago: '50,00', data_pagamento: brazilian(dayFromToday(-4)) }]);
		const { json } = await compute([own, paid]);
		expect(chargesOf(json[0][0])).toMatchObject({ total: 101, fine: 0, interest: 1 });
		// 0,20 of interest up to the payment, which pays it and 49,80; 0,07 on the 50,20 left.
		expect(chargesOf(json[0][1])).toMatchObject({ total: 52.27, principal: 50.2, fine: 2, interest: 0.07 });
		expect((json[0][0].invoice as IDataObject).terms).toEqual({ fine: 'isento', interest: '0,1% ao dia' });
	});

	it('works for another day, of the node or of each item', async () => {
		const rows = [{ numero: 'x', valor: 100, vencimento: '2026-03-02', pagar_em: '12/03/2026' }, { numero: 'y', valor: 100, vencimento: '2026-03-02' }];
		const { json } = await compute(rows, { payOn: '2026-03-07', payOnColumn: 'pagar_em' });
		expect(json[0].map((item) => [chargesOf(item).on, chargesOf(item).total])).toEqual([['2026-03-12', 102.33], ['2026-03-07', 102.17]]);
	});

	it('takes rows that are in no ledger, and writes nothing', async () => {
		const { json } = await compute([{ valor: '350,00', vencimento: '14/11/2026', valor_pago: '50', data_pagamento: '16/11/2026' }], { payOn: '17/11/2026' });
		expect(json[0][0]).toMatchObject({ valor: '350,00', charges: { total: 306.3, fine: 6, interest: 0.3 } });
		expect((await receivables('invoice.getAll', credentials, { statuses: [] })).json[0]).toEqual([]);
	});

	it('shows what other terms would come to', async () => {
		const row = { valor: 100, vencimento: '2026-03-02' };
		const { json } = await compute([row], { payOn: '2026-03-12', termsFrom: 'node', fineKind: 'none', interestKind: 'daily', interestPercent: 0.5 });
		expect(chargesOf(json[0][0])).toMatchObject({ total: 105, fine: 0 });
	});

	it('owes nothing of what is settled', async () => {
		const [item] = await importRows(credentials, [sheetRow('1', { vencimento: dayFromToday(-30), situacao: 'paga' })]);
		expect(chargesOf((await compute([item])).json[0][0])).toMatchObject({ total: 0, lines: [] });
	});

	it('lets what cannot be computed leave by the other output, with the field and the value; the rest goes on', async () => {
		credentials = { cobrancaAccountApi: { ...credentials.cobrancaAccountApi, finePercent: 10, interestKind: 'none' } };
		const [person, company] = await importRows(credentials, [
			sheetRow('1', { valor: '100', vencimento: dayFromToday(-10), cpf_cnpj: '529.982.247-25' }),
			sheetRow('2', { valor: '100', vencimento: dayFromToday(-10), cpf_cnpj: CNPJ }),
		]);
		const rows = [
			person,
			company,
			{ valor: -1, vencimento: '2026-03-02' },
			{ valor: 100, vencimento: '30/02/2026' },
			{ valor: 100, vencimento: '2026-03-02', emissao: '2026-03-03', cnpj: CNPJ },
			{ valor: 100, vencimento: '2026-03-02', multa_percentual: '150%', cnpj: CNPJ },
			{ numero: 'não há' },
		];
		const { json, error } = await compute(rows);
		expect(error).toBeNull();
		expect(json[0].map((item) => chargesOf(item).total)).toEqual([110]);
		expect(json[1].map(({ row, reason }) => [row, reason])).toEqual([
			[1, expect.stringContaining('A multa de 10% passa de 2%, o máximo para consumidor')],
			[3, expect.stringContaining('"-1" é negativo')],
			[4, expect.stringContaining('30/02/2026')],
			[5, expect.stringContaining('A emissão (2026-03-03) é depois do vencimento (2026-03-02)')],
			[6, expect.stringContaining('150% passa de 100%')],
			[7, expect.stringContaining('A fatura não há não está no livro, e a própria linha não basta')],
		]);
	});
});

describe('Receivables: legal rates', () => {
	it('are imported, listed and charged; a missing month is named', async () => {
		const credentials = { cobrancaAccountApi: newAccount({ interestKind: 'legal' }) };
		const row = { valor: '10.000,00', vencimento: '2026-03-02' };
		const total = async (payOn: string) => await receivables('invoice.computeCharges', credentials, { payOn }, [row]);
		expect((await total('2026-03-17')).json[1][0].reason).toContain('Falta a taxa legal de 03/2026');

		const { json } = await receivables('legalRate.import', credentials, { rateList: '03/2026; 0,620000\n01/04/2026\t0,31\nmaio; 1\n05/2026; 12' }, [{}]);
		expect(json[0]).toEqual([{ month: '2026-03', rate: 0.62 }, { month: '2026-04', rate: 0.31 }]);
		expect(json[1].map(({ row: line, reason }) => [line, reason])).toEqual([[3, expect.stringContaining('"maio" não é uma data')], [4, expect.stringContaining('alta demais')]]);
		expect(chargesOf((await total('2026-03-17')).json[0][0])).toMatchObject({ total: 10_030, interest: 30 });
		expect(chargesOf((await total('2026-04-30')).json[0][0])).toMatchObject({ interest: 89 });

		await receivables('legalRate.import', credentials, { ratesFrom: 'items' }, [{ data: '01/03/2026', valor: '0,31' }]);
		expect((await receivables('legalRate.getAll', credentials)).json[0]).toEqual([{ month: '2026-03', rate: 0.31 }, { month: '2026-04', rate: 0.31 }]);
	});

	it('say which column is missing', async () => {
		const credentials = { cobrancaAccountApi: newAccount() };
		const { json } = await receivables('legalRate.import', credentials, { ratesFrom: 'items' }, [{ quando: '03/2026', quanto: 1 }]);
		expect(json[1][0].reason).toBe('Nenhuma coluna traz o mês. Indique a coluna neste nó. Colunas encontradas: quando, quanto.');
		const named = await receivables('legalRate.import', credentials, { ratesFrom: 'items', monthColumn: 'quando', rateColumn: 'quanto' }, [{ quando: '03/2026', quanto: 1 }]);
		expect(named.json[0]).toEqual([{ month: '2026-03', rate: 1 }]);
	});
});
