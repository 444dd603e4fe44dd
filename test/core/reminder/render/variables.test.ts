import { compileTemplate, templateVariables } from '../../../../core/reminder/render';
import { contextOf, CREDITOR, invoice, paid } from './samples';

describe('templateVariables', () => {
	it('names each variable once, with an example and an explanation', () => {
		const variables = templateVariables();
		expect(new Set(variables.map((each) => each.name)).size).toBe(variables.length);
		expect(variables.filter((each) => each.example === '' || each.description === '')).toEqual([]);
		expect(variables.map((each) => each.name)).toEqual(expect.arrayContaining(['cliente.primeiroNome', 'faturas[].saldo', 'total.saldo', 'hoje']));
	});

	it('documents only what a template can use', () => {
		const whole = contextOf([paid({ paymentUrl: 'https://pagar.example' }), invoice()], { phone: '11' }, { ...CREDITOR, pix: { key: 'financeiro@escola.example', name: 'Escola', city: 'Campinas' } });
		whole.fatura = { ...whole.fatura, pagoEm: '2026-03-14' };
		for (const { name, example } of templateVariables()) {
			const [list, field] = name.split('[].');
			const isFlag = example === 'sim' || example === 'não';
			const use = (path: string) => (isFlag ? `{{#if ${path}}}x{{else}}y{{/if}}` : `{{#if ${path}}}{{${path}}}{{else}}y{{/if}}`);
			const message = field === undefined ? use(name) : `{{#each ${list ?? ''}}}${use(field)}{{/each}}`;
			expect(compileTemplate({ subject: 'Oi', message }).render(whole).text.length).toBeGreaterThan(0);
		}
	});
});
