import fc from 'fast-check';
import { compileTemplate } from '../../../../core/reminder/render';
import { contextOf, CREDITOR, invoice } from './samples';

const SOURCE = {
	subject: 'Fatura {{fatura.numero}} de {{cliente.nome}}',
	message: 'Olá, **{{cliente.nome}}**\nveja https://escola.example/?f={{fatura.numero}} agora\n\n{{> faturas}}\n\n{{> pagamento}}\n\n{{fatura.descricao}}',
};
const WHOLE = { subject: 'Oi', html: '<p title="{{cliente.nome}}">{{fatura.descricao}}</p>{{> faturas}}', text: '{{cliente.nome}}|{{fatura.descricao}}' };

/** Any text at all, laced with what templates, HTML, headers and our own marks are made of. */
const hostile = fc
	.array(
		fc.oneof(
			fc.string({ unit: 'binary', maxLength: 8 }),
			fc.constantFrom('<script>alert(1)</script>', '"', "'", '`', '&', '\r\n', '\n\n', '{{constructor}}', '{{{x}}}', '{{> faturas}}', '**', 'https://mal.example/', '\u2028', '\u202E', '\uE000', '\uE0000\uE001', '\uD800', '</p>', '\t', '\u0000'),
		),
		{ maxLength: 8 },
	)
	.map((parts) => `x${parts.join('')}`);

function lines(text: string): number {
	return text.split('\n').length;
}

/** What is left of HTML when its text is taken out: the structure. */
function tagsOf(html: string): string {
	return (html.match(/<\/?[a-z!][^>]*>/gi) ?? []).map((tag) => tag.replace(/href="[^"]*"/, '')).join('');
}

describe('no data can become markup, a header or a template', () => {
	const template = compileTemplate(SOURCE);
	const harmless = template.render(contextOf([invoice({ number: 'x', description: 'x' })], { name: 'x' }, { ...CREDITOR, phone: '1' }));

	it('keeps the structure of a harmless message', () => {
		fc.assert(
			fc.property(hostile, hostile, hostile, hostile, (name, number, description, phone) => {
				const context = contextOf([invoice({ number, description })], { name }, { ...CREDITOR, phone });
				const { subject, html, text } = template.render(context);
				expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u);
				expect(Array.from(subject).length).toBeLessThanOrEqual(200);
				expect(lines(text)).toBe(lines(harmless.text));
				expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
				expect(tagsOf(html)).toBe(tagsOf(harmless.html));
				expect(html.match(/"/g)?.length).toBe(harmless.html.match(/"/g)?.length);
				expect(html).not.toMatch(/<script|undefined|\[object/);
			}),
			{ numRuns: 300 },
		);
	});

	it('keeps the structure of HTML written whole', () => {
		const whole = compileTemplate(WHOLE);
		const expected = whole.render(contextOf([invoice({ number: 'x', description: 'x' })], { name: 'x' }));
		fc.assert(
			fc.property(hostile, hostile, (name, description) => {
				const { html, text } = whole.render(contextOf([invoice({ number: 'x', description })], { name }));
				expect(html.replace(/[^<>"]/g, '')).toBe(expected.html.replace(/[^<>"]/g, ''));
				expect(lines(text)).toBe(lines(expected.text));
			}),
			{ numRuns: 300 },
		);
	});

	it('never reads data as a template', () => {
		const name = '{{credor.documento}} {{constructor}} **a** https://mal.example';
		const { text, html } = template.render(contextOf([invoice()], { name }));
		expect(text).toContain(`Olá, ${name}\n`);
		expect(html).not.toContain('href="https://mal.example');
	});
});

describe('any template', () => {
	const scraps = fc.constantFrom('{{', '}}', '{{{', '#if ', '/if', '#each faturas', '/each', 'varias', 'cliente', '.nome', 'constructor', '__proto__', '../', '@root', '@index', ' ', '\n', '**', '>', ' faturas', '(', ')', 'moeda ', '"x"', '1', '|a|', ' as ', '!', '--', '~', '^', 'else', '=', '&', '*', '[', ']', '$print ', '\\');

	it('compiles and renders, or fails with an error for the operator', () => {
		const context = contextOf();
		fc.assert(
			fc.property(fc.array(scraps, { maxLength: 14 }), (parts) => {
				try {
					const { text } = compileTemplate({ subject: 'Oi', message: parts.join('') }).render(context);
					expect(text).not.toMatch(/\[object|function|undefined/);
				} catch (error) {
					expect(error).toMatchObject({ name: 'TemplateError' });
				}
			}),
			{ numRuns: 3_000 },
		);
	});
});
