import type { PayerProfile } from '../../core/classification/profiles';
import type { WorkflowJson } from '../../playground/n8n-workflows';
import { person } from '../support/bureau';
import { closeBureaus, newBureauDesk, type BureauDesk } from './support/bureau';
import { dayFromToday } from './support/clock';
import { FORM_LOGIN } from './support/creditor';
import { closeDesks, itemsOf, newDesk, of, type Desk } from './support/desk';
import { readable } from './support/portfolioFile';
import { bundled, withParameters } from './support/workflows';
import { disconnect, n8n } from './support/world';

afterAll(async () => {
	await closeDesks();
	await closeBureaus();
	await disconnect();
});

const OPERATOR = 'cobranca@example.com';
const withAddress = (file: string, node = 'Responsável', field = 'email'): WorkflowJson =>
	withParameters(bundled(file), node, { assignments: { assignments: [{ id: 'address', name: field, value: OPERATOR, type: 'string' }] } });

/** A customer who has a document, paid invoices in time and may owe one. */
function payer(number: number, { paid = 0, lateDays = 0, open = 0 }: { paid?: number; lateDays?: number; open?: number }): Parameters<Desk['put']> {
	const document = person(number).value;
	const customer = { key: `doc:${document}`, name: `Cliente ${number}`, document, email: `c${number}@example.com` };
	const settled = Array.from({ length: paid }, (_, index): Parameters<Desk['put']>[0] => {
		const dueDate = dayFromToday(-30 * (index + 1) - 20);
		return [`${number}-P${index}`, { customer, dueDate, amountCents: 50_000, paidCents: 50_000, paidOn: dayFromToday(-30 * (index + 1) - 20 + lateDays), status: 'paid' }];
	});
	return [...settled, ...(open > 0 ? [[`${number}-A`, { customer, dueDate: dayFromToday(20), amountCents: open }] as Parameters<Desk['put']>[0]] : [])];
}

/** Classifies the portfolio by the bundled workflow; the profile of each customer. */
async function classify(desk: Desk): Promise<{ message: unknown; profiles: Record<string, PayerProfile> }> {
	const run = await desk.run(await desk.save(bundled('segmentar-carteira.json')));
	const rows = await desk.creditor.inLedger(async ({ db }) => await db.selectFrom('customer_profiles as p').innerJoin('customers as c', 'c.id', 'p.customer_id').select(['c.name', 'p.profile']).execute());
	return { message: itemsOf(run, 'Resumo')[0]?.message, profiles: Object.fromEntries(rows.map(({ name, profile }) => [name, profile as PayerProfile])) };
}

describe('consulta-credito-novo-cliente', () => {
	let desk: BureauDesk;
	let id: string;
	const ask = async (document: string, amount = '1.500,00', workflow = id) => {
		const run = await n8n().runForm(workflow, { login: FORM_LOGIN, fields: ['Ana de Teste', document, amount] });
		return { ...run, page: readable(run.page ?? '') };
	};
	const decisions = async () => await desk.creditor.inLedger(async ({ db }) => await db.selectFrom('credit_decisions').select(['document', 'decision']).orderBy('id').execute());

	beforeAll(async () => {
		desk = await newBureauDesk();
		({ id } = await desk.save(withAddress('consulta-credito-novo-cliente.json', 'Pedido', 'responsavel')));
	});

	it.each([
		['approves who has a high score', 1, { score: 900 }, /Aprovado/, /R\$\s1\.500,00/],
		['asks for a down payment from who has a fair one', 2, { score: 600 }, /Aprovado com entrada de 30%/, /R\$\s450,00/],
		['refuses who has a very low one', 3, { score: 120 }, /Recusado/, /Score de risco muito alto/],
	])('%s, with the reasons on the page', async (_name, number, facts, title, reason) => {
		const document = person(number).value;
		desk.serasa.know(document, facts);
		const { page } = await ask(document);
		expect(page).toMatch(title);
		expect(page).toMatch(reason);
		expect(page).toContain('LGPD art. 20');
		expect(page).not.toMatch(/undefined|\bnull\b|\[object/);
		expect((await decisions()).at(-1)?.document).toBe(document);
	});

	it('leaves no score to a person, and writes to who decides', async () => {
		const document = person(4).value;
		desk.serasa.know(document, { score: null });
		const before = desk.mail.received.length;
		const { page } = await ask(document);
		expect(page).toMatch(/Uma pessoa decide/);
		expect(page).toContain('Quem decide foi avisado');
		const [letter] = desk.mail.received.slice(before);
		expect(letter.to).toEqual([OPERATOR]);
		expect((await letter.parse()).text).toContain('Ana de Teste');
	});

	it('keeps the request when the bureau is down: a person decides, and the page says why', async () => {
		const down = await newBureauDesk();
		down.serasa.fail({ status: 503, times: 1_000 });
		const workflow = await down.save(bundled('consulta-credito-novo-cliente.json'));
		const { page } = await ask(person(5).value, '1.500,00', workflow.id);
		expect(page).toMatch(/Uma pessoa decide/);
		expect(page).toMatch(/O bureau não foi consultado/);
		expect(page).toMatch(/registrado com o número \d+\. Leve este número a quem decide/);
		const kept = await down.creditor.inLedger(async ({ db }) => await db.selectFrom('credit_decisions').select(['document', 'decision']).execute());
		expect(kept).toEqual([{ document: person(5).value, decision: 'ask_person' }]);
	});

	it('opens to nobody without the password of the form', async () => {
		const asked = desk.serasa.requests.length;
		const { id: closed } = await desk.save(bundled('consulta-credito-novo-cliente.json'));
		await expect(n8n().runForm(closed, { fields: ['Ana de Teste', person(1).value, '100,00'] })).rejects.toThrow(/answered 401/);
		await expect(n8n().runForm(closed, { login: { ...FORM_LOGIN, password: '123' }, fields: ['Ana de Teste', person(1).value, '100,00'] })).rejects.toThrow(/answered 40[13]/);
		expect(desk.serasa.requests).toHaveLength(asked);
	});

	it('asks nobody about a wrong document, and says what to do', async () => {
		const [asked, kept] = [desk.serasa.requests.length, (await decisions()).length];
		const { page } = await ask('111.111.111-11');
		expect(page).toMatch(/Confira o CPF ou CNPJ/);
		expect(page).toContain('Nada foi consultado');
		expect([desk.serasa.requests.length, (await decisions()).length]).toEqual([asked, kept]);
	});

	it('says that an amount is wrong', async () => {
		const { page } = await ask(person(1).value, 'muito');
		expect(page).toMatch(/Confira o pedido/);
		expect(page).toContain('Nada foi decidido');
	});

	it.each([
		['Consultar bureau', { monthlyBudget: -1 }, /A consulta não foi feita/],
		['Decidir', { maxAgeDays: -1 }, /Confira o pedido/],
	])('ends in a page, too, when %s is set up wrongly', async (node, wrong, title) => {
		const { id: broken } = await desk.save(withParameters(bundled('consulta-credito-novo-cliente.json'), node, wrong));
		const { page } = await ask(person(6).value, '100,00', broken);
		expect(page).toMatch(title);
		expect(page).toMatch(/Monthly Budget|Max Age/);
	});

	it('spends no more than the month’s budget: a person decides the rest', async () => {
		const poor = await newBureauDesk();
		const workflow = await poor.save(withParameters(withAddress('consulta-credito-novo-cliente.json', 'Pedido', 'responsavel'), 'Consultar bureau', { monthlyBudget: 3 }));
		const first = await ask(person(1).value, '100,00', workflow.id);
		const second = await ask(person(2).value, '100,00', workflow.id);
		expect(first.page).not.toMatch(/não foi consultado/);
		expect(second.page).toMatch(/Uma pessoa decide/);
		expect(second.page).toMatch(/orçamento/);
		expect(poor.serasa.charged()).toBe(1);
	});
});

describe('segmentar-carteira, rotina-consulta-carteira', () => {
	it('looks up the important ones first within the budget, leaves the rest for the next run, and sends the flags', async () => {
		const desk = await newBureauDesk();
		await desk.put(...payer(1, { paid: 8, open: 90_000 }), ...payer(2, { paid: 6, open: 30_000 }), ...payer(3, { paid: 5, open: 20_000 }), ...payer(4, { paid: 5 }));
		const { message } = await classify(desk);
		expect(message).toMatch(/4 clientes classificados/);
		// Everybody matters in this test; the owing ones alone are asked about.
		const workflow = withParameters(withParameters(withAddress('rotina-consulta-carteira.json'), 'Consultar', { monthlyBudget: 3 }), 'Quem consultar', { filters: { importances: ['A', 'B', 'C'], reportDays: 90, openFrom: 0.01 } });
		desk.serasa.know(person(1).value, { score: 500, debts: { pefin: { count: 2, balance: 900, last: '2026-10-01' } } });
		const run = await desk.run(await desk.save(workflow));
		expect(itemsOf(run, 'Quem consultar').map((item) => of(item, 'customer.name'))).toEqual(['Cliente 1', 'Cliente 2', 'Cliente 3']);
		expect(itemsOf(run, 'Consultar').map((item) => of(item, 'customer.name'))).toEqual(['Cliente 1']);
		expect(itemsOf(run, 'Ficaram para a próxima').map(({ code }) => code)).toEqual(['budget_exhausted', 'budget_exhausted']);
		const [letter, left] = desk.mail.received;
		expect([letter.to, left.to]).toEqual([[OPERATOR], [OPERATOR]]);
		const { subject, text = '' } = await letter.parse();
		expect(subject).toBe('Bandeira amarela: 1 cliente');
		expect(text).toMatch(/Cliente 1 \(importância [ABC], em aberto R\$ 900,00\)/);
		expect(text).not.toMatch(/undefined|null|\[object/);
		expect(left.subject).toBe('Consulta da carteira: 2 clientes ficaram para a próxima');
		expect((await left.parse()).text).toMatch(/- Cliente 2: .*orçamento.*\n- Cliente 3: .*orçamento/);
		const next = await desk.run(await desk.save(withParameters(workflow, 'Consultar', { monthlyBudget: 100 })));
		expect(itemsOf(next, 'Consultar').map((item) => of(item, 'customer.name'))).toEqual(['Cliente 2', 'Cliente 3']);
		expect(desk.mail.received).toHaveLength(2);
		expect(desk.serasa.charged()).toBe(3);
	});

	it('asks nobody while nobody is named to receive the flags', async () => {
		const desk = await newBureauDesk();
		await desk.put(...payer(1, { paid: 3, open: 90_000 }));
		await expect(desk.run(await desk.save(bundled('rotina-consulta-carteira.json')))).rejects.toThrow(/Falta o e-mail/);
		expect(desk.serasa.requests).toEqual([]);
	});
});

describe('valorizar-bons-pagadores', () => {
	it('thanks the excellent payers alone, and nobody twice', async () => {
		const desk = await newDesk();
		await desk.put(...payer(1, { paid: 12 }), ...payer(2, { paid: 12, lateDays: 25 }), ...payer(3, { open: 10_000 }));
		const { profiles } = await classify(desk);
		expect(profiles['Cliente 1']).toBe('excellent');
		expect(profiles['Cliente 2']).not.toBe('excellent');
		const workflow = await desk.save(bundled('valorizar-bons-pagadores.json'));
		await desk.run(workflow);
		expect(desk.recipients()).toEqual(['c1@example.com']);
		// Another invoice is paid: the customer was thanked lately all the same.
		const [[, paid]] = payer(1, { paid: 1 });
		await desk.put(['1-NOVA', { ...paid, dueDate: dayFromToday(-2), paidOn: dayFromToday(-2) }]);
		const again = await desk.run(workflow);
		expect(itemsOf(again, 'Excelentes pagadores')).toEqual([]);
		expect(desk.recipients()).toEqual(['c1@example.com']);
		const { subject, text = '' } = await desk.mail.received[0].parse();
		expect(subject).toBe('Obrigado por ser um excelente cliente');
		expect(text).toContain('Esta mensagem não é uma cobrança');
		expect(text).not.toMatch(/undefined|null|\{\{/);
	});
});
