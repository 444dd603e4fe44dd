import { compileTemplate } from '../../../../core/reminder/render';
import { HELPERS } from '../../../../core/reminder/render/helpers';
import { VARIABLES } from '../../../../core/reminder/render/variables';
import { failure, messageFailure } from './samples';

describe('unknown names are errors when the template is compiled', () => {
	it('says which variable, where, what is near and what there is', () => {
		const error = messageFailure('Olá,\n\nveja {{cliente.nomee}}.');
		expect(error).toMatchObject({ code: 'unknownVariable', part: 'message', line: 3, column: 8, variable: 'cliente.nomee' });
		expect(error.message).toContain('mensagem, linha 3, coluna 8');
		expect(error.message).toContain('Você quis dizer {{cliente.nome}}?');
		expect(error.message).toContain('cliente.primeiroNome');
		expect(error.message).not.toContain('fatura.saldo');
	});

	it('says so of the subject too', () => {
		const error = failure(() => compileTemplate({ subject: 'Fatura {{numero}}', message: 'Olá' }));
		expect(error).toMatchObject({ code: 'unknownVariable', part: 'subject' });
		expect(error.message).toContain('assunto, linha 1');
		expect(error.message).toContain('Você quis dizer {{fatura.numero}}?');
	});

	it.each(['html', 'text'] as const)('says so of a whole %s part', (part) => {
		const source = { subject: 'Oi', html: '<p>Oi</p>', text: 'Oi', [part]: '{{saldo}}' };
		expect(failure(() => compileTemplate(source))).toMatchObject({ code: 'unknownVariable', part });
	});

	it.each([
		'{{constructor}}',
		'{{this.constructor}}',
		'{{cliente.__proto__}}',
		'{{cliente.constructor.name}}',
		'{{[constructor]}}',
		'{{cliente.[constructor]}}',
		'{{__defineGetter__}}',
		'{{#if toString}}x{{/if}}',
		'{{#with constructor}}x{{/with}}',
		'{{#each __proto__}}x{{/each}}',
		'{{moeda constructor}}',
		'{{@root.constructor}}',
		'{{@session}}',
		'{{@root}}',
		'{{@index}}',
		'{{../cliente.nome}}',
		'{{faturas.0.numero}}',
		'{{faturas.length}}',
		'{{fatura.numero.length}}',
		'{{hasOwnProperty}}',
	])('%s', (source) => {
		expect(messageFailure(source).message).toMatch(/^Modelo \(mensagem, linha 1, coluna \d+\): /);
	});

	it.each([
		['{{lookup cliente "constructor"}}', 'unknownHelper'],
		['{{log cliente.nome}}', 'unknownHelper'],
		['{{helperMissing "x"}}', 'unknownHelper'],
		['{{$print cliente.nome}}', 'unknownHelper'],
		['{{moeda ($require fatura.saldo)}}', 'unknownHelper'],
		['{{#blockHelperMissing cliente}}x{{/blockHelperMissing}}', 'unknownHelper'],
		['{{#fatura}}x{{/fatura}}', 'unknownHelper'],
		['{{#"if" varias}}x{{/"if"}}', 'wrongUse'],
		['{{#if ("igual" 1 1)}}x{{/if}}', 'wrongUse'],
		['{{> outro}}', 'unknownPartial'],
		['{{> (lookup cliente "nome")}}', 'unknownPartial'],
		['{{> faturas cliente}}', 'wrongUse'],
		['{{> faturas x=1}}', 'wrongUse'],
		['{{#> faturas}}x{{/faturas}}', 'notAllowed'],
		['{{#*inline "faturas"}}x{{/inline}}', 'notAllowed'],
		['{{* decorador}}', 'notAllowed'],
		['{{{cliente.nome}}}', 'notAllowed'],
		['{{&cliente.nome}}', 'notAllowed'],
		['{{{moeda fatura.saldo}}}', 'notAllowed'],
		['{{#if varias includeZero=true}}x{{/if}}', 'notAllowed'],
		['{{cliente}}', 'wrongUse'],
		['{{this}}', 'wrongUse'],
		['{{faturas}}', 'wrongUse'],
		['{{varias}}', 'wrongUse'],
		['{{"texto"}}', 'wrongUse'],
		['{{12}}', 'wrongUse'],
		['{{moeda}}', 'wrongUse'],
		['{{moeda fatura.saldo fatura.valor}}', 'wrongUse'],
		['{{moeda fatura.vencimento}}', 'wrongUse'],
		['{{data "amanhã"}}', 'wrongUse'],
		['{{igual 1 1}}', 'wrongUse'],
		['{{if varias}}', 'unknownHelper'],
		['{{#each cliente}}x{{/each}}', 'wrongUse'],
		['{{#with faturas}}x{{/with}}', 'wrongUse'],
		['{{#if}}x{{/if}}', 'wrongUse'],
		['{{#each faturas as |moeda|}}x{{/each}}', 'wrongUse'],
		['{{^each faturas as |cliente|}}{{cliente.nome}}{{/each}}', 'wrongUse'],
		['   \n ', 'emptyPart'],
	])('%s is refused as %s', (source, code) => {
		expect(messageFailure(source).code).toBe(code);
	});

	it('refuses ready-made pieces in the subject', () => {
		expect(failure(() => compileTemplate({ subject: '{{> faturas}}', message: 'Olá' })).code).toBe('wrongUse');
	});

	it('is quick to refuse a path without end', () => {
		for (const path of [`${'x.'.repeat(90_000)}y`, `${'../'.repeat(60_000)}hoje`, 'x'.repeat(190_000)]) {
			const error = messageFailure(`{{${path}}}`);
			expect(error.code).toBe('unknownVariable');
			expect(error.message.length).toBeLessThan(1_500);
		}
	});

	it('lists the group of the name that is near', () => {
		const { message } = messageFailure('{{clente.nome}}');
		expect(message).toContain('Você quis dizer {{cliente.nome}}? Em cliente há: cliente.nome, cliente.primeiroNome');
		expect(message).not.toContain('fatura.saldo');
	});

	it('has no variable under the name of a helper', () => {
		expect([...VARIABLES.fields.keys()].filter((name) => HELPERS.has(name))).toEqual([]);
	});
});

describe('what each block sees', () => {
	it('explains how to reach a variable outside a loop', () => {
		const error = messageFailure('{{#each faturas}}{{cliente.nome}}{{/each}}');
		expect(error.message).toContain('dentro de {{#each faturas}}; escreva {{../cliente.nome}}');
	});

	it('lists the fields of the loop', () => {
		const error = messageFailure('{{#each faturas}}{{saldoo}}{{/each}}');
		expect(error.message).toContain('Você quis dizer {{saldo}}?');
	});

	it.each([
		'{{#each faturas}}{{@index}} {{#if @first}}a{{/if}}{{#unless @last}}b{{/unless}} {{numero}} {{this.saldo}} {{../cliente.nome}} {{@root.hoje}}{{/each}}',
		'{{#each faturas as |f i|}}{{f.numero}} {{i}} {{../hoje}}{{/each}}',
		'{{#with fatura as |f|}}{{f.numero}} {{numero}}{{/with}}',
		'{{#each faturas}}{{#with ../cliente}}{{nome}} {{../numero}} {{../../hoje}}{{/with}}{{/each}}',
		'{{#each faturas}}x{{else}}{{cliente.nome}}{{/each}}',
		'{{#if varias}}a{{else if fatura.parcial}}b{{else}}{{hoje}}{{/if}}',
	])('accepts %s', (source) => {
		expect(() => compileTemplate({ subject: 'Oi', message: source })).not.toThrow();
	});
});

describe('templates that cannot be read', () => {
	it.each([
		['Olá\n{{#if varias}}x', 2, 'falta fechar um bloco'],
		['{{#if varias}}x{{/each}}', 1, 'feche com {{/if}}'],
		['Olá\n\nveja {{cliente.nome', 3, 'perto de "veja {{cliente.nome"'],
		['{{ }}', 1, 'chaves'],
	])('%p: line %p', (source, line, words) => {
		const error = messageFailure(source);
		expect(error).toMatchObject({ code: 'syntax', line });
		expect(error.message).toContain(words);
	});

	it.each([
		['a source over 200 KB', 'x'.repeat(200_001)],
		['blocks inside blocks without end', '{{#if varias}}'.repeat(9_000) + '{{/if}}'.repeat(9_000)],
		['calls inside calls without end', `{{moeda ${'(moeda '.repeat(20_000)}1${')'.repeat(20_000)}}}`],
	])('refuses %s', (_name, source) => {
		expect(messageFailure(source).code).toBe('tooLarge');
	});
});
