import { buildBarcode, parseBoleto } from '../../../../core/boleto';
import { Calendar } from '../../../../core/calendar/Calendar';
import { ChargesCalculator, NO_TERMS, parseDiscounts, parseFine, parseInterest } from '../../../../core/charges';
import type { InvoiceItem } from '../../../../core/items';
import { buildContext, type ReminderContext } from '../../../../core/reminder/render';
import { CREDITOR, customer, invoice, render, textOf, TODAY } from './samples';

const calendar = new Calendar();
const TERMS = { ...NO_TERMS, fine: parseFine('2%'), interest: parseInterest('1% ao mês'), discounts: parseDiscounts('2% até 5 dias antes') };

/** Late, with fine and interest, payable by boleto. */
function late(changes: Partial<InvoiceItem> = {}): InvoiceItem {
	return withBoleto({ id: 1, number: 'L1', dueDate: '2026-03-10', paymentUrl: null, ...changes });
}

/** In time, with a discount, payable by boleto. */
function early(changes: Partial<InvoiceItem> = {}): InvoiceItem {
	return withBoleto({ id: 2, number: 'E1', dueDate: '2026-03-23', paymentUrl: null, ...changes });
}

function withBoleto(changes: Partial<InvoiceItem>): InvoiceItem {
	const item = invoice(changes);
	const barcode = buildBarcode({ bank: '341', dueDate: item.dueDate, amountCents: 20_000, freeField: '1'.repeat(25) });
	return { ...item, boletoLine: parseBoleto(barcode, item.dueDate).line };
}

function charged(...invoices: InvoiceItem[]): ReminderContext {
	const calculator = new ChargesCalculator(TODAY, calendar);
	const charges = new Map(invoices.map((one) => [one.id, calculator.of({ amountCents: 20_000, dueDate: one.dueDate, terms: TERMS, isConsumer: true })]));
	const creditor = { ...CREDITOR, pix: { key: 'financeiro@escola.example', name: CREDITOR.name, city: 'Campinas' } };
	return buildContext({ creditor, customer: customer(), invoices, charges, today: TODAY, calendar });
}

const count = (text: string, part: string) => text.split(part).length - 1;

describe('{{> pagamento}} with codes', () => {
	it('asks for the amount that the message explains', () => {
		const text = textOf('{{> composicao}}\n\n{{> pagamento}}', charged(late()));
		expect(text).toContain('- Multa por atraso de 2%: R$\u00A04,00');
		expect(text).toContain('- Juros de 1% ao mês (5 dias): R$\u00A00,33');
		expect(text).toContain('- Total para pagamento até 15/03/2026: R$\u00A0204,33');
		expect(text).toContain('Pix de R$\u00A0204,33. Valor para pagamento até 15/03/2026; depois, peça um novo código. Código para "Pix copia e cola":\n000201');
		expect(text).toMatch(/Boleto, linha digitável: O banco mostra o valor do dia na hora do pagamento\.\n34191\.\d{5} .*\nPara copiar: \d{47}$/);
	});

	it('says of a boleto that the bank may not know the discount', () => {
		const text = textOf('{{> pagamento}}', charged(early()));
		expect(text).toContain('Pix de R$\u00A0196,00.');
		expect(text).toContain('Boleto, linha digitável: Antes de confirmar, confira se o banco mostra o valor com o desconto.');
	});

	it('says once how the codes are used', () => {
		const { html, images } = render('{{> pagamento}}', charged(late(), early()));
		expect(images).toHaveLength(2);
		expect(count(html, 'Pix copia e cola')).toBe(1);
		expect(count(html, 'Copie o número do quadro')).toBe(1);
		expect(count(html, 'Valor para pagamento até')).toBe(2);
		expect(html).not.toMatch(/<p [^>]*><\/p>/);
	});

	it('keeps the last groups of the linha digitável on one line', () => {
		expect(render('{{> pagamento}}', charged(late())).html).toMatch(/ \d\u00A0\d{14}</);
	});
});

describe('tables of amounts', () => {
	it('let details take the whole width', () => {
		const { html } = render('{{> faturas}}\n\n{{> composicao}}', charged(late()));
		expect(html).toMatch(/colspan="2"[^>]*>Mensalidade de março<br>Vencimento 10\/03\/2026 \(vencida há 5 dias\)<br>Inclui multa de/);
		expect(html).toMatch(/colspan="2"[^>]*>2% sobre R\$\u00A0200,00, cobrada uma só vez\.</);
	});
});
