import type { IDataObject } from 'n8n-workflow';
import { addDays } from '../../../core/calendar/day';
import { claimContact } from '../../../core/ledger/contacts/claimContact';
import { finishContact } from '../../../core/ledger/contacts/finishContact';
import { findInvoice } from '../../../core/ledger/invoices/findInvoice';
import { readAccount } from '../../../nodes/shared/account';
import { withLedger } from '../../../nodes/shared/openLedgers';
import { aClaim } from '../../support/claimStorm';
import { atNoon, dayFromToday, importRows, newAccount, newPostgresAccount, receivables, sheetRow, type Credentials } from '../../support/n8nCoreAccount';
import { NOON, TODAY } from '../../support/invoices';

atNoon();

/** Rows by what names them. */
const by = (rows: IDataObject[], name: string) => Object.fromEntries(rows.map((row) => [row[name], row])) as Record<string, IDataObject>;

describe.each([
	['SQLite', newAccount],
	['PostgreSQL', newPostgresAccount],
])('Receivables: reports (%s)', (_engine, account) => {
	let credentials: Credentials;
	beforeEach(() => {
		credentials = { cobrancaAccountApi: account() };
	});
	const report = async (operation: string, parameters: Parameters<typeof receivables>[2] = {}, items?: IDataObject[]) => {
		const { json, error } = await receivables(`report.${operation}`, credentials, parameters, items);
		if (error) throw new Error(error.message);
		expect(json).toHaveLength(1);
		return json[0];
	};
	const fill = async () =>
		await importRows(credentials, [
			sheetRow('1', { valor: '100,00', emissao: '2026-10-01', vencimento: '2026-10-20', cliente: 'Ana', email: 'ana@example.com' }),
			sheetRow('2', { valor: '300,00', emissao: '2026-11-02', vencimento: '2026-11-20', cliente: 'Ana', email: 'ana@example.com' }),
			sheetRow('3', { valor: '600,00', emissao: '2026-11-02', vencimento: '2026-12-10' }),
			sheetRow('4', { valor: '200,00', emissao: '2026-10-01', vencimento: '2026-10-20', valor_pago: '205,00', data_pagamento: '2026-11-03' }),
		]);

	it('age the receivables, small delays apart, once however many items come in', async () => {
		await fill();
		const rows = await report('ageing', {}, [{ a: 1 }, { a: 2 }]);
		expect(rows.map(({ level, label, amount, share, invoices, customers }) => [level, label, amount, share, invoices, customers])).toEqual([
			['bucket', 'A vencer', 600, 60, 1, 1],
			['bucket', '1 a 5 dias (pequenos atrasos)', 300, 30, 1, 1],
			['bucket', '6 a 15 dias', 0, 0, 0, 0],
			['bucket', '16 a 30 dias', 0, 0, 0, 0],
			['bucket', '31 a 60 dias', 100, 10, 1, 1],
			['bucket', '61 a 90 dias', 0, 0, 0, 0],
			['bucket', '91 a 180 dias', 0, 0, 0, 0],
			['bucket', 'Mais de 180 dias', 0, 0, 0, 0],
			['subtotal', 'Pequenos atrasos (até 5 dias)', 300, 30, 1, 1],
			['subtotal', 'Demais atrasos (6 dias ou mais)', 100, 10, 1, 1],
			['subtotal', 'Total em atraso', 400, 40, 2, 1],
			['total', 'Total a receber', 1000, 100, 3, 2],
		]);
		expect(by(await report('ageing', { asOf: '31/10/2026' }), 'bucket')).toMatchObject({ total: { amount: 300, invoices: 2, asOf: '2026-10-31' }, '6-15': { amount: 300 } });
		const future = await receivables('report.ageing', credentials, { asOf: dayFromToday(1) });
		expect(future.error?.message).toContain('ainda não chegou');
	});

	it('tell the indicators with the lines that they come from', async () => {
		await fill();
		const rows = by(await report('indicators', { period: 'thisMonth' }), 'line');
		expect(Object.fromEntries(Object.entries(rows).map(([line, { value }]) => [line, value]))).toEqual({
			opening: 300,
			invoiced: 900,
			receivedPrincipal: 200,
			discounts: 0,
			closing: 1000,
			closingCurrent: 600,
			closingOverdue: 400,
			receivedSurcharge: 5,
			receivedTotal: 205,
			dso: 26.67,
			bestPossibleDso: 16,
			averageDaysDelinquent: 10.67,
			cei: 33.33,
		});
		expect(rows.dso).toEqual({ line: 'dso', label: 'DSO: prazo médio de recebimento', value: 26.67, unit: 'dias', text: '26,67 dias', why: null, from: '2026-11-01', to: TODAY, days: 24 });
		expect(rows.opening.text).toBe('R$\u00a0300,00');
	});

	it('of an empty ledger say why there is no figure', async () => {
		const rows = by(await report('indicators', { period: 'custom', from: '2026-01-01', to: '2026-01-31' }), 'line');
		expect(rows.closing.value).toBe(0);
		expect(rows.dso).toMatchObject({ value: null, why: 'Nada foi faturado no período: não há vendas com que comparar.', text: 'Sem valor: Nada foi faturado no período: não há vendas com que comparar.' });
		expect((await report('ageing')).at(-1)).toMatchObject({ amount: 0, share: null });
		expect(await report('recovery')).toEqual([]);
		expect((await report('rollRates')).every(({ rate, why }) => rate === null && String(why).startsWith('Nada estava em'))).toBe(true);
	});

	it('tell what was recovered, by step, by cause and by profile', async () => {
		const items = await fill();
		await receivables('occurrence.create', credentials, { about: 'invoice', cause: 'crisis', happenedOn: '2026-11-01' }, [items[3]]);
		const bySteps = await report('recovery', { period: 'thisMonth', attributionDays: 3 });
		expect(bySteps).toEqual([expect.objectContaining({ label: 'Sem lembrete nos 3 dias anteriores', step: null, payments: 1, invoicesPaid: 1, amount: 205, share: 100, lateAmount: 205, messagesSent: 0, recoveryRate: null, recoveryRateWhy: 'São pagamentos que nenhum lembrete antecedeu.' })]);
		const byCause = await report('recovery', { period: 'thisMonth', by: 'cause' });
		expect(byCause.map(({ label, originName, amount, overdueAmount, overdueInvoices, recoveryRate }) => [label, originName, amount, overdueAmount, overdueInvoices, recoveryRate])).toEqual([
			['Crise econômica ou do setor', 'Causa externa', 205, 0, 0, 100],
			['Causa não informada', 'Causa não informada', 0, 400, 2, 0],
		]);
		const byProfile = await report('recovery', { period: 'thisMonth', by: 'profile' });
		expect(byProfile).toEqual([expect.objectContaining({ label: 'Não classificado', profile: null, amount: 205, overdueAmount: 400, recoveryRate: 33.88, recoveryRateWhy: null, from: '2026-11-01', to: TODAY })]);
	});

	it('name the channel that brought something in as people do, and how long no reminder came before the rest', async () => {
		const items = await fill();
		await withLedger(readAccount(credentials.cobrancaAccountApi), async (ledger) => {
			const { id, customer_id, due_date } = await findInvoice(ledger.db, { number: '1' });
			for (const [channel, step, stepDay] of [['email', 'D+5', 5], ['letter', 'D+30', 30], ['pombo', 'D+31', 31]] as const) {
				const claim = await claimContact(ledger, aClaim([{ invoiceId: id, step, stepDay, dueDate: due_date }], { customerId: customer_id, channel, today: addDays(due_date, stepDay) }));
				if ('contactId' in claim) await finishContact(ledger, claim.contactId, { state: 'sent' }, NOON.toISOString());
			}
		});
		await receivables('invoice.markPaid', credentials, { payment: 'whole' }, [items[0]]);
		const rows = await report('recovery', { period: 'last12Months', attributionDays: 1 });
		expect(rows.map(({ label, channel, channelName }) => [label, channel, channelName])).toEqual([
			['D+5 por e-mail (padrao)', 'email', 'e-mail'],
			['D+30 por carta (padrao)', 'letter', 'carta'],
			['D+31 por pombo (padrao)', 'pombo', 'pombo'],
			['Sem lembrete no dia anterior', null, null],
		]);
		expect((await report('recovery', { period: 'last12Months', attributionDays: 0 })).at(-1)).toMatchObject({ label: 'Sem lembrete no dia do pagamento' });
	});

	it('tell how delinquency rolls from month to month', async () => {
		await fill();
		const rows = await report('rollRates', { period: 'custom', from: '2026-10-01', to: '2026-10-31' });
		expect(rows).toHaveLength(7);
		expect(rows[0]).toEqual({ month: '2026-10', label: 'A vencer → 1º mês de atraso', from: 'A vencer', to: '1º mês de atraso', fromAmount: 0, toAmount: 300, rate: null, text: 'Sem valor: Nada estava em "A vencer" no mês anterior.', why: 'Nada estava em "A vencer" no mês anterior.', fromDay: '2026-09-30', toDay: '2026-10-31' });
		const none = await receivables('report.rollRates', credentials, { period: 'thisMonth' });
		expect(none.error?.message).toContain('Nenhum mês termina dentro do período');
	});
});
