import { bodyOf, contextOf, CREDITOR, invoice, mixed, paid, partlyPaid, render, textOf } from './samples';

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

describe('{{> faturas}} with some late and some not', () => {
	const bare = { description: null };

	it.each([
		[1, 1],
		[2, 1],
		[1, 3],
	])('puts %i late and %i in time apart, each with its own total', (late, inTime) => {
		const lateRows = ['- Fatura L1: R$\u00A0100,00\n  Vencimento 05/02/2026 (vencida há 38 dias)', '- Fatura L2: R$\u00A0100,00\n  Vencimento 06/02/2026 (vencida há 37 dias)'];
		const inTimeRows = [
			'- Fatura N1: R$\u00A0100,00\n  Vencimento 14/03/2026 (pode ser paga até 16/03/2026)',
			'- Fatura N2: R$\u00A0100,00\n  Vencimento 17/03/2026 (vence em 2 dias)',
			'- Fatura N3: R$\u00A0100,00\n  Vencimento 20/03/2026 (vence em 5 dias)',
		];
		expect(textOf('{{> faturas}}', contextOf(mixed(late, inTime, bare))).split('\n\n')).toEqual([
			'Em atraso:',
			...lateRows.slice(0, late),
			`Total em atraso: R$\u00A0${late}00,00`,
			'Ainda no prazo:',
			...inTimeRows.slice(0, inTime),
			`Total a vencer: R$\u00A0${inTime}00,00`,
		]);
		const shown = bodyOf('{{> faturas}}', contextOf(mixed(late, inTime, bare))).match(/Em atraso|Ainda no prazo|Fatura [LN]\d|Total [a-z ]+/g);
		expect(shown).toEqual([
			'Em atraso',
			...['Fatura L1', 'Fatura L2'].slice(0, late),
			'Total em atraso',
			'Ainda no prazo',
			...['Fatura N1', 'Fatura N2', 'Fatura N3'].slice(0, inTime),
			'Total a vencer',
		]);
	});

	it('has no groups when all are late, or none', () => {
		for (const invoices of [mixed(3, 0), mixed(0, 3)]) {
			const text = textOf('{{> faturas}}', contextOf(invoices));
			expect(text).not.toMatch(/Em atraso|no prazo|a vencer/);
			expect(text).toMatch(/\n\nTotal em aberto: R\$\u00A0300,00$/);
		}
	});

	it('loses no invoice that is neither', () => {
		const text = textOf('{{> faturas}}', contextOf([...mixed(1, 1, bare), paid({ number: 'P1', ...bare })]));
		expect(text).toMatch(/Total a vencer: R\$\u00A0100,00\n\nOutras faturas:\n\n- Fatura P1: R\$\u00A0200,00\n {2}Vencimento 10\/03\/2026 \(paga em 14\/03\/2026\)$/);
	});

	it('sums up both groups when there are too many rows', () => {
		const lateOnes = (count: number) => Array.from({ length: count }, (_value, index) => invoice({ number: `A${index}` }));
		const cut = textOf('{{> faturas}}', contextOf([...lateOnes(99), ...mixed(0, 4)]));
		expect(cut.match(/- Fatura/g)).toHaveLength(100);
		expect(cut).toMatch(/e mais 3 faturas\n\nTotal a vencer: R\$\u00A0400,00$/);
		const full = textOf('{{> faturas}}', contextOf([...lateOnes(101), ...mixed(0, 1)]));
		expect(full).toMatch(/e mais 1 fatura\n\nTotal em atraso: R\$\u00A020\.200,00\n\nAinda no prazo:\n\n1 fatura\n\nTotal a vencer: R\$\u00A0100,00$/);
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
				'Pagar a fatura 1002 (R$\u00A01.000,00): https://pagar.example/b/2\n\n' +
				'Para receber os dados de pagamento da fatura 1003, fale conosco pelo telefone (19) 3333-4444 ou pelo e-mail financeiro@escola.example.',
		);
	});

	it('is one button when all invoices are paid on one page', () => {
		expect(textOf('{{> pagamento}}', contextOf([invoice(), partlyPaid()]))).toBe('Ver e pagar as faturas: https://pagar.example/b/1001');
	});

	it('says which invoice the only link pays', () => {
		const text = textOf('{{> pagamento}}', contextOf([invoice(), invoice({ number: '1003', paymentUrl: null })]));
		expect(text).toMatch(/^Pagar a fatura 1001 \(R\$\u00A0200,00\): https:\/\/pagar\.example\/b\/1001\n\nPara receber os dados de pagamento da fatura 1003,/);
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
