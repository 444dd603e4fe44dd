import { envelope, fault, startSpc, type SpcDouble } from '../../doubles/bureau/spc';
import { company, impatientTo, person, spcOf } from '../../support/bureau';

let spc: SpcDouble;
beforeEach(async () => {
	spc = await startSpc();
});
afterEach(async () => await spc.stop());

/** The smallest CPF numbers begin with zeros, which a number on the wire has not. */
const SMALL = { kind: 'cpf', value: '00000000191' } as const;

describe('a report of SPC Brasil', () => {
	it('on a person: debts by kind, two registers of cheques together', async () => {
		spc.know(person(1).value, {
			name: 'ANA &amp; CIA',
			debts: { spc: { count: 2, amount: '150.90', last: '2026-10-01' }, ccf: { count: 1, last: '2025-01-02' }, 'cheque-lojista': { count: 2, amount: '80.00', last: '2026-03-04' }, protesto: { count: 1, amount: '1000' } },
		});
		const { report } = await spcOf(spc).lookUp(person(1));
		expect(report).toMatchObject({
			provider: 'spc',
			product: '337',
			document: person(1).value,
			name: 'ANA & CIA',
			registration: { status: 'REGULAR', irregular: false },
			score: { value: 640, min: 0, max: 1000, model: 'SPC Score 12 meses', defaultRatePercent: 12.5, message: 'Risco medio' },
			company: null,
		});
		expect(report.restrictions).toEqual([
			{ kind: 'commercial_debt', label: 'Registros no SPC', count: 2, cents: 15_090, newestOn: '2026-10-01' },
			{ kind: 'protest', label: 'Protestos', count: 1, cents: 100_000, newestOn: null },
			{ kind: 'bounced_cheque', label: 'Cheques devolvidos a lojistas, Cheques sem fundos (CCF)', count: 3, cents: 8_000, newestOn: '2026-03-04' },
		]);
		expect(spc.requests).toHaveLength(1);
		expect(spc.requests[0]).toMatchObject({ method: 'POST', path: '/spc/remoting/ws/consulta/consultaWebService', headers: { 'content-type': 'text/xml; charset=utf-8' } });
		expect(spc.requests[0].body).toContain(`<codigo-produto>337</codigo-produto><tipo-consumidor>F</tipo-consumidor><documento-consumidor>${person(1).value}</documento-consumidor>`);
	});

	it('on a company', async () => {
		const { report } = await spcOf(spc).lookUp(company(1));
		expect(report).toMatchObject({ product: '643', document: company(1).value, company: { legalName: 'EMPRESA DE TESTE LTDA', foundedOn: '2011-04-09', activity: 'PADARIA E CONFEITARIA' } });
		expect(spc.requests[0].body).toContain('<tipo-consumidor>J</tipo-consumidor>');
	});

	it('has no score, rather than 0, when SPC gives none', async () => {
		spc.know(person(1).value, { score: null });
		expect((await spcOf(spc).lookUp(person(1))).report.score).toEqual({ value: null, min: 0, max: 1000, model: null, defaultRatePercent: null, message: 'O SPC não deu score.' });
	});

	it.each([
		['beside a message, which says why', { score: 0, scoreMessage: 'SCORE NAO CALCULADO' }, 'SCORE NAO CALCULADO'],
		['of a part that holds no score', { score: 0, scoreMessage: '', scores: 0 }, 'O SPC não deu score.'],
	])('has no score when it is a 0 %s', async (_name, facts, message) => {
		spc.know(person(1).value, facts);
		expect((await spcOf(spc).lookUp(person(1))).report.score).toMatchObject({ value: null, message });
	});

	it('has a score of 0 when nothing says otherwise', async () => {
		spc.know(person(1).value, { score: 0, scoreMessage: '' });
		expect((await spcOf(spc).lookUp(person(1))).report.score).toMatchObject({ value: 0, message: null });
	});

	it('knows its document without the leading zeros, and no other', async () => {
		expect((await spcOf(spc).lookUp(SMALL)).report.document).toBe(SMALL.value);
		spc.know(person(1).value, { document: person(2).value });
		await expect(spcOf(spc).lookUp(person(1))).rejects.toMatchObject({ kind: 'other_document', perhapsCharged: true });
	});

	it('says that there is something when SPC does, although no part tells what', async () => {
		spc.know(person(1).value, { restricted: true });
		expect((await spcOf(spc).lookUp(person(1))).report.restrictions).toEqual([{ kind: 'other', label: 'Restrição apontada pelo SPC, sem detalhe', count: 1, cents: null, newestOn: null }]);
	});

	const answering = async (parts: string, restricted = false) => {
		const { value } = person(1);
		spc.fail({ body: envelope(`<resultado restricao="${restricted}"><consumidor><consumidor-pessoa-fisica nome="ANA"><cpf numero="${value}"/></consumidor-pessoa-fisica></consumidor>${parts}</resultado>`) });
		return (await spcOf(spc).lookUp(person(1))).report.restrictions;
	};
	const SCORE = '<spc-score-12-meses><detalhe-spc-score-12-meses score="820"/></spc-score-12-meses>';

	it('tells no restrictions, rather than none, of a product that brings no part with debts', async () => {
		expect(await answering(SCORE)).toBeNull();
		expect(await answering(`${SCORE}<acao/>`)).toBeNull();
		expect(await answering(SCORE, true)).toMatchObject([{ kind: 'other', count: 1 }]);
		expect(await answering(`${SCORE}<spc><resumo quantidade-total="0"/></spc>`)).toEqual([]);
	});

	it('counts the details of a part where its summary does not, or counts fewer', async () => {
		const details = '<detalhe-protesto valor="10"/><detalhe-protesto valor="20"/>';
		for (const summary of ['', '<resumo valor-total="30"/>', '<resumo quantidade-total="0"/>']) expect(await answering(`<protesto>${summary}${details}</protesto>`)).toMatchObject([{ kind: 'protest', count: 2 }]);
		expect(await answering(`<protesto><resumo quantidade-total="7"/>${details}</protesto>`)).toMatchObject([{ count: 7 }]);
	});

	it.each(['<resumo valor-total="1000.00"/>', '<resumo quantidade-total="0" valor-total="1000.00"/>', '<resumo quantidade-total=""/>'])('is not understood when a part does not say how many: %s', async (summary) => {
		await expect(answering(`<spc><resumo quantidade-total="1"/></spc><protesto>${summary}</protesto>`)).rejects.toMatchObject({ kind: 'unreadable', message: expect.stringContaining('protesto.resumo.quantidade-total') });
	});

	it('flags a document that SPC does not know', async () => {
		spc.know(person(1).value, { name: 'CADASTRO NAO LOCALIZADO' });
		expect((await spcOf(spc).lookUp(person(1))).report).toMatchObject({ name: null, registration: { status: 'CADASTRO NAO LOCALIZADO', irregular: true } });
	});
});

describe('what is no report', () => {
	it('a fault: said in its own words, and nothing was charged', async () => {
		await expect(spcOf(spc, { personProduct: '999' }).lookUp(person(1))).rejects.toMatchObject({ kind: 'refused', perhapsCharged: false, message: 'O bureau SPC Brasil recusou a consulta: 01 - O produto a ser consultado não existe ou está inativo.' });
	});

	it('a fault that names somebody: the document is masked', async () => {
		for (const [text, kind] of [['07 - O CPF 529.982.247-25 é inválido.', 'refused'], ['00 - Erro interno em 52998224725.', 'unclear']]) {
			spc.fail({ status: 500, body: fault(text).body });
			await expect(spcOf(spc).lookUp(person(1))).rejects.toMatchObject({ kind, message: expect.stringMatching(/^(?!.*52998224725)(?!.*529\.982).*\*\*\*\.982\.247-\*\*/) });
		}
	});

	it.each([
		['39 - O operador não possui acesso ao produto.', 'S:Server'],
		['07 - Número do CPF informado é inválido.', 'S:Server'],
		['CN_INT005.E2.3 - Operador e senha inválidos', 'S:Server'],
		['CN_INT005.E4', 'S:Server'],
		['Cannot find dispatch method', 'S:Client'],
		['Falha no pedido', 'soap:Client.Authentication'],
	])('a fault that refuses what was asked: "%s" (%s)', async (text, code) => {
		spc.fail({ status: 500, body: fault(text, code).body });
		await expect(spcOf(spc).lookUp(person(1))).rejects.toMatchObject({ kind: 'refused', perhapsCharged: false });
	});

	it('a fault of SOAP 1.2, by whose it is', async () => {
		const of = (who: string) => `<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Body><env:Fault><env:Code><env:Value>env:${who}</env:Value></env:Code><env:Reason><env:Text xml:lang="pt">Falhou</env:Text></env:Reason></env:Fault></env:Body></env:Envelope>`;
		spc.fail({ status: 500, body: of('Sender') });
		await expect(spcOf(spc).lookUp(person(1))).rejects.toMatchObject({ kind: 'refused', message: expect.stringContaining('Falhou') });
		spc.fail({ status: 500, body: of('Receiver') });
		await expect(spcOf(spc).lookUp(person(1))).rejects.toMatchObject({ kind: 'unclear' });
	});

	it.each(['00 - Erro interno.', 'CN_GER001', 'Read timed out', 'java.net.SocketTimeoutException', 'Serviço indisponível', 'java.lang.NullPointerException', ''])('any other fault, "%s": nobody knows what became of the lookup', async (text) => {
		spc.fail({ status: 500, body: fault(text).body });
		await expect(spcOf(spc).lookUp(person(1))).rejects.toMatchObject({ kind: 'unclear', perhapsCharged: true, message: expect.stringContaining('não se sabe se a consulta foi feita e cobrada') });
		expect(spc.requests).toHaveLength(1);
	});

	it('an error without a fault: nobody knows', async () => {
		spc.fail({ status: 500, body: '<html>Internal Server Error</html>' });
		await expect(spcOf(spc).lookUp(person(1))).rejects.toMatchObject({ kind: 'unclear', perhapsCharged: true });
	});

	it('a refused login, without telling it', async () => {
		const error = (await spcOf(spc, { password: 'errada-mas-secreta' }).lookUp(person(1)).catch((refused: Error) => refused)) as Error;
		expect(error).toMatchObject({ kind: 'unauthorized', perhapsCharged: false });
		expect(error.message).not.toContain('errada');
	});

	it.each([
		['half of an answer', { kind: 'cut' }, /malformado/],
		['nothing', { body: '' }, /malformado|vazio/],
		['a web page', { body: '<html><br></html>' }, /malformado/],
		['another document', { body: '<a/>' }, /resultado/],
		['JSON', { body: '{"a":1}' }, /vazio|malformado/],
		['a billion laughs', { body: `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><x>&c;</x>` }, /DOCTYPE/],
		['an entity from outside', { body: `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>` }, /DOCTYPE/],
		['an entity that nobody defined', { body: '<x>&e;</x>' }, /malformado/],
		['a depth without end', { body: '<a>'.repeat(200_000) }, /fundo demais/],
	] as const)('%s', async (_name, failure, why) => {
		spc.fail(failure);
		await expect(spcOf(spc).lookUp(person(1))).rejects.toMatchObject({ kind: 'unreadable', perhapsCharged: true, message: expect.stringMatching(why) });
	});

	it('an answer that takes too long', async () => {
		spc.fail({ kind: 'hang' });
		await expect(spcOf(spc, {}, impatientTo(spc.port, 300)).lookUp(person(1))).rejects.toMatchObject({ kind: 'unclear', perhapsCharged: true });
	});

	it('an answer that is slow is one', async () => {
		spc.fail({ delayMs: 200 });
		expect((await spcOf(spc).lookUp(person(1))).report.document).toBe(person(1).value);
	});
});
