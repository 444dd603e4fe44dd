import { compileTemplate } from '../../../../core/reminder/render';
import { contextOf, CREDITOR, invoice } from './samples';

describe('the subject', () => {
	const subjectFor = (name: string) => compileTemplate({ subject: 'Oi\n{{cliente.nome}}', message: 'Olá' }).render(contextOf([invoice()], { name })).subject;

	it('is one line, whatever the template and the data hold', () => {
		expect(subjectFor('Ana\r\nBcc: todos@mal.example\u2028x\u0000y')).toBe('Oi Ana Bcc: todos@mal.example x y');
	});

	it('is cut at 200 characters, not in the middle of one', () => {
		const subject = subjectFor('🙂'.repeat(300));
		expect(Array.from(subject)).toHaveLength(200);
		expect(subject.endsWith('🙂…')).toBe(true);
	});

	it('is not escaped', () => {
		expect(subjectFor('Silva & "Filhos" <ME>')).toBe('Oi Silva & "Filhos" <ME>');
	});

	it('cannot be read backwards', () => {
		expect(subjectFor('Ana\u202Eoiránitse')).toBe('Oi Anaoiránitse');
	});
});

describe('a template with its HTML and text written whole', () => {
	const own = {
		subject: 'Fatura {{fatura.numero}}',
		html: '<html><body><a href="{{fatura.linkPagamento}}">{{cliente.nome}}</a> {{> faturas}} CNPJ 11222333000181</body></html>',
		text: '{{cliente.nome}}: {{moeda fatura.saldo}}\n{{> assinatura}}\nFim',
	};

	it('is used as it is, with values escaped in HTML', () => {
		const { html, text } = compileTemplate(own).render(contextOf([invoice()], { name: 'Ana <b>& Cia' }));
		expect(html).toMatch(/^<html><body><a href="https:\/\/pagar\.example\/b\/1001">Ana &lt;b&gt;&amp; Cia<\/a> <table/);
		expect(html).toMatch(/CNPJ 11222333000181<\/body><\/html>$/);
		expect(text).toMatch(/^Ana <b>& Cia: R\$\u00A0200,00\nEscola Exemplo Ltda\.\nCNPJ[\s\S]*\nFim$/);
	});

	it('is signed when it does not say who collects', () => {
		const { html, text } = compileTemplate({ subject: 'Oi', html: '<body><p>Olá</p></BODY>', text: 'Olá' }).render(contextOf());
		expect(html).toMatch(/^<body><p>Olá<\/p><div[\s\S]*CNPJ 11\.222\.333\/0001-81[\s\S]*<\/div>\n<\/BODY>$/);
		expect(text).toMatch(/^Olá\n\nEscola Exemplo Ltda\.\nCNPJ/);
	});

	it('does not share its Handlebars with the rest of the process', () => {
		const first = compileTemplate(own).render(contextOf());
		const second = compileTemplate(own).render(contextOf([invoice({ number: '2' })], {}, { ...CREDITOR, name: 'Outro Ltda' }));
		expect(first.subject).toBe('Fatura 1001');
		expect(second.subject).toBe('Fatura 2');
		expect(second.text).toContain('Outro Ltda');
	});
});
