import { addDays, type Day } from '../../../../core/calendar/day';
import { Calendar } from '../../../../core/calendar/holidays';
import type { Creditor } from '../../../../core/creditor';
import type { CustomerItem, InvoiceItem } from '../../../../core/items';
import type { ReminderContext, RenderedMessage } from '../../../../core/reminder/render';
import { buildContext, compileTemplate, TemplateError } from '../../../../core/reminder/render';

export const TODAY: Day = '2026-03-15';

export const CREDITOR: Creditor = {
	name: 'Escola Exemplo Ltda.',
	document: '11222333000181',
	address: 'Rua das Flores, 100\nCampinas, SP',
	phone: '(19) 3333-4444',
	email: 'financeiro@escola.example',
	city: 'Campinas',
	pix: null,
};

export function customer(changes: Partial<CustomerItem> = {}): CustomerItem {
	return { id: 1, name: 'MARIA DA SILVA', document: '52998224725', email: 'maria@cliente.example', phone: null, state: 'SP', city: null, postalCode: null, ...changes };
}

/** An open invoice of R$ 200,00 with a link, five days overdue on {@link TODAY}. */
export function invoice(changes: Partial<InvoiceItem> = {}): InvoiceItem {
	return {
		id: 1,
		source: 'planilha',
		number: '1001',
		description: 'Mensalidade de março',
		issueDate: '2026-03-01',
		dueDate: '2026-03-10',
		amount: 200,
		paidAmount: 0,
		balance: 200,
		status: 'open',
		statusNote: null,
		paidOn: null,
		paymentUrl: 'https://pagar.example/b/1001',
		cardUrl: null,
		boletoLine: null,
		pixPayload: null,
		terms: null,
		gateway: null,
		installment: null,
		daysOverdue: 5,
		...changes,
	};
}

export function partlyPaid(changes: Partial<InvoiceItem> = {}): InvoiceItem {
	return invoice({ number: '1002', amount: 1234.56, paidAmount: 234.56, balance: 1000, dueDate: '2026-03-12', ...changes });
}

export function paid(changes: Partial<InvoiceItem> = {}): InvoiceItem {
	return invoice({ status: 'paid', paidAmount: 200, balance: 0, paidOn: '2026-03-14', ...changes });
}

export function contextOf(invoices: InvoiceItem[] = [invoice()], who: Partial<CustomerItem> = {}, creditor: Creditor = CREDITOR): ReminderContext {
	return buildContext({ creditor, customer: customer(who), invoices, today: TODAY, calendar: new Calendar() });
}

/** The context on another day, for a creditor with these local holidays. */
export function contextOn(today: Day, invoices: InvoiceItem[], localHolidays: readonly Day[] = []): ReminderContext {
	return buildContext({ creditor: CREDITOR, customer: customer(), invoices, today, calendar: new Calendar(new Set(localHolidays)) });
}

/**
 * Open invoices L1, L2… that are late on {@link TODAY} and N1, N2… that are not, of R$ 100,00 each. N1 was due
 * the day before, a Saturday: it looks late and is not.
 */
export function mixed(late: number, inTime: number, changes: Partial<InvoiceItem> = {}): InvoiceItem[] {
	const one = (number: string, dueDate: Day) => invoice({ number, dueDate, amount: 100, balance: 100, ...changes });
	return [
		...Array.from({ length: inTime }, (_value, index) => one(`N${index + 1}`, addDays('2026-03-14', 3 * index))),
		...Array.from({ length: late }, (_value, index) => one(`L${index + 1}`, addDays('2026-02-05', index))),
	];
}

/** A message rendered whole, with a subject that never gets in the way. */
export function render(message: string, context: ReminderContext = contextOf()): RenderedMessage {
	return compileTemplate({ subject: 'Assunto', message }).render(context);
}

/** The message itself as text, without the signature that follows it. */
export function textOf(message: string, context: ReminderContext = contextOf()): string {
	return render(message, context).text.split('\n\nEscola Exemplo')[0] ?? '';
}

/** The HTML between the sender's name and the signature. */
export function bodyOf(message: string, context: ReminderContext = contextOf()): string {
	const { html } = render(message, context);
	const start = html.indexOf('<p style');
	return html.slice(start < 0 ? 0 : start, html.indexOf('\n</td></tr>\n<tr><td class="cob-line"'));
}

/** The error that compiling or rendering a message ends in. */
export function failure(run: () => unknown): TemplateError {
	try {
		run();
	} catch (error) {
		if (error instanceof TemplateError) return error;
		throw error;
	}
	throw new Error('Expected a TemplateError');
}

export function messageFailure(message: string): TemplateError {
	return failure(() => compileTemplate({ subject: 'Assunto', message }));
}
