import { Calendar } from '../../../../core/calendar/holidays';
import { buildContext, type InvoiceContext } from '../../../../core/reminder/render';
import type { VariableNode } from '../../../../core/reminder/render/variables';
import { VARIABLES } from '../../../../core/reminder/render/variables';
import { contextOf, CREDITOR, customer, invoice, mixed, paid, partlyPaid, TODAY } from './samples';

function shapeOf(value: unknown): unknown {
	if (Array.isArray(value)) return [shapeOf(value[0])];
	if (typeof value !== 'object' || value === null) return 'value';
	return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shapeOf(field)]));
}

function shapeOfNode(node: VariableNode): unknown {
	if (node.kind === 'list') return [shapeOfNode(node.item)];
	if (node.kind !== 'group') return 'value';
	return Object.fromEntries([...node.fields].map(([key, field]) => [key, shapeOfNode(field)]));
}

describe('buildContext', () => {
	it('has exactly the variables that templates are checked against', () => {
		const { pix, ...context } = contextOf();
		expect(pix).toEqual([]);
		// What ready-made pieces read besides is no variable.
		const withoutCharges = ({ charges: _charges, ...each }: InvoiceContext) => each;
		const variables = { ...context, fatura: withoutCharges(context.fatura), faturas: context.faturas.map(withoutCharges) };
		expect(shapeOf(variables)).toEqual(shapeOfNode(VARIABLES));
	});

	it('counts days from today, not from what the item says', () => {
		const { fatura } = contextOf([invoice({ daysOverdue: 99 })]);
		expect(fatura).toMatchObject({ diasAtraso: 5, diasParaVencer: 0, situacao: 'vencida há 5 dias' });
		expect(contextOf([invoice({ dueDate: '2026-03-16' })]).fatura).toMatchObject({ diasAtraso: 0, diasParaVencer: 1, situacao: 'vence amanhã' });
	});

	it('puts the oldest first and takes the most overdue open one as the invoice', () => {
		const context = contextOf([invoice({ number: 'B', dueDate: '2026-03-12' }), invoice({ number: 'A', dueDate: '2026-02-01' }), paid({ number: 'P', dueDate: '2025-01-01' })]);
		expect(context.faturas.map((each) => each.numero)).toEqual(['P', 'A', 'B']);
		expect(context.fatura.numero).toBe('A');
	});

	it('sums in cents', () => {
		const context = contextOf([invoice({ amount: 0.1, balance: 0.1 }), invoice({ amount: 0.2, balance: 0.2 }), partlyPaid()]);
		expect(context.total).toEqual({ quantidade: 3, valor: 1234.86, valorPago: 234.56, saldo: 1000.3, valorAtualizado: 1000.3 });
		expect(context.varias).toBe(true);
	});

	it('counts and sums what is late apart from what can still be paid in time', () => {
		const context = contextOf([...mixed(2, 3), paid({ number: 'P' }), invoice({ number: 'D', status: 'disputed', dueDate: '2025-01-01' })]);
		expect(context.vencidas).toEqual({ quantidade: 2, saldo: 200, valorAtualizado: 200 });
		expect(context.aVencer).toEqual({ quantidade: 3, saldo: 300, valorAtualizado: 300 });
		expect(context.total).toMatchObject({ quantidade: 7, saldo: 700 });
		expect(context.fatura.numero).toBe('L1');
		expect(context.faturas.filter((each) => each.vencida).map((each) => each.numero)).toEqual(['L1', 'L2']);
		expect(context.faturas.filter((each) => each.noPrazo).map((each) => each.numero)).toEqual(['N1', 'N2', 'N3']);
		expect(context.variasVencidas).toBe(true);
		expect(contextOf(mixed(1, 3))).toMatchObject({ varias: true, variasVencidas: false });
		expect(contextOf(mixed(0, 2))).toMatchObject({ vencidas: { quantidade: 0, saldo: 0 }, fatura: { numero: 'N1', vencida: false } });
	});

	it('calls a paid invoice paid, on time or not', () => {
		expect(contextOf([paid()]).fatura).toMatchObject({ situacao: 'paga', paga: true, vencida: false, noPrazo: false, parcial: false, diasAtraso: 0, pagoEm: '2026-03-14' });
		expect(contextOf([partlyPaid()]).fatura).toMatchObject({ paga: false, parcial: true });
	});

	it('formats documents and joins the lines of an address', () => {
		const { cliente, credor } = contextOf();
		expect(cliente).toMatchObject({ documento: '***.982.247-**', primeiroNome: 'Maria' });
		expect(contextOf([invoice()], { document: '11222333000181' }).cliente.documento).toBe('11.222.333/0001-81');
		expect(credor).toMatchObject({ documento: '11.222.333/0001-81', endereco: 'Rua das Flores, 100, Campinas, SP' });
	});

	it.each(['javascript:alert(1)', 'data:text/html,x', 'pagar.example', '', null])('leaves out the payment link %p', (paymentUrl) => {
		expect(contextOf([invoice({ paymentUrl })]).fatura.linkPagamento).toBeNull();
	});

	it('percent-encodes what does not belong in a link', () => {
		const { fatura } = contextOf([invoice({ paymentUrl: 'https://pagar.example/a b"><script>' })]);
		expect(fatura.linkPagamento).toBe('https://pagar.example/a%20b%22%3E%3Cscript%3E');
	});

	it('refuses to be built of no invoice', () => {
		expect(() => buildContext({ creditor: CREDITOR, customer: customer(), invoices: [], today: TODAY, calendar: new Calendar() })).toThrow(RangeError);
	});
});
