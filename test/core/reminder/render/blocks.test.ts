import { contextOf, CREDITOR, invoice, paid, partlyPaid, render, textOf } from './samples';

describe('{{> faturas}}', () => {
	it('shows one invoice without a total', () => {
		expect(textOf('{{> faturas}}')).toBe(
			'- Fatura 1001: R$\u00A0200,00\n  Mensalidade de março\n  Vencimento 10/03/2026 (vencida há 5 dias)',
		);
	});

	it('shows several with what was paid of each and the total', () => {
		const text = textOf('{{> faturas}}', contextOf([invoice({ description: null }), partlyPaid()]));
		expect(text).toContain('- Fatura 1001: R$\u00A0200,00\n  Vencimento');
		expect(text).toContain('  Já recebemos R$\u00A0234,56 de R$\u00A01.234,56');
		expect(text).toMatch(/\n\nTotal em aberto: R\$\u00A01\.200,00$/);
	});

	it('shows what was paid of settled invoices, and when', () => {
		const text = textOf('{{> faturas}}', contextOf([paid(), paid({ number: '1002' })]));
		expect(text).toContain('- Fatura 1001: R$\u00A0200,00');
		expect(text).toContain('(paga em 14/03/2026)');
		expect(text).toContain('Total pago: R$\u00A0400,00');
	});

	it('sums up what would make the message endless', () => {
		const many = Array.from({ length: 130 }, (_value, index) => invoice({ number: `N${index}` }));
		const text = textOf('{{> faturas}}', contextOf(many));
		expect(text.match(/- Fatura/g)).toHaveLength(100);
		expect(text).toContain('e mais 30 faturas');
		expect(text).toContain('Total em aberto: R$\u00A026.000,00');
	});
});

describe('{{> pagamento}}', () => {
	it('is a button to the payment page', () => {
		const { html } = render('{{> pagamento}}');
		expect(html).toContain('href="https://pagar.example/b/1001">Pagar R$\u00A0200,00</a>');
		expect(textOf('{{> pagamento}}')).toBe('Pagar R$\u00A0200,00: https://pagar.example/b/1001');
	});

	it('is a link an invoice, and a sentence for the one without', () => {
		const invoices = [invoice(), partlyPaid({ paymentUrl: 'https://pagar.example/b/2' }), invoice({ number: '1003', paymentUrl: null })];
		expect(textOf('{{> pagamento}}', contextOf(invoices))).toBe(
			'Pagar a fatura 1001 (R$\u00A0200,00): https://pagar.example/b/1001\n' +
				'Pagar a fatura 1002 (R$\u00A01.000,00): https://pagar.example/b/2\n' +
				'Para receber os dados de pagamento da fatura 1003, fale conosco pelo telefone (19) 3333-4444 ou pelo e-mail financeiro@escola.example.',
		);
	});

	it('is one button when all invoices are paid on one page', () => {
		expect(textOf('{{> pagamento}}', contextOf([invoice(), partlyPaid()]))).toBe('Ver e pagar as faturas: https://pagar.example/b/1001');
	});

	it('asks to get in touch when there is no link, by what the creditor has', () => {
		const noLink = [invoice({ paymentUrl: null })];
		expect(textOf('{{> pagamento}}', contextOf(noLink))).toMatch(/^Para receber os dados de pagamento, fale conosco pelo telefone/);
		const unreachable = { ...CREDITOR, phone: null, email: null };
		expect(textOf('{{> pagamento}}', contextOf(noLink, {}, unreachable))).toBe(
			'Para receber os dados de pagamento, fale conosco respondendo a esta mensagem.',
		);
	});

	it('says nothing when there is nothing to pay', () => {
		expect(textOf('Oi\n\n{{> pagamento}}', contextOf([paid()]))).toBe('Oi');
	});
});
