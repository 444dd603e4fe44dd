import { addDays, type Day } from '../../core/calendar/day';
import type { ErpInvoice, ErpServer } from '../doubles/erp/index';
import { dayFromToday, TODAY } from './support/clock';
import { saveSmtp } from './support/creditor';
import { closeDesks, itemsOf, newDesk, of, type Desk } from './support/desk';
import { API, closeErps, customer, inLedger, newErp, open, saveApi, withNode, type Line } from './support/erp';
import { brazilian } from './support/portfolioFile';
import { bundled, withParameters } from './support/workflows';
import { disconnect } from './support/world';

afterAll(async () => {
	await closeErps();
	await closeDesks();
	await disconnect();
});

const portfolio = (): ErpInvoice[] => [
	open('2026/1', 'Ana Souza', { vl_face: 'R$ 1.234,56', cliente: customer('Ana Souza', { cpf_cnpj: '529.982.247-25', endereco: { uf: 'sp' } }) }),
	open('2026/2', 'Bia Lima', { dt_vcto: `${dayFromToday(-5)}T00:00:00-03:00`, vl_face: 99.9, st_titulo: 'Vencido' }),
	open('2026/3', 'Caio Reis', { st_titulo: 'Liquidado', vl_baixa: '100,00', dt_baixa: '17/11/2026' }),
	open('2026/4', 'Davi Melo', { vl_face: '300,00', vl_baixa: 120.5, dt_baixa: '2026-11-16', cliente: customer('Davi Melo', { contato: { email: 'davi@example.com' } }) }),
	open('2026/5', 'Sem Nome', { cliente: customer(null) }),
	open('2026/6', 'Eva Cruz', { st_titulo: 'SUB JUDICE' }),
	open('2026/7', 'Fabio Paz', { vl_face: 'a combinar', dt_vcto: '31/02/2026' }),
	open('2026/1', 'Ana Souza'),
	open('2026/8', 'Gil Luz', { cliente: customer('Gil Luz', { contato: { email: 'gil sem arroba' } }) }),
	open('2026/9', 'Hugo Zen', { st_titulo: 'CANCELADO' }),
	open('2026/10', 'Iris Telo', { dt_vcto: dayFromToday(-15), url_cobranca_web: 'https://example.com/pagar/10' }),
];

const LINES: Line[] = [
	['2026/1', 'Ana Souza', 123_456, TODAY, 'open', 0, null],
	['2026/10', 'Iris Telo', 10_000, dayFromToday(-15), 'open', 0, null],
	['2026/2', 'Bia Lima', 9_990, dayFromToday(-5), 'open', 0, null],
	['2026/3', 'Caio Reis', 10_000, TODAY, 'paid', 10_000, '2026-11-17'],
	['2026/4', 'Davi Melo', 30_000, TODAY, 'open', 12_050, null],
	['2026/8', 'Gil Luz', 10_000, TODAY, 'open', 0, null],
	['2026/9', 'Hugo Zen', 10_000, TODAY, 'cancelled', 0, null],
];

describe('erp-api-generica, against an ERP with a key, pages and bad moments', () => {
	let desk: Desk;
	let erp: ErpServer;
	let runs: Array<Awaited<ReturnType<Desk['run']>>>;
	const summary = (index: number) => itemsOf(runs[index], 'Resumo')[0];

	beforeAll(async () => {
		desk = await newDesk();
		erp = await newErp(portfolio(), { failures: { 2: 429, 4: 500 } });
		const workflow = await saveApi(desk, API, { endereco: erp.url, por_pagina: 4 });
		runs = [await desk.run(workflow), await desk.run(workflow)];
	});

	it('asks for every page of the period, and again from the first one when the ERP refuses or fails', () => {
		// The period counts from the day of n8n's expressions, which have a clock of their own.
		const period = { por_pagina: '4', vencimento_de: erp.requests[0]?.query.vencimento_de as Day, vencimento_ate: erp.requests[0]?.query.vencimento_ate };
		expect(erp.requests.map(({ query: { pagina }, status }) => `${pagina} ${status}`)).toEqual(['1 200', '2 429', '1 200', '2 500', '1 200', '2 200', '3 200', '4 200', '1 200', '2 200', '3 200', '4 200']);
		expect(erp.requests.slice(-4).map(({ query }) => query)).toEqual(['1', '2', '3', '4'].map((pagina) => ({ ...period, pagina })));
		expect(addDays(period.vencimento_de, 180)).toBe(period.vencimento_ate);
	});

	it('has exactly the good invoices in the ledger, the paid one paid', async () => {
		expect(summary(0)).toMatchObject({ source: 'erp', created: 7, updated: 0, unchanged: 0, refused: 4, warnings: 1 });
		expect(await inLedger(desk.creditor)).toEqual(LINES);
		const [ana, iris] = await desk.creditor.inLedger(async ({ db }) => await db.selectFrom('invoices as i').innerJoin('customers as c', 'c.id', 'i.customer_id').selectAll().where('i.number', 'in', ['2026/1', '2026/10']).orderBy('i.number').execute());
		expect(ana).toMatchObject({ description: 'Mensalidade de novembro', document: '52998224725', email: 'ana@example.com', phone: '+5511912345678', state: 'SP', code: 'C-Ana Souza' });
		expect(iris).toMatchObject({ payment_url: 'https://example.com/pagar/10' });
	});

	it('shows each bad row with its field and reason, and the invoice it came from', () => {
		expect(itemsOf(runs[0], 'Linhas com problema').map((item) => [of(item, 'original.cd_titulo'), item.fieldLabel, item.column, item.severity, item.reason]).sort()).toEqual([
			['2026/1', 'Número da fatura', null, 'error', expect.stringContaining('já apareceu na linha 1')],
			['2026/5', 'Nome do cliente', 'cliente.nome', 'error', expect.stringContaining('obrigatório')],
			['2026/6', 'Situação', 'st_titulo', 'error', expect.stringContaining('Situação desconhecida')],
			['2026/7', 'Valor', 'vl_face', 'error', expect.stringContaining('"a combinar"')],
			['2026/7', 'Vencimento', 'dt_vcto', 'error', expect.stringContaining('"31/02/2026"')],
			['2026/8', 'E-mail do cliente', 'cliente.contato.email', 'warning', expect.stringContaining('não é válido')],
		]);
	});

	it('changes nothing when it runs again', async () => {
		expect(summary(1)).toMatchObject({ created: 0, updated: 0, unchanged: 7, refused: 4 });
		expect(await inLedger(desk.creditor)).toEqual(LINES);
	});

	it('learns of a payment in the ERP, and the standard régua leaves it out', async () => {
		const paid = erp.invoices.find(({ cd_titulo }) => cd_titulo === '2026/2');
		Object.assign(paid ?? {}, { st_titulo: 'LIQUIDADO', vl_baixa: '101,90', dt_baixa: brazilian(TODAY) });
		const run = await desk.run(await saveApi(desk, API, { endereco: erp.url, por_pagina: 50 }));
		expect(itemsOf(run, 'Resumo')[0]).toMatchObject({ created: 0, updated: 1, unchanged: 6 });
		expect(await inLedger(desk.creditor)).toEqual(LINES.map((line) => (line[0] === '2026/2' ? ['2026/2', 'Bia Lima', 9_990, dayFromToday(-5), 'paid', 10_190, TODAY] : line)));
		await desk.run(await desk.save(bundled('regua-padrao-email.json')));
		expect(desk.recipients()).toEqual(['ana@example.com', 'davi@example.com', 'iris@example.com']);
	});

	it('tells the problems by email once that node is switched on', async () => {
		const before = desk.mail.received.length;
		const smtp = await saveSmtp(desk.client, desk.mail);
		const on = withParameters(withNode(API, 'Avisar por e-mail', { disabled: false, credentials: { smtp } }), 'Avisar por e-mail', { fromEmail: 'n8n@example.com', toEmail: 'operacao@example.com' });
		await desk.run(await saveApi(desk, on, { endereco: erp.url }, smtp));
		const [message, ...others] = desk.mail.received.slice(before);
		const { subject, text } = await message.parse();
		expect(others).toEqual([]);
		expect(subject).toBe('Importação do ERP: 6 problemas');
		expect(text).toContain('Fatura 2026/6, Situação (SUB JUDICE): Situação desconhecida.');
		expect(text).toContain('[importada]');
	});
});

it('erp-api-generica can be published with its credentials selected, the email node still off', async () => {
	const desk = await newDesk();
	const { id } = await saveApi(desk, API, {});
	await desk.client.publish(id);
	expect(await desk.client.workflow(id)).toMatchObject({ active: true });
	await desk.client.unpublish(id);
});
