import type { InvoiceItem } from '../../../../core/items';
import { compileTemplate } from '../../../../core/reminder/render';
import type { TemplateId } from '../../../../core/reminder/templates';
import { READY_TEMPLATES, TEMPLATE_IDS } from '../../../../core/reminder/templates';
import { contextOf, CREDITOR, invoice, mixed, paid, partlyPaid } from '../render/samples';

const OVERDUE: TemplateId[] = ['overdue1to5', 'overdue6to15', 'overdueOver15'];
const COMPANY = { name: 'Padaria Central Ltda', document: '11222333000181' };
const noLink = { paymentUrl: null };

const PORTFOLIOS: Record<string, InvoiceItem[]> = {
	'one invoice': [invoice()],
	'one without link, description or issue date': [invoice({ ...noLink, description: null, issueDate: null })],
	'one partly paid': [partlyPaid()],
	'three invoices': [invoice(), partlyPaid(), invoice({ number: '1003', ...noLink })],
	'one in time only': mixed(0, 1),
	'two in time only': mixed(0, 2),
	'three without link': [invoice(noLink), partlyPaid(noLink), invoice({ number: '1003', ...noLink })],
};
const PAID_PORTFOLIOS: Record<string, InvoiceItem[]> = {
	'one paid': [paid()],
	'one paid on an unknown day': [paid({ paidOn: null })],
	'three paid': [paid(), paid({ number: '1002' }), paid({ number: '1003', ...noLink })],
	'one paid in part': [partlyPaid()],
};

/** Some late and some not; the latter look late by their due date, a Saturday. */
const MIXED: Record<string, InvoiceItem[]> = {
	'a late one and one in time': mixed(1, 1),
	'two late and one in time': mixed(2, 1),
	'one late and three in time': mixed(1, 3),
	'one partly paid and late, and one in time without link': [partlyPaid(), ...mixed(0, 1, noLink)],
};

function portfoliosOf(id: TemplateId): Record<string, InvoiceItem[]> {
	return id === 'thanksForPaying' ? PAID_PORTFOLIOS : PORTFOLIOS;
}

const CASES = TEMPLATE_IDS.flatMap((id) =>
	Object.entries({ ...portfoliosOf(id), ...MIXED }).flatMap(([name, invoices]) => [
		{ id, name: `${name} of a person`, invoices, who: {} },
		{ id, name: `${name} of a company`, invoices, who: COMPANY },
	]),
);

describe('ready-made templates', () => {
	it('are keyed by their id', () => {
		expect(Object.entries(READY_TEMPLATES).map(([key, template]) => key === template.id)).toEqual(TEMPLATE_IDS.map(() => true));
	});

	it.each(CASES)('$id reads well for $name', ({ id, invoices, who }) => {
		const context = contextOf(invoices, { phone: null, ...who }, { ...CREDITOR, phone: null });
		const { subject, html, text } = compileTemplate(READY_TEMPLATES[id]).render(context);
		for (const part of [subject, html, text]) {
			expect(part).not.toMatch(/undefined|null|NaN|\{\{|\}\}|\[object/);
			expect(part).not.toMatch(/[\uE000\uE001]/);
		}
		expect(subject).not.toMatch(/  | [,.:;]/);
		expect(text).not.toMatch(/[^\n ] {2}|\n{3}| [,.:;]|\(\)/);
		expect(text).toMatch(new RegExp(`^Olá, ${context.cliente.primeiroNome},\n\n`));
		expect(text).toContain('CNPJ 11.222.333/0001-81');
		expect(text).toContain('Rua das Flores, 100, Campinas, SP');
		for (const each of invoices) expect(text).toContain(`Fatura ${each.number}: R$`);
	});

	it.each(CASES.filter((each) => each.invoices.length > 1 && !Object.values(MIXED).includes(each.invoices)))('$id speaks of several: $name', ({ id, invoices, who }) => {
		const { subject, text } = compileTemplate(READY_TEMPLATES[id]).render(contextOf(invoices, who));
		expect(text).not.toMatch(/\b(?:sua|esta|essa|da) fatura\b(?! \d)/);
		expect(subject).not.toMatch(/fatura 1001/);
		expect(text).toMatch(/Total (?:em aberto|pago): R\$/);
	});

	it.each(OVERDUE)('%s lets who has paid off the hook', (id) => {
		expect(READY_TEMPLATES[id].message).toContain('Se já pagou, desconsidere esta mensagem');
	});

	it.each(TEMPLATE_IDS)('%s threatens and embarrasses nobody (CDC art. 42)', (id) => {
		const { subject, message } = READY_TEMPLATES[id];
		expect(`${subject} ${message}`).not.toMatch(
			/negativ|protest|serasa|\bspc\b|judicia|advogad|cart[óo]rio|processo|suspen|cort[ea]|bloque|consequ|devedor|inadimpl|d[íi]vida|caloteir|última chance|imediat/i,
		);
	});

	it.each(TEMPLATE_IDS)('%s has a plain subject and no number of days of its own', (id) => {
		const { subject, message } = READY_TEMPLATES[id];
		expect(`${subject} ${message}`).not.toMatch(/\d+ dias?|\p{Extended_Pictographic}/u);
		expect(subject).not.toMatch(/\b[A-ZÀ-Ú]{4,}\b|!!|urgente|grátis|atenção/);
	});

	it('says the true number of days when it is sent late', () => {
		const { text } = compileTemplate(READY_TEMPLATES.overdue1to5).render(contextOf([invoice({ dueDate: '2026-03-03' })]));
		expect(text).toContain('vencida há 12 dias');
	});

	it('keeps amounts out of the subject while something is owed', () => {
		for (const id of OVERDUE) expect(READY_TEMPLATES[id].subject).not.toContain('moeda');
	});

	it('thanks with what was paid, and says what is left', () => {
		const thanks = compileTemplate(READY_TEMPLATES.thanksForPaying);
		expect(thanks.render(contextOf([paid()])).text).toContain('recebimento de R$\u00A0200,00, referente à fatura 1001, em 14 de março de 2026.');
		const part = thanks.render(contextOf([partlyPaid()])).text;
		expect(part).toContain('recebimento de R$\u00A0234,56');
		expect(part).toContain('resta um saldo de R$\u00A01.000,00');
		expect(part).not.toContain('tudo certo');
	});
});
