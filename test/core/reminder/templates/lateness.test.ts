import { addDays, type Day } from '../../../../core/calendar/day';
import type { InvoiceItem } from '../../../../core/items';
import { compileTemplate, type ReminderContext } from '../../../../core/reminder/render';
import { READY_TEMPLATES, TEMPLATE_IDS, type TemplateId } from '../../../../core/reminder/templates';
import { contextOf, contextOn, invoice, mixed } from '../render/samples';

const OVERDUE: TemplateId[] = ['overdue1to5', 'overdue6to15', 'overdueOver15'];
const BEFORE: TemplateId[] = ['beforeDue', 'dueToday'];
const DUNNING = /não identificamos|continua(?:m)? em aberto|regulariz|negociar|data em que pretende|vencid[ao]s?\b|em atraso|passado despercebido/i;
/** Due on Saturday, payable until Monday. */
const SATURDAY: Day = '2026-11-21';

function write(id: TemplateId, context: ReminderContext) {
	return compileTemplate(READY_TEMPLATES[id]).render(context);
}

/** What the message says in sentences of its own, without the list, the payment and the signature. */
function sentencesOf(id: TemplateId, context: ReminderContext): string {
	const message = READY_TEMPLATES[id].message.replaceAll(/\{\{> \w+\}\}/g, '');
	return compileTemplate({ subject: 'Assunto', message }).render(context).text.split('\n\nEscola Exemplo')[0] ?? '';
}

describe.each(OVERDUE)('%s with some late and some not', (id) => {
	it.each([
		[1, 1],
		[2, 1],
		[1, 3],
	])('speaks of the %i late one(s) only, and names the %i other(s) as in time', (late, inTime) => {
		const context = contextOf(mixed(late, inTime));
		const { subject } = write(id, context);
		const sentences = sentencesOf(id, context);
		expect(subject).toMatch(late === 1 ? /fatura L1/ : /2 faturas em aberto/);
		expect(sentences).toContain(late === 1 ? 'L1' : '2 faturas');
		expect(sentences.match(/R\$\u00A0[\d.,]+\d/g)).toEqual([`R$\u00A0${late}00,00`]);
		expect(sentences.match(/Aproveitamos para lembrar também do que ainda está no prazo\./g)).toHaveLength(1);
		expect(`${subject} ${sentences}`).not.toMatch(/\bN\d|[134] faturas/);
	});

	it('shows both groups in the HTML and in the text, the late ones first', () => {
		const { html, text } = write(id, contextOf(mixed(2, 1)));
		for (const part of [html, text]) {
			expect(part.match(/Em atraso|Fatura [LN]\d|Total em atraso|Ainda no prazo|Total a vencer|Total em aberto/g)).toEqual(
				['Em atraso', 'Fatura L1', 'Fatura L2', 'Total em atraso', 'Ainda no prazo', 'Fatura N1', 'Total a vencer'],
			);
		}
	});

	it.each([[mixed(0, 1)], [mixed(0, 3)]])('duns nobody when nothing is late', (invoices: InvoiceItem[]) => {
		const { subject, html, text } = write(id, contextOf(invoices));
		expect(subject).toBe('Lembrete de pagamento de Escola Exemplo Ltda.');
		expect(text).toContain('Passamos só para lembrar do que ainda está no prazo:');
		for (const part of [subject, html, text]) expect(part).not.toMatch(DUNNING);
	});

	it('does not speak of what is in time when there is none', () => {
		for (const late of [1, 3]) expect(write(id, contextOf(mixed(late, 0))).text).not.toMatch(/no prazo|a vencer/i);
	});
});

describe.each(BEFORE)('%s', (id) => {
	it.each([[mixed(1, 1)], [mixed(2, 1)], [mixed(1, 0)], [mixed(3, 0)]])('stays true when something is late', (invoices: InvoiceItem[]) => {
		const { subject, text } = write(id, contextOf(invoices));
		expect(subject).not.toMatch(/vence\b|vencida|próxima/);
		expect(sentencesOf(id, contextOf(invoices))).not.toMatch(/vence\b|próxima|no total de/);
		expect(text).toContain('(vencida há 38 dias)');
	});

	it('never takes for late what is due on a Saturday, up to Monday', () => {
		for (const today of ['2026-11-20', SATURDAY, '2026-11-22', '2026-11-23']) {
			const { subject, html, text } = write(id, contextOn(today, [invoice({ dueDate: SATURDAY })]));
			for (const part of [subject, html, text]) expect(part).not.toMatch(DUNNING);
			for (const part of [subject, html, text]) expect(part).toMatch(/pode ser paga até (?:hoje, )?23\/11\/2026/);
		}
	});
});

describe('every template over a weekend', () => {
	it('duns for a Saturday invoice from Tuesday on, and counts from Saturday', () => {
		for (const id of OVERDUE) {
			for (const [distance, late] of [[-1, false], [0, false], [1, false], [2, false], [3, true]] as const) {
				const { subject, text } = write(id, contextOn(addDays(SATURDAY, distance), [invoice({ dueDate: SATURDAY })]));
				expect(DUNNING.test(`${subject} ${text}`)).toBe(late);
				expect(text.includes('vencida há 3 dias')).toBe(late);
			}
		}
	});

	it('keeps the Saturday invoice apart from one thirty days late, on Sunday', () => {
		const sunday = addDays(SATURDAY, 1);
		const invoices = [invoice({ number: 'OLD', dueDate: addDays(sunday, -30) }), invoice({ number: 'NEW', dueDate: SATURDAY })];
		const { subject, text } = write('overdueOver15', contextOn(sunday, invoices));
		expect(subject).toBe('Vamos regularizar a fatura OLD?');
		expect(text).toMatch(/^Olá, Maria,\n\nA fatura OLD, com vencimento em 23 de outubro de 2026, continua em aberto/);
		expect(text).toContain('- Fatura NEW: R$\u00A0200,00\n  Mensalidade de março\n  Vencimento 21/11/2026 (pode ser paga até 23/11/2026)');
		expect(text).not.toContain('2 faturas');
	});

	it('says on the last day that it is today', () => {
		const monday = contextOn('2026-11-23', [invoice({ dueDate: SATURDAY })]);
		const { subject, text } = write('dueToday', monday);
		expect(subject).toBe('Sua fatura 1001 pode ser paga até hoje, 23/11/2026');
		expect(text).toContain('Lembramos que a sua fatura de R$\u00A0200,00 pode ser paga até hoje, 23/11/2026:');
		expect(write('dueToday', contextOn('2026-11-23', [invoice({ dueDate: '2026-11-23' })])).subject).toBe('Sua fatura 1001 vence hoje');
	});

	it.each(TEMPLATE_IDS)('%s has no hole in it for any mixture', (id) => {
		for (let late = 0; late <= 3; late++) {
			for (let inTime = late === 0 ? 1 : 0; inTime <= 3; inTime++) {
				for (const changes of [{}, { paymentUrl: null, description: null }, { paidAmount: 40, balance: 60 }]) {
					const { subject, html, text } = write(id, contextOf(mixed(late, inTime, changes)));
					for (const part of [subject, html, text]) expect(part).not.toMatch(/undefined|null|NaN|\{\{|\}\}|\[object|[\uE000\uE001]/);
					expect(text).not.toMatch(/[^\n ] {2}|\n{3}| [,.:;]|\(\)|\.\.|:\./);
				}
			}
		}
	});
});
