import fc from 'fast-check';
import { fillBody, fillUrl } from '../../../core/bureau/http/template';
import { valueAtPath } from '../../../core/bureau/http/path';
import { answerAbout, startGeneric, type GenericDouble } from '../../doubles/bureau/generic';
import { company, genericOf, person } from '../../support/bureau';

let bureau: GenericDouble;
beforeEach(async () => {
	bureau = await startGeneric();
});
afterEach(async () => await bureau.stop());

describe('a bureau over HTTP', () => {
	it('is asked by the template, and its answer read by the paths', async () => {
		bureau.know(person(1).value, { ...answerAbout(person(1).value), score: { valor: '480,4' }, cadastro: { nome: 'Ana', situacao: 'Suspensa' }, protestos: { quantidade: '2', valor: '1.234,56' }, dividas: [{}, {}, {}], acoes: { total: 1 } });
		const { report } = await genericOf(bureau).lookUp(person(1));
		expect(report).toMatchObject({
			provider: 'http:bureau-exemplo',
			providerLabel: 'Bureau Exemplo',
			product: 'completo',
			name: 'Ana',
			registration: { status: 'Suspensa', irregular: true },
			score: { value: 480, min: 0, max: 1000, message: null },
			restrictions: [
				{ kind: 'protest', label: 'Protestos', count: 2, cents: 123_456, newestOn: null },
				{ kind: 'commercial_debt', label: 'Dívidas no comércio', count: 3, cents: null, newestOn: null },
				{ kind: 'lawsuit', label: 'Ações judiciais', count: 1, cents: null, newestOn: null },
			],
		});
		expect(JSON.parse(bureau.requests[0].body)).toEqual({ documento: person(1).value, tipo: 'F' });
		expect(bureau.requests[0].headers).toMatchObject({ 'x-api-key': bureau.key, 'content-type': 'application/json' });
	});

	it('by GET, with the document in the address', async () => {
		const shop = company(1);
		const { report } = await genericOf(bureau, { method: 'GET', url: `http://127.0.0.1:${bureau.port}/consulta/{documento}?f={documentoFormatado}`, headers: 'X-Conta: 1' }).lookUp(shop);
		expect(report).toMatchObject({ document: shop.value, restrictions: [], score: { value: 512 }, company: { legalName: 'Fulana de Teste' } });
		expect(bureau.requests[0]).toMatchObject({ method: 'GET', path: `/consulta/${shop.value}`, headers: { 'x-conta': '1' }, body: '' });
		expect(bureau.requests[0].query.f).toMatch(/^\d\d\.\d{3}\.\d{3}\/\d{4}-\d\d$/);
	});

	it('a GET is charged like any lookup: not asked again', async () => {
		bureau.fail({ status: 502 });
		const byGet = genericOf(bureau, { method: 'GET', url: `http://127.0.0.1:${bureau.port}/{documento}` });
		await expect(byGet.lookUp(person(1))).rejects.toMatchObject({ kind: 'unclear', perhapsCharged: true });
		expect(bureau.requests).toHaveLength(1);
	});

	it.each([
		['about somebody else', { consulta: { documento: '***.000.000-**' } }, 'other_document'],
		['about nobody', { consulta: {} }, 'unreadable'],
		['without a part that is always there', { protestos: undefined }, 'unreadable'],
		['with a part that is always there and empty', { protestos: { quantidade: null, valor: null } }, 'unreadable'],
		['with an amount of no debts', { protestos: { quantidade: 0, valor: 10 } }, 'unreadable'],
		['with a score off its scale', { score: { valor: 1_001 } }, 'unreadable'],
		['with a score that is none', { score: { valor: 'alto' } }, 'unreadable'],
	])('refuses an answer %s', async (_name, changes, kind) => {
		bureau.know(person(1).value, { ...answerAbout(person(1).value), ...changes });
		await expect(genericOf(bureau).lookUp(person(1))).rejects.toMatchObject({ kind, perhapsCharged: true });
	});

	it.each([
		['beside a message, which says why', {}, { valor: 0, mensagem: 'Sem histórico' }, { value: null, message: 'Sem histórico' }],
		['below a scale that begins above it', { scoreMin: 1 }, { valor: '0' }, { value: null, message: 'O bureau não deu score.' }],
		['on its scale, with nothing said', {}, { valor: 0 }, { value: 0, message: null }],
	])('takes a score of 0 %s for what it is', async (_name, credential, score, told) => {
		bureau.know(person(1).value, { ...answerAbout(person(1).value), score });
		expect((await genericOf(bureau, credential).lookUp(person(1))).report.score).toMatchObject(told);
	});

	it('tells no restrictions, rather than none, when the mapping names none, or none that it names is in the answer', async () => {
		const of = async (restrictions: string) => (await genericOf(bureau, { restrictions }).lookUp(person(1))).report.restrictions;
		expect(await of('')).toBeNull();
		expect(await of('lawsuit?: acoes.total\nbankruptcy?: falencias.total, falencias.valor')).toBeNull();
		expect(await of('lawsuit?: acoes.total\nprotest: protestos.quantidade')).toEqual([]);
		expect(await of('protest?: protestos.quantidade')).toEqual([]);
		bureau.know(person(1).value, { ...answerAbout(person(1).value), acoes: { total: null } });
		expect(await of('lawsuit?: acoes.total')).toBeNull();
		bureau.know(person(1).value, { ...answerAbout(person(1).value), acoes: { total: null, valor: '10,00' } });
		await expect(of('lawsuit?: acoes.total, acoes.valor')).rejects.toMatchObject({ kind: 'unreadable', message: expect.stringContaining('acoes.total') });
	});

	it('takes a document that it shows in part, when that part fits', async () => {
		const { value } = person(1);
		bureau.know(value, { ...answerAbout(value), consulta: { documento: `***.${value.slice(3, 6)}.${value.slice(6, 9)}-**` } });
		expect((await genericOf(bureau).lookUp(person(1))).report.document).toBe(value);
	});

	it('never tells the key, not even when the bureau does', async () => {
		bureau.fail({ status: 401, body: JSON.stringify({ mensagem: `A chave ${bureau.key} venceu` }) });
		await expect(genericOf(bureau).lookUp(person(1))).rejects.toMatchObject({ kind: 'unauthorized', message: expect.stringContaining('A chave *** venceu') });
	});

	it.each([
		['bureauName', '', 'Bureau Name'],
		['url', '', 'URL'],
		['url', 'http://example.com/{documento}', 'https'],
		['url', 'https://{documento}.example.com/', 'servidor'],
		['url', 'https://a:b@example.com/{documento}', 'usuário e senha'],
		['url', 'https://example.com/{cpf}', '{cpf}'],
		['body', '{ documento: 1 }', 'JSON'],
		['body', '{ "a": 1 }', 'não diz onde vai o documento'],
		['headers', 'sem dois pontos', 'Further Headers'],
		['headers', 'A B: c', 'Further Headers'],
		['headerName', 'X Key', 'Header of the Key'],
		['documentPath', '', 'Path of the Document'],
		['scorePath', 'a..b', 'Path of the Score'],
		['scoreMax', 0, 'Highest Score'],
		['restrictions', 'multa: a.b', 'Restrictions'],
		['restrictions', 'protest: ', 'protest, quantidade'],
	])('names the field to correct: %s "%s"', (field, value, said) => {
		expect(() => genericOf(bureau, { [field]: value })).toThrow(RangeError);
		expect(() => genericOf(bureau, { [field]: value })).toThrow(said);
	});
});

describe('a template', () => {
	const values = (documento: string) => ({ documento, documentoFormatado: documento, tipo: 'F' });

	it('adds nothing to an address but one part, and to a body but one text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (evil) => {
				fc.pre(evil !== '.' && evil !== '..');
				const url = new URL(fillUrl('https://example.com/a/{documento}?b={documento}', values(evil)));
				expect([url.host, url.pathname.split('/').length, [...url.searchParams]]).toEqual(['example.com', 3, [['b', evil]]]);
				expect(fillBody({ a: ['{documento}', 1, null] }, values(evil))).toEqual({ a: [evil, 1, null] });
			}),
		);
	});
});

describe('a path', () => {
	it('reads what the answer itself has, and nothing that every object has', () => {
		const answer = JSON.parse('{"a":{"b":[{"c":1}]},"__proto__":{"d":2}}') as unknown;
		expect(valueAtPath(answer, 'a.b.0.c')).toBe(1);
		expect(['a.b.1.c', 'constructor.name', 'a.toString', 'a.b.0.c.d'].map((path) => valueAtPath(answer, path))).toEqual([undefined, undefined, undefined, undefined]);
	});
});
