import { buildBarcode, formatLine, parseBoleto } from '../../../../core/boleto';
import { Calendar } from '../../../../core/calendar/Calendar';
import { ChargesCalculator, NO_TERMS, type Charges, type ChargeTerms } from '../../../../core/charges';
import type { InvoiceItem } from '../../../../core/items';
import { centsFromDecimal } from '../../../../core/money/cents';
import { buildBrCode, parseBrCode } from '../../../../core/pix';
import { buildContext, compileTemplate, type ReminderContext } from '../../../../core/reminder/render';
import { READY_TEMPLATES, TEMPLATE_IDS } from '../../../../core/reminder/templates';
import { CREDITOR, customer, invoice, paid, partlyPaid, TODAY } from './samples';

const WITH_PIX = { ...CREDITOR, pix: { key: 'financeiro@escola.example', name: 'Escola Exemplo', city: 'Campinas' } };
const TERMS: ChargeTerms = { ...NO_TERMS, fine: { kind: 'percent', rate: 2_000_000 }, interest: { kind: 'monthly', rate: 1_000_000 }, discounts: [{ kind: 'percent', rate: 5_000_000, daysBefore: 1 }] };
const CALENDAR = new Calendar();

/** A context with what each invoice really amounts to on {@link TODAY}. */
function charged(invoices: InvoiceItem[], terms: ChargeTerms = TERMS, creditor: typeof CREDITOR = WITH_PIX): ReminderContext {
	const calculator = new ChargesCalculator(TODAY, CALENDAR);
	const charges = new Map<number, Charges>();
	const told = invoices.map((each, index) => ({ ...each, id: index + 1 }));
	for (const { id, amount, dueDate, paidAmount, status } of told) {
		if (status !== 'open') continue;
		const payments = paidAmount > 0 ? [{ cents: centsFromDecimal(paidAmount), paidOn: dueDate }] : [];
		charges.set(id, calculator.of({ amountCents: centsFromDecimal(amount), dueDate, terms, isConsumer: true, payments }));
	}
	return buildContext({ creditor, customer: customer(), invoices: told, charges, today: TODAY, calendar: CALENDAR });
}

const plain = (message: string, context: ReminderContext) => compileTemplate({ subject: 'Assunto', message }).render(context);
const bare = { paymentUrl: null, description: null };
const boletoOf = (dueDate: string, amountCents: number) => parseBoleto(buildBarcode({ bank: '341', dueDate, amountCents, freeField: '1'.repeat(25) }), dueDate).line;

describe('updated amounts in a message', () => {
	it('are what variables and the list of invoices say', () => {
		const context = charged([invoice(bare)]);
		const { text } = plain('{{moeda fatura.valorAtualizado}} {{fatura.multa}} {{fatura.juros}} {{fatura.encargos}} {{data fatura.validoAte}}\n\n{{> faturas}}', context);
		expect(text).toContain('R$\u00A0204,33 R$\u00A04,00 R$\u00A00,33 R$\u00A04,33 15/03/2026');
		expect(text).toContain('- Fatura 1001: R$\u00A0204,33\n  Vencimento 10/03/2026 (vencida há 5 dias)\n  Inclui multa de R$\u00A04,00 e juros de R$\u00A00,33');
	});

	it('show the discount of who pays early, and until when', () => {
		const context = charged([invoice({ ...bare, dueDate: '2026-03-25' })]);
		expect(context.fatura).toMatchObject({ valorAtualizado: 190, desconto: 10, validoAte: '2026-03-24' });
		expect(plain('{{> faturas}}', context).text).toContain('Com desconto de R$\u00A010,00 para pagamento até 24/03/2026 (valor sem desconto: R$\u00A0200,00)');
	});

	it('are added up to the cent', () => {
		const context = charged([invoice({ number: 'A', amount: 0.25, balance: 0.25 }), invoice({ number: 'B' }), partlyPaid()]);
		const sum = context.faturas.reduce((cents, { valorAtualizado }) => cents + centsFromDecimal(valorAtualizado), 0);
		expect(centsFromDecimal(context.total.valorAtualizado)).toBe(sum);
		expect(context.vencidas.valorAtualizado).toBe(context.total.valorAtualizado);
	});

	it('without charges are the balance', () => {
		const context = charged([invoice()], NO_TERMS);
		expect(context.fatura).toMatchObject({ valorAtualizado: 200, encargos: 0, desconto: 0, validoAte: null });
		expect(plain('Oi\n\n{{> composicao}}', context).text).not.toContain('Valor original');
	});
});

describe('{{> composicao}}', () => {
	it('explains the amount line by line, up to the total and its last day', () => {
		const { text, html } = plain('{{> composicao}}', charged([invoice(bare)]));
		expect(text).toContain(
			'Como se chega a esse valor:\n' +
				'- Valor original: R$\u00A0200,00\n' +
				'- Multa por atraso de 2%: R$\u00A04,00\n  2% sobre R$\u00A0200,00, cobrada uma só vez.\n' +
				'- Juros de 1% ao mês (5 dias): R$\u00A00,33\n  Juros simples de 1% ao mês sobre R$\u00A0200,00, de 10/03/2026 a 15/03/2026, por dia corrido (mês de 30 dias).\n' +
				'- Total para pagamento até 15/03/2026: R$\u00A0204,33',
		);
		expect(html).toContain('Multa por atraso de 2%');
	});

	it('names each of several invoices, and only those with something to explain', () => {
		const { text } = plain('{{> composicao}}', charged([invoice({ number: 'A' }), invoice({ number: 'B', dueDate: '2026-03-15' }), partlyPaid({ number: 'C' }), paid({ number: 'P' })], { ...TERMS, discounts: [] }));
		expect([...text.matchAll(/Cálculo da fatura (\w)/g)].map((match) => match[1])).toEqual(['A', 'C']);
		expect(text).toContain('Pagamento de 12/03/2026: -R$\u00A0234,56');
	});
});

describe('{{> pagamento}}', () => {
	it('carries a Pix of the updated amount: the code to copy, and a QR code inside the message', () => {
		const context = charged([invoice(bare)]);
		const { text, html, images } = plain('{{> pagamento}}', context);
		const [offer] = context.pix;
		expect(parseBrCode(offer.payload)).toMatchObject({ key: 'financeiro@escola.example', amountCents: 204_33, txid: '1001' });
		expect(text).toContain(`Pix de R$\u00A0204,33. Valor para pagamento até 15/03/2026; depois, peça um novo código. Código para "Pix copia e cola":\n${offer.payload}`);
		expect(html).toContain(offer.payload);
		expect(html).toContain(`<img src="cid:${images[0].cid}"`);
		expect(images).toEqual([{ cid: images[0].cid, qrCode: offer.payload }]);
		expect(context.fatura.pixCopiaECola).toBe(offer.payload);
	});

	it('takes the late ones together and those still in time together, never both', () => {
		const context = charged([invoice({ number: 'A', ...bare }), invoice({ number: 'B', ...bare }), invoice({ number: 'C', ...bare, dueDate: '2026-03-20' }), paid({ number: 'P' })]);
		expect(context.pix.map(({ numbers, amount }) => [numbers, amount])).toEqual([[['A', 'B'], 408.66], [['C'], 190]]);
		const { text } = plain('{{> pagamento}}', context);
		expect(text).toContain('Pix de R$\u00A0408,66 para as faturas A, B');
		expect(text).toContain('Pix de R$\u00A0190,00 para a fatura C. Valor para pagamento até 19/03/2026; depois, peça um novo código.');
		expect(context.faturas.map(({ pixCopiaECola }) => pixCopiaECola === null)).toEqual([true, true, true, false]);
		expect(new Set(context.pix.map(({ txid }) => txid)).size).toBe(2);
	});

	it('gives an invoice’s own code instead, unless it is of another amount', () => {
		const code = (amountCents: number) => buildBrCode({ key: 'gateway@example.com', name: 'Gateway', city: 'SP', amountCents, txid: 'G1' });
		const own = charged([invoice({ ...bare, pixPayload: code(200_00) })]);
		expect(own.pix).toMatchObject([{ payload: code(200_00), txid: null }]);
		for (const pixPayload of [code(199_00), `${code(200_00).slice(0, -1)}?`]) {
			expect(charged([invoice({ ...bare, pixPayload })]).pix).toMatchObject([{ txid: '1001', amount: 204.33 }]);
		}
		expect(charged([invoice({ ...bare, pixPayload: code(199_00) })], TERMS, CREDITOR).pix).toEqual([]);
	});

	it('shows the linha digitável in groups and in one piece to copy', () => {
		const line = boletoOf('2026-03-10', 200_00);
		const { text, html } = plain('{{> pagamento}}', charged([invoice({ ...bare, boletoLine: line })], TERMS, CREDITOR));
		for (const part of [text, html.replaceAll('\u00A0', ' ')]) {
			expect(part).toContain(formatLine(line));
			expect(part).toContain(line);
		}
		expect(text).not.toContain('Para receber os dados de pagamento');
	});

	it.each([
		['of another amount', { boletoLine: boletoOf('2026-03-10', 199_99) }],
		['of another due date', { boletoLine: boletoOf('2026-03-11', 200_00) }],
		['of the whole amount of an invoice that is partly paid', { boletoLine: boletoOf('2026-03-10', 200_00), paidAmount: 50, balance: 150 }],
		['that is none', { boletoLine: '123' }],
	])('never shows a boleto %s', (_what, changes) => {
		const context = charged([invoice({ ...bare, ...changes })], TERMS, CREDITOR);
		expect(context.fatura.linhaDigitavel).toBeNull();
		expect(plain('{{> pagamento}}', context).text).toContain('Para receber os dados de pagamento, fale conosco');
	});

	it('links to the page and to the card page, and names no amount that the page may not ask for', () => {
		const { text } = plain('{{> pagamento}}', charged([invoice({ cardUrl: 'https://pagar.example/cartao' })], TERMS, CREDITOR));
		expect(text).toContain('Ver e pagar a fatura: https://pagar.example/b/1001');
		expect(text).toContain('Pagar com cartão: https://pagar.example/cartao');
		const same = plain('{{> pagamento}}', charged([invoice({ cardUrl: 'https://pagar.example/b/1001' })], NO_TERMS, CREDITOR)).text;
		expect(same).toContain('Pagar R$\u00A0200,00: https://pagar.example/b/1001');
		expect(same).not.toContain('cartão');
	});

	it('has nothing to pay when a discount leaves nothing', () => {
		const all: ChargeTerms = { ...NO_TERMS, discounts: [{ kind: 'percent', rate: 100_000_000, daysBefore: 0 }] };
		expect(charged([invoice({ ...bare, dueDate: '2026-03-25' })], all).pix).toEqual([]);
	});
});

describe('the ready messages', () => {
	it.each(TEMPLATE_IDS.filter((id) => id !== 'thanksForPaying').map((id) => [id]))('%s lets whoever reads it pay', (id) => {
		const { subject, message } = READY_TEMPLATES[id];
		for (const dueDate of ['2026-03-25', '2026-03-15', '2026-03-10', '2026-02-10']) {
			const line = boletoOf(dueDate, 200_00);
			const context = charged([invoice({ dueDate, boletoLine: line })]);
			const { text, html, images } = compileTemplate({ subject, message }).render(context);
			for (const part of [context.pix[0].payload, formatLine(line), 'https://pagar.example/b/1001']) {
				expect(text).toContain(part);
				expect(html.replaceAll('\u00A0', ' ')).toContain(part);
			}
			expect(images).toHaveLength(1);
			expect(`${text}${html}`).not.toMatch(/undefined|NaN|null/);
			// The amount that the message names is the one that its Pix pays.
			expect(text).toContain(`R$\u00A0${context.fatura.valorAtualizado.toFixed(2).replace('.', ',')}`);
		}
	});
});
