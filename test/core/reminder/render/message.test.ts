import { bodyOf, contextOf, CREDITOR, failure, invoice, partlyPaid, render, textOf } from './samples';

describe('a message typed as plain text', () => {
	it('makes paragraphs of blank lines, line breaks of single ones, and bold', () => {
		const message = 'Olá, **{{cliente.primeiroNome}}**\ntudo bem?\n \n\nAté logo';
		expect(bodyOf(message)).toBe(
			'<p style="margin:0 0 16px">Olá, <strong>Maria</strong><br>\ntudo bem?</p>\n<p style="margin:0 0 16px">Até logo</p>',
		);
		expect(textOf(message)).toBe('Olá, Maria\ntudo bem?\n\nAté logo');
	});

	it('escapes what the operator types, in HTML only', () => {
		const message = 'Juros < 1% & "nada" mais <b>';
		expect(bodyOf(message)).toContain('Juros &lt; 1% &amp; &quot;nada&quot; mais &lt;b&gt;');
		expect(textOf(message)).toBe(message);
	});

	it('keeps stars that make no pair', () => {
		expect(textOf('a ** b')).toBe('a ** b');
		expect(textOf('**** a')).toBe('**** a');
	});

	it('makes links of addresses, without the punctuation after them', () => {
		const message = 'Veja https://escola.example/a?b=1&c=2.';
		expect(bodyOf(message)).toContain('href="https://escola.example/a?b&#x3D;1&amp;c&#x3D;2">');
		expect(bodyOf(message)).toMatch(/<\/a>\.<\/p>$/);
		expect(textOf(message)).toBe(message);
	});

	it('percent-encodes values inside an address', () => {
		const context = contextOf([invoice({ number: 'NF 1/2?x=<' })]);
		expect(textOf('https://escola.example/f/{{fatura.numero}}', context)).toBe('https://escola.example/f/NF%201%2F2%3Fx%3D%3C');
	});

	it('makes a link of the payment address', () => {
		expect(bodyOf('Pague em {{fatura.linkPagamento}}')).toContain('href="https://pagar.example/b/1001">');
	});

	it('does not wrap a ready-made piece in a paragraph, wherever it is typed', () => {
		expect(bodyOf('Olá\n\n{{> faturas}}\n\nFim')).not.toMatch(/<p[^>]*>\s*<table/);
		expect(bodyOf('Olá {{> faturas}} fim')).toMatch(/Olá<\/p>\n<table[\s\S]*<\/table>\n<p[^>]*>fim/);
	});

	it('formats amounts and dates without being asked, and by helper', () => {
		expect(textOf('{{fatura.saldo}} {{moeda fatura.saldo}} {{fatura.vencimento}} {{data hoje}} {{dataExtenso hoje}}')).toBe(
			'R$\u00A0200,00 R$\u00A0200,00 10/03/2026 15/03/2026 15 de março de 2026',
		);
	});

	it('runs helpers inside helpers and conditions', () => {
		const message = '{{maiusculas (dataExtenso hoje)}} {{plural total.quantidade "fatura" "faturas"}} {{#if (maior fatura.diasAtraso 4)}}sim{{/if}}{{#if (igual fatura.situacao "paga")}}não{{/if}}';
		expect(textOf(message)).toBe('15 DE MARÇO DE 2026 fatura sim');
		expect(textOf('{{plural total.quantidade "fatura" "faturas"}}', contextOf([invoice(), partlyPaid()]))).toBe('faturas');
		expect(textOf('{{#if (maior hoje fatura.vencimento)}}venceu{{/if}}')).toBe('venceu');
	});

	it('goes through invoices, and each block knows what is around it', () => {
		const message = '{{#each faturas as |f i|}}{{i}}{{#if @last}}!{{/if}} {{numero}}={{f.numero}} {{#with ../fatura}}{{numero}}<{{../numero}}<{{../../total.quantidade}}{{/with}};{{/each}}';
		expect(textOf(message, contextOf([invoice(), partlyPaid()]))).toBe('0 1001=1001 1001<1001<2;1! 1002=1002 1001<1002<2;');
	});

	it('is one self-contained document in Portuguese', () => {
		const { html } = render('Olá');
		expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="pt-BR">/);
		expect(html).not.toMatch(/<(?:img|link|script|iframe)\b|url\(|@import/);
	});
});

describe('the creditor in every message (CDC art. 42-A)', () => {
	it('signs at the end', () => {
		const { html, text } = render('Olá');
		expect(text).toBe(
			'Olá\n\nEscola Exemplo Ltda.\nCNPJ 11.222.333/0001-81\nRua das Flores, 100, Campinas, SP\nTelefone: (19) 3333-4444\nE-mail: financeiro@escola.example\n',
		);
		expect(html).toContain('CNPJ 11.222.333/0001-81');
	});

	it('signs once when the template places the signature, and still when a condition leaves it out', () => {
		const placed = render('Olá\n\n{{> assinatura}}\n\nFim');
		expect(placed.text.match(/CNPJ/g)).toHaveLength(1);
		expect(placed.html.match(/CNPJ/g)).toHaveLength(1);
		expect(placed.text).toMatch(/\n\nFim\n$/);
		expect(render('Olá {{#if varias}}{{> assinatura}}{{/if}}').text).toContain('CNPJ');
	});

	it('is not sent without the address', () => {
		const error = failure(() => render('Olá', contextOf([invoice()], {}, { ...CREDITOR, address: ' ' })));
		expect(error).toMatchObject({ code: 'emptyVariable', variable: 'credor.endereco' });
	});
});
