import { startSerasa, type SerasaDouble } from '../../doubles/bureau/serasa';
import { company, impatientTo, person, serasaOf } from '../../support/bureau';
import { FakeClock, fetchTo } from '../../support/gateway';
import { NOON } from '../../support/invoices';

let serasa: SerasaDouble;
let clock: FakeClock;
beforeEach(async () => {
	clock = new FakeClock();
	serasa = await startSerasa({ now: clock.date });
});
afterEach(async () => await serasa.stop());

const bureau = (changes: Record<string, unknown> = {}) => serasaOf(serasa, changes, {}, clock);

describe('a report of Serasa Experian', () => {
	it('on a person without debts', async () => {
		const ana = person(1);
		const { report, raw } = await bureau().lookUp(ana);
		expect(report).toEqual({
			provider: 'serasa',
			providerLabel: 'Serasa Experian',
			product: 'RELATORIO_BASICO_PF_PME',
			document: ana.value,
			name: 'FULANA DE TESTE',
			answeredAt: NOON.toISOString(),
			registration: { status: 'REGULAR', irregular: false },
			score: { value: 700, min: 0, max: 1000, model: 'HFIN', defaultRatePercent: 9, message: null },
			restrictions: [],
			company: null,
		});
		expect(JSON.parse(raw)).toMatchObject({ reports: [{ registration: { documentNumber: ana.value } }] });
		expect(serasa.requests.map(({ method, path, query, headers }) => [method, path, query, headers['x-document-id']])).toEqual([
			['POST', '/security/iam/v1/client-identities/login', {}, undefined],
			['GET', '/credit-services/person-information-report/v1/creditreport', { reportName: 'RELATORIO_BASICO_PF_PME' }, ana.value],
		]);
	});

	it('counts each kind of debt once, with its amount and its newest day', async () => {
		serasa.know(person(2).value, {
			status: 'PENDENTE DE REGULARIZACAO',
			score: 120,
			debts: {
				pefin: { count: 2, balance: 3314.28, last: '2026-10-28' },
				refin: { count: 1, balance: 150 },
				notary: { count: 5, balance: 25258, last: '2026-02-01' },
				check: { count: 3 },
				collectionRecords: { count: 1, balance: 0.1 + 0.2 },
				judgementFilings: { count: 1, balance: 10_000 },
				bankrupts: { count: 1 },
			},
		});
		const { report } = await bureau().lookUp(person(2));
		expect(report.registration).toEqual({ status: 'PENDENTE DE REGULARIZACAO', irregular: true });
		expect(report.restrictions).toEqual([
			{ kind: 'commercial_debt', label: 'Pefin (dívidas com empresas)', count: 2, cents: 331_428, newestOn: '2026-10-28' },
			{ kind: 'bank_debt', label: 'Refin (dívidas com bancos)', count: 1, cents: 15_000, newestOn: null },
			{ kind: 'collection', label: 'Dívidas vencidas (Convem)', count: 1, cents: 30, newestOn: null },
			{ kind: 'protest', label: 'Protestos', count: 5, cents: 2_525_800, newestOn: '2026-02-01' },
			{ kind: 'bounced_cheque', label: 'Cheques sem fundos', count: 3, cents: null, newestOn: null },
			{ kind: 'lawsuit', label: 'Ações judiciais', count: 1, cents: 1_000_000, newestOn: null },
			{ kind: 'bankruptcy', label: 'Falências e recuperações', count: 1, cents: null, newestOn: null },
		]);
	});

	it('has no score, rather than 0, when Serasa gives none', async () => {
		serasa.know(person(3).value, { score: null });
		expect((await bureau().lookUp(person(3))).report.score).toEqual({ value: null, min: 0, max: 1000, model: null, defaultRatePercent: null, message: 'SCORE NAO CALCULADO - INFORMACOES INSUFICIENTES' });
	});

	it('has no score when it is a 0 beside a message', async () => {
		const body = JSON.stringify({ reports: [{ registration: { documentNumber: person(3).value }, negativeData: { pefin: { summary: { count: 0 } } }, score: { score: 0, message: 'SCORE NAO CALCULADO' } }] });
		serasa.fail({ path: /creditreport/, body });
		expect((await bureau().lookUp(person(3))).report.score).toMatchObject({ value: null, message: 'SCORE NAO CALCULADO' });
	});

	const known = (parts: object) => {
		const body = JSON.stringify({ reports: [{ registration: { documentNumber: person(1).value }, score: { score: 820 }, ...parts }] });
		serasa.fail({ path: /creditreport/, body });
		return bureau().lookUp(person(1)).then(({ report }) => report.restrictions);
	};
	const nobodyIn = (...fields: string[]) => Object.fromEntries(fields.map((field) => [field, { summary: { count: 0, balance: 0 } }]));

	it.each([
		['without the debts', {}],
		['without any of their sections', { negativeData: {} }],
		['with sections that say nothing', { negativeData: { pefin: {}, refin: null } }],
		['with lawsuits alone', { facts: nobodyIn('judgementFilings', 'bankrupts') }],
	])('tells no restrictions, rather than none, %s', async (_name, parts) => {
		expect(await known(parts)).toBeNull();
	});

	it('tells that there are none by one section that was bought, and of a lawsuit without any', async () => {
		expect(await known({ negativeData: nobodyIn('pefin') })).toEqual([]);
		expect(await known({ facts: { judgementFilings: { summary: { count: 1, balance: 50 } } } })).toMatchObject([{ kind: 'lawsuit', count: 1 }]);
	});

	it.each([
		['no count', { balance: 9314.28 }, [{}, {}]],
		['a count of nothing', { count: null, balance: 9314.28 }, [{}, {}]],
		['a count below it', { count: 0, balance: 9314.28 }, [{}, {}]],
		['no summary', undefined, [{}, {}]],
	])('counts the list of debts where there is %s', async (_name, summary, list) => {
		expect(await known({ negativeData: { pefin: { summary, pefinResponse: list }, refin: { summary: { count: 3 }, refinResponse: [{}] } } })).toMatchObject([{ kind: 'commercial_debt', count: 2 }, { kind: 'bank_debt', count: 3 }]);
	});

	it.each([
		['an amount without a count', { balance: 9314.28 }],
		['an amount with a count of nothing', { count: null, balance: 9314.28 }],
		['an amount of no debts', { count: 0, balance: 9314.28 }],
		['a summary without a count', { balance: 0 }],
	])('is not understood with %s', async (_name, summary) => {
		await expect(known({ negativeData: { ...nobodyIn('refin'), pefin: { summary } } })).rejects.toMatchObject({ kind: 'unreadable', message: expect.stringContaining('negativeData.pefin.summary.count') });
	});

	it('on a company: partners when they were bought, and the rate in hundredths', async () => {
		const bakery = company(1);
		serasa.know(bakery.value, { name: 'PADARIA EXEMPLO LTDA', partners: ['ANA', 'BIA'] });
		const { report } = await bureau({ optionalFeatures: 'QUADRO_SOCIAL, X' }).lookUp(bakery);
		expect(report).toMatchObject({
			product: 'RELATORIO_BASICO_PJ_PME+QUADRO_SOCIAL+X',
			registration: { irregular: false },
			score: { value: 650, defaultRatePercent: 9 },
			company: { legalName: 'PADARIA EXEMPLO LTDA', tradeName: null, foundedOn: '2011-04-09', activity: null, partners: ['ANA', 'BIA'] },
		});
		expect(serasa.requests[1]).toMatchObject({ path: '/credit-services/business-information-report/v1/reports', query: { optionalFeatures: 'QUADRO_SOCIAL,X' } });
	});

	it.each([
		['{"reports":[]}', 'reports'],
		['{"reports":[{"registration":{"consumerName":"X"}}]}', 'de qual CPF'],
		['[1,2]', 'reports'],
	])('is refused when it is %s', async (body, why) => {
		serasa.fail({ path: /creditreport/, body });
		await expect(bureau().lookUp(person(1))).rejects.toMatchObject({ name: 'BureauError', kind: 'unreadable', perhapsCharged: true, message: expect.stringContaining(why) });
	});

	it('is refused when a count or an amount is none, and when it is about somebody else', async () => {
		serasa.know(person(4).value, { debts: { pefin: { count: 'muitas' as unknown as number, balance: 1 } } });
		serasa.know(person(5).value, { debts: { pefin: { count: 1, balance: -3 } } });
		serasa.know(person(6).value, { document: person(7).value, debts: { pefin: { count: 9, balance: 9 } } });
		await expect(bureau().lookUp(person(4))).rejects.toMatchObject({ kind: 'unreadable', message: expect.stringContaining('negativeData.pefin.summary.count') });
		await expect(bureau().lookUp(person(5))).rejects.toMatchObject({ kind: 'unreadable', message: expect.stringContaining('negativeData.pefin.summary.balance') });
		const other = await bureau().lookUp(person(6)).catch((error: Error) => error);
		expect(other).toMatchObject({ kind: 'other_document', perhapsCharged: true });
		expect((other as Error).message).not.toContain(person(7).value);
	});
});

describe('the token of Serasa Experian', () => {
	it('is asked for once for many lookups at once, and again when its hour is over', async () => {
		const connected = bureau();
		await Promise.all([1, 2, 3, 4, 5].map(async (number) => await connected.lookUp(person(number))));
		expect(serasa.logins()).toBe(1);
		clock.advance(56 * 60_000);
		await connected.lookUp(person(6));
		expect(serasa.logins()).toBe(2);
		expect(serasa.requests.filter(({ status }) => status === 401)).toEqual([]);
	});

	it('is renewed once when it is refused, and the lookup is asked again', async () => {
		const connected = bureau();
		await connected.lookUp(person(1));
		serasa.forgetTokens();
		expect((await connected.lookUp(person(2))).report.document).toBe(person(2).value);
		expect([serasa.logins(), serasa.charged()]).toEqual([2, 2]);
	});

	it('that is refused twice ends the lookup, which cost nothing', async () => {
		serasa.fail({ path: /creditreport/, status: 401, times: 2 });
		await expect(bureau().lookUp(person(1))).rejects.toMatchObject({ kind: 'unauthorized', perhapsCharged: false });
		expect([serasa.logins(), serasa.charged()]).toEqual([2, 0]);
	});

	it('is not given to a wrong secret, and neither secret nor login is told', async () => {
		const wrong = bureau({ clientSecret: 'errado-mas-secreto' });
		const error = (await wrong.lookUp(person(1)).catch((refused: Error) => refused)) as Error;
		expect(error).toMatchObject({ kind: 'unauthorized', perhapsCharged: false, message: expect.stringContaining('Client Secret') });
		expect(JSON.stringify([error.message, error.stack])).not.toMatch(/errado-mas-secreto|Basic/);
	});

	it('that is not given at all leaves nothing charged, and the next lookup logs in again', async () => {
		const connected = bureau();
		serasa.fail({ path: /login/, status: 503, times: 1 });
		await expect(connected.lookUp(person(1))).rejects.toMatchObject({ kind: 'unreachable', perhapsCharged: false, message: expect.stringContaining('Nenhuma consulta foi feita') });
		expect((await connected.lookUp(person(1))).report.document).toBe(person(1).value);
	});
});

describe('a lookup that fails', () => {
	it.each([400, 403, 404, 422] as const)('with %i cost nothing', async (status) => {
		serasa.fail({ path: /creditreport/, status });
		await expect(bureau().lookUp(person(1))).rejects.toMatchObject({ kind: { 400: 'refused', 403: 'unauthorized', 404: 'not_found', 422: 'refused' }[status], perhapsCharged: false });
		expect(serasa.requests.filter(({ path }) => path.includes('creditreport'))).toHaveLength(1);
	});

	it.each([
		['an error of its own', { status: 500 }],
		['another one', { status: 503, retryAfter: 1 }],
		['half of an answer', { kind: 'cut' }],
		['a connection that breaks before', { kind: 'reset' }],
		['a connection that breaks after', { kind: 'resetAfterWork' }],
	] as const)('with %s may have been charged, and is not asked again', async (_name, failure) => {
		serasa.fail({ path: /creditreport/, ...failure });
		await expect(bureau().lookUp(person(1))).rejects.toMatchObject({ kind: 'unclear', perhapsCharged: true });
		expect(serasa.requests.filter(({ path }) => path.includes('creditreport'))).toHaveLength(1);
	});

	it('with no answer in time may have been charged', async () => {
		serasa.fail({ path: /creditreport/, kind: 'hang' });
		await expect(serasaOf(serasa, {}, impatientTo(serasa.port, 300)).lookUp(person(1))).rejects.toMatchObject({ kind: 'unclear' });
		expect(serasa.requests.filter(({ path }) => path.includes('creditreport'))).toHaveLength(1);
	});

	it('waits when Serasa says how long, and asks again: a refused request costs nothing', async () => {
		serasa.fail({ path: /creditreport/, status: 429, retryAfter: 7, times: 2 });
		expect((await bureau().lookUp(person(1))).report.document).toBe(person(1).value);
		expect(clock.slept.filter((ms) => ms === 7_000)).toHaveLength(2);
		expect(serasa.charged()).toBe(1);
	});

	it('ends at the limit of a day, which is longer than anybody waits', async () => {
		const small = await startSerasa({ now: clock.date, dailyLimit: 2 });
		const connected = serasaOf(small, {}, {}, clock);
		await connected.lookUp(person(1));
		await connected.lookUp(person(2));
		await expect(connected.lookUp(person(3))).rejects.toMatchObject({ kind: 'limited', perhapsCharged: false, message: expect.stringContaining('Volte a tentar em 720 minutos') });
		await small.stop();
	});

	it('for want of a connection was never asked', async () => {
		const connected = bureau();
		await serasa.stop();
		await expect(connected.lookUp(person(1))).rejects.toMatchObject({ kind: 'unreachable', perhapsCharged: false });
		serasa = await startSerasa();
	});

	it('in the middle of a lookup for want of a connection is tried again, and then was never asked', async () => {
		const unreachable = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
		const send = fetchTo(serasa.port);
		let tries = 0;
		const connected = serasaOf(serasa, {}, {
			send: async (request) => {
				if (!request.url.includes('creditreport')) return await send(request);
				tries += 1;
				throw unreachable;
			},
		});
		await expect(connected.lookUp(person(1))).rejects.toMatchObject({ kind: 'unreachable', perhapsCharged: false });
		expect(tries).toBe(6);
	});
});

describe('a contract with Serasa Experian', () => {
	it('names what is missing before anything is asked', () => {
		expect(() => bureau({ clientId: ' ' })).toThrow('Credencial da Serasa: preencha o campo "Client ID".');
		expect(() => bureau({ clientSecret: 'a\nb' })).toThrow('Client Secret');
		expect(() => bureau({ companyReport: '' }).purchase('cnpj')).toThrow('nenhum CNPJ é consultado');
		expect(() => bureau({ personPrice: 0 }).purchase('cpf')).toThrow('Price of a Person (CPF)');
		for (const personPrice of [0, 2.5]) expect(bureau({ personPrice, environment: 'test' }).purchase('cpf')).toEqual({ product: 'RELATORIO_BASICO_PF_PME', cents: 0 });
		expect(bureau().purchase('cnpj')).toEqual({ product: 'RELATORIO_BASICO_PJ_PME', cents: 700 });
		expect(serasa.requests).toEqual([]);
	});
});
