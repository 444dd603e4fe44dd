import { compileTemplate } from '../../../../core/reminder/render';
import { contextOf, failure, invoice, partlyPaid, render, textOf } from './samples';

describe('nothing is sent with a hole in it', () => {
	it.each([
		['{{cliente.telefone}}', 'cliente.telefone'],
		['{{maiusculas cliente.telefone}}', 'cliente.telefone'],
		['{{data fatura.pagoEm}}', 'fatura.pagoEm'],
		['{{maiusculas (data fatura.pagoEm)}}', 'fatura.pagoEm'],
		['{{credor.chavePix}}', 'credor.chavePix'],
	])('%s', (source, variable) => {
		const error = failure(() => render(`Olá\n${source}`));
		expect(error).toMatchObject({ code: 'emptyVariable', part: 'message', line: 2, variable });
		expect(error.message).toContain('o cliente MARIA DA SILVA, fatura 1001');
		expect(error.message).toContain(`{{#if ${variable}}}`);
	});

	it.each([' ', '\u200B', '\r\n', '\u202E'])('takes the name %j for empty', (name) => {
		expect(failure(() => render('Olá, {{cliente.nome}}', contextOf([invoice()], { name }))).code).toBe('emptyVariable');
	});

	it('names the invoice of the loop', () => {
		const context = contextOf([invoice(), partlyPaid({ description: null })]);
		expect(failure(() => render('{{#each faturas}}{{descricao}}{{/each}}', context)).message).toContain('fatura 1002.');
	});

	it('refuses an amount that is no number', () => {
		const context = contextOf();
		context.fatura.saldo = Number.NaN;
		expect(failure(() => render('{{fatura.saldo}}', context)).code).toBe('emptyVariable');
		expect(failure(() => render('{{moeda fatura.saldo}}', context)).code).toBe('emptyVariable');
	});

	it('prints zero, and asks conditions about nothing at all', () => {
		expect(textOf('{{fatura.valorPago}} {{fatura.diasParaVencer}}')).toBe('R$\u00A00,00 0');
		expect(textOf('{{#if cliente.telefone}}a{{else}}b{{/if}}{{#unless credor.chavePix}}c{{/unless}}{{#if (igual cliente.telefone "1")}}d{{/if}}')).toBe('bc');
	});

	it('refuses a message or subject that comes out empty', () => {
		expect(failure(() => render('{{#if varias}}Olá{{/if}}')).code).toBe('emptyPart');
		expect(failure(() => render('{{#if varias}}Olá{{/if}}\n\n{{> assinatura}}')).code).toBe('emptyPart');
		const template = compileTemplate({ subject: '{{#if varias}}Olá{{/if}}', message: 'Olá' });
		expect(failure(() => template.render(contextOf()))).toMatchObject({ code: 'emptyPart', part: 'subject' });
	});

	it('goes on with the next customer', () => {
		const template = compileTemplate({ subject: 'Oi', message: '{{cliente.telefone}}' });
		failure(() => template.render(contextOf()));
		expect(template.render(contextOf([invoice()], { phone: '11 91234-5678' })).text).toMatch(/^11 91234-5678\n/);
	});
});

describe('output without end', () => {
	const many = contextOf(Array.from({ length: 140 }, (_value, index) => invoice({ number: `N${index}` })));
	const loops = (depth: number, inside: string) => {
		const list = (level: number) => `${'../'.repeat(level)}faturas`;
		return Array.from({ length: depth }, (_value, level) => `{{#each ${list(level)}}}`).join('') + inside + '{{/each}}'.repeat(depth);
	};

	it.each([
		['loops inside loops', loops(6, 'x')],
		['loops that print nothing', loops(6, '')],
		['a list of invoices for every invoice of every invoice', loops(2, '{{> faturas}}')],
		['long text in a loop', `{{#each faturas}}${'x'.repeat(50_000)}{{/each}}`],
	])('stops at %s', (_name, source) => {
		expect(failure(() => render(source, many)).code).toBe('tooLarge');
	});

	it('stops at a field of 1 MB', () => {
		const error = failure(() => render('{{cliente.nome}}', contextOf([invoice()], { name: 'x'.repeat(1_000_000) })));
		expect(error.code).toBe('tooLarge');
		expect(error.message.length).toBeLessThan(500);
	});
});
