import type { IDataObject } from 'n8n-workflow';
import { bureauNode, useBureaus } from '../../support/n8nCoreBureau';
import { atNoon, goToDay, importRows, newAccount, newPostgresAccount, sheetRow } from '../../support/n8nCoreAccount';
import { everythingIn } from '../../support/n8nCoreAsaas';
import { company, person } from '../../support/bureau';

atNoon();
const bureaus = useBureaus();

const ANA = person(1).value;
const BIA = person(2).value;
const SHOP = company(1).value;
const lookUp = async (items: IDataObject[], parameters: IDataObject = {}) => await bureauNode('report.lookUp', bureaus().credentials, { monthlyBudget: 100, ...parameters } as never, items);

describe('Look Up', () => {
	it('gives the report, the summary, what it cost and what is left; the second time from the ledger', async () => {
		const { json, error } = await lookUp([{ cpf_cnpj: ANA, pedido: 7 }, { cpf_cnpj: SHOP }]);
		expect(error).toBeNull();
		expect(json[1]).toEqual([]);
		expect(json[0][0]).toMatchObject({
			pedido: 7,
			creditReport: { providerLabel: 'Serasa Experian', document: ANA, score: { value: 700 }, restrictions: [] },
			creditSummary: { restricted: false, score: { value: 700, bureau: 'Serasa Experian' }, restrictedAmount: 0 },
			flag: { changed: false, text: expect.stringMatching(/primeira consulta/) },
			fromCache: false,
			cost: 2.5,
			budget: { month: '2026-11', monthly: 100, spent: 9.5, left: 90.5 },
			knownCustomer: null,
			missingBureaus: [],
		});
		expect(json[0][1]).toMatchObject({ creditReport: { document: SHOP, company: { legalName: 'EMPRESA DE TESTE LTDA' } }, cost: 7 });
		const again = await lookUp([{ document: ANA }]);
		expect(again.json[0][0]).toMatchObject({ fromCache: true, cost: 0, budget: { spent: 9.5 } });
		expect([bureaus().serasa.charged(), bureaus().serasa.logins()]).toEqual([2, 1]);
		expect(JSON.stringify(json)).not.toContain('undefined');
	});

	it('asks once about a document of several items, whatever its punctuation', async () => {
		const { json, outputs } = await lookUp([{ cpf_cnpj: ANA }, { cpf_cnpj: `${ANA.slice(0, 3)}.${ANA.slice(3, 6)}.${ANA.slice(6, 9)}-${ANA.slice(9)}` }, { cpf_cnpj: BIA }]);
		expect(json[0].map(({ cost, creditReport }) => [cost, (creditReport as IDataObject).document])).toEqual([[2.5, ANA], [0, ANA], [2.5, BIA]]);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(bureaus().serasa.charged()).toBe(2);
	});

	it('links the report to the customer of the ledger, who may be named by email, too', async () => {
		const { credentials } = bureaus();
		const [invoice] = await importRows(credentials, [sheetRow('A', { cpf_cnpj: ANA }), sheetRow('B')]);
		const { json } = await lookUp([invoice, { email: 'ca@example.com' }, { email: 'cb@example.com' }, { email: 'nobody@example.com' }]);
		expect(json[0].map(({ knownCustomer }) => (knownCustomer as IDataObject).name)).toEqual(['Cliente A', 'Cliente A']);
		expect(json[1]).toMatchObject([{ row: 3, code: 'no_document' }, { row: 4, code: 'no_document', reason: expect.stringContaining('não está no livro') }]);
		const listed = await bureauNode('report.getLookups', credentials);
		expect(listed.json[0]).toMatchObject([{ customer: { name: 'Cliente A' } }]);
	});

	it('tells what is wrong item by item, and goes on with the rest', async () => {
		bureaus().serasa.know(BIA, { document: ANA });
		const { json } = await lookUp([{ cpf_cnpj: '111.111.111-11' }, { cpf_cnpj: ANA }, { cpf_cnpj: BIA }, {}]);
		expect(json[0]).toHaveLength(1);
		expect(json[1].map(({ row, code }) => [row, code])).toEqual([[1, 'bad_document'], [3, 'other_document'], [4, 'no_document']]);
		for (const { reason, original } of json[1]) expect([typeof reason, typeof original]).toEqual(['string', 'object']);
	});

	it('sends what the budget does not reach to Problems, each with its reason', async () => {
		const documents = [1, 2, 3, 4].map((number) => ({ cpf_cnpj: person(number).value }));
		const { json } = await lookUp(documents, { monthlyBudget: 6 });
		expect(json.map((items) => items.length)).toEqual([2, 2]);
		expect(json[1]).toMatchObject([{ row: 3, code: 'budget_exhausted' }, { row: 4, code: 'budget_exhausted', reason: expect.stringContaining('orçamento de consultas do mês acabou') }]);
		goToDay(30);
		expect((await lookUp(documents.slice(2), { monthlyBudget: 6 })).json[0]).toHaveLength(2);
	});

	it('asks nobody in a dry run, nor about items of one', async () => {
		const dry = await lookUp([{ cpf_cnpj: ANA }, { cpf_cnpj: BIA }], { dryRun: true });
		expect(dry.json[0]).toMatchObject([
			{ dryRun: true, cost: 2.5, lookupPlan: [{ bureau: 'serasa', action: 'ask', cost: 2.5 }], message: expect.stringContaining('nada foi consultado: Serasa Experian seria consultado') },
			{ cost: 2.5 },
		]);
		await lookUp([{ cpf_cnpj: ANA, dryRun: true }]);
		expect(bureaus().serasa.requests).toEqual([]);
		expect((await bureauNode('report.getLookups', bureaus().credentials)).json[0]).toEqual([]);
	});

	it('asks several bureaus and gives the worst of them', async () => {
		bureaus().spc.know(ANA, { score: 100, debts: { protesto: { count: 1, amount: '50.00' } } });
		const { json } = await lookUp([{ cpf_cnpj: ANA }], { bureaus: ['serasa', 'spc', 'http'], ask: 'all' });
		expect(json[0][0]).toMatchObject({
			cost: 7,
			creditSummary: { bureaus: ['Serasa Experian', 'SPC Brasil', 'Bureau Exemplo'], restricted: true, score: { value: 100, bureau: 'SPC Brasil' }, restrictedAmount: 50 },
			creditReports: [{ provider: 'serasa' }, { provider: 'spc', restrictions: [{ kind: 'protest', count: 1, amount: 50 }] }, { provider: 'http:bureau-exemplo' }],
		});
	});

	it('tells that nothing is told of restrictions, which is not that there are none', async () => {
		bureaus().serasa.fail({ path: /creditreport/, body: JSON.stringify({ reports: [{ registration: { documentNumber: ANA, statusRegistration: 'REGULAR' }, score: { score: 820 } }] }) });
		const { json } = await lookUp([{ cpf_cnpj: ANA }]);
		expect(json[0][0]).toMatchObject({ creditReport: { score: { value: 820 }, restrictions: null }, creditSummary: { restricted: null, restrictions: null, restrictedAmount: null } });
	});

	it('goes on to the next bureau when the first gives nothing', async () => {
		bureaus().serasa.fail({ path: /creditreport/, status: 404 });
		const { json } = await lookUp([{ cpf_cnpj: ANA }], { bureaus: ['serasa', 'spc'] });
		expect(json[0][0]).toMatchObject({ creditReport: { provider: 'spc' }, cost: 3, missingBureaus: [{ bureau: 'serasa', code: 'not_found' }] });
	});

	it('raises the flag for who stands worse than before', async () => {
		await lookUp([{ cpf_cnpj: ANA }]);
		bureaus().serasa.know(ANA, { debts: { pefin: { count: 1, balance: 99.9 } } });
		goToDay(40);
		expect((await lookUp([{ cpf_cnpj: ANA }])).json[0][0].flag).toEqual({ changed: true, text: expect.stringMatching(/^Piorou desde a consulta de 24\/11\/2026: apareceu Pefin/) });
	});

	it('keeps the answer itself only with a secret, and shows it nowhere', async () => {
		const { credentials, serasa } = bureaus();
		expect((await lookUp([{ cpf_cnpj: ANA }], { keepRaw: true })).error?.message).toContain('Encryption Secret');
		expect(serasa.requests).toEqual([]);
		const withSecret = { ...credentials, cobrancaAccountApi: { ...credentials.cobrancaAccountApi, encryptionSecret: 'um segredo de verdade' } };
		const run = await bureauNode('report.lookUp', withSecret, { monthlyBudget: 100, keepRaw: true }, [{ cpf_cnpj: ANA }]);
		const stored = await bureauNode('report.get', withSecret, {}, [{ cpf_cnpj: ANA }]);
		expect(run.json[0]).toHaveLength(1);
		expect(everythingIn([run, stored])).not.toMatch(/BELTRANA|um segredo de verdade/);
	});

	it('says what to correct, before anything is asked and without any secret', async () => {
		const { credentials, serasa } = bureaus();
		const of = async (changes: IDataObject, parameters: IDataObject = {}) =>
			(await bureauNode('report.lookUp', { ...credentials, cobrancaSerasaApi: { ...credentials.cobrancaSerasaApi, ...changes } } as never, { monthlyBudget: 100, ...parameters } as never, [{ cpf_cnpj: ANA }]));
		expect((await of({ clientSecret: 'x y\u0007' })).error?.message).toContain('Client Secret');
		expect((await of({}, { purpose: 'other' })).error?.message).toContain('Purpose in Words');
		expect((await of({ personPrice: 0 })).json[1]).toMatchObject([{ code: 'not_contracted', reason: expect.stringContaining('Price of a Person (CPF)') }]);
		expect(serasa.requests).toEqual([]);
		const refused = await of({ clientSecret: 'outro-segredo-errado' });
		expect(refused.json[1]).toMatchObject([{ code: 'unauthorized' }]);
		expect(everythingIn(refused)).not.toContain('outro-segredo-errado');
		expect(everythingIn(refused)).not.toMatch(/Basic /);
	});

	it('of a test environment is marked, costs nothing, and is decided on only as the item brings it, keeping nothing', async () => {
		const { credentials, serasa, spc } = bureaus();
		const inTest = { ...credentials, cobrancaSerasaApi: { ...credentials.cobrancaSerasaApi, environment: 'test' } };
		serasa.know(ANA, { score: 900 });
		const { json } = await bureauNode('report.lookUp', inTest, { monthlyBudget: 0 }, [{ cpf_cnpj: ANA, valor_pedido: 100 }]);
		expect(json[0]).toMatchObject([{ cost: 0, creditReport: { environment: 'test' }, creditReports: [{ environment: 'test' }], creditSummary: { environment: 'test' }, flag: { text: expect.stringContaining('dados são inventados') } }]);
		const decided = await bureauNode('decision.decide', credentials, { writeLimit: true, decisionOutputs: 'one' }, [...json[0], { cpf_cnpj: ANA, valor_pedido: 100 }]);
		expect(decided.json[0]).toMatchObject([
			{ dryRun: true, creditDecision: { id: null, environment: 'test', decision: 'approve', limitWritten: false, reasons: { 0: expect.stringMatching(/^ATENÇÃO, TESTE/) } } },
			{ creditDecision: { id: 1, environment: 'production', decision: 'ask_person', row: { name: 'Sem consulta a bureau' } } },
		]);
		expect((await bureauNode('report.get', credentials, {}, [{ cpf_cnpj: ANA }])).json[1]).toMatchObject([{ code: 'no_report' }]);
		const shown = await bureauNode('report.get', credentials, { environment: 'test' }, [{ cpf_cnpj: ANA, valor_pedido: 100 }]);
		expect(shown.json[0]).toMatchObject([{ creditReports: [{ environment: 'test', score: { value: 900 } }] }]);
		expect((await bureauNode('decision.decide', credentials, {}, shown.json[0])).json[0]).toMatchObject([{ dryRun: true, creditDecision: { environment: 'test' } }]);
		// Of a report that was erased meanwhile, and of one about somebody else, nothing is left to decide on: invented it is all the same.
		const lost = await bureauNode('decision.decide', credentials, {}, [{ ...json[0][0], cpf_cnpj: BIA }, { cpf_cnpj: BIA, creditReport: { environment: 'test' } }, { cpf_cnpj: BIA, creditSummary: { environment: 'test' } }]);
		expect(lost.json[2].map(({ creditDecision }) => (creditDecision as IDataObject).environment)).toEqual(['test', 'test', 'test']);
		const real = await lookUp([{ cpf_cnpj: ANA }], { bureaus: ['serasa'] });
		expect(real.json[0]).toMatchObject([{ fromCache: false, cost: 2.5, creditReport: { environment: 'production' }, budget: { spent: 2.5 } }]);
		expect(spc.requests).toEqual([]);
		const listed = await bureauNode('report.getLookups', credentials);
		expect(listed.json[0].map(({ lookup }) => (lookup as IDataObject).environment)).toEqual(['production', 'test', 'test']);
		expect((await bureauNode('report.getUsage', credentials)).json[0]).toMatchObject([{ lookups: 1, testLookups: 1, cost: 2.5, byBureau: [{ name: 'serasa', lookups: 1, testLookups: 1, cost: 2.5 }] }]);
	});

	it('works on PostgreSQL', async () => {
		const credentials = { ...bureaus().credentials, cobrancaAccountApi: newPostgresAccount() };
		const { json, error } = await bureauNode('report.lookUp', credentials, { monthlyBudget: 5, bureaus: ['spc'] }, [{ cpf_cnpj: ANA }, { cpf_cnpj: BIA }]);
		expect([error, json.map((items) => items.length)]).toEqual([null, [1, 1]]);
	});
});

describe('answers over the wire', () => {
	it('a SOAP fault, JSON in pieces, nothing at all and a flood', async () => {
		const { spc, generic } = bureaus();
		const codeOf = async (bureau: string, number: number) => (await lookUp([{ cpf_cnpj: person(number).value }], { bureaus: [bureau] })).json[1][0]?.code;
		spc.fail({ status: 500, body: '<S:Envelope xmlns:S="urn:s"><S:Body><S:Fault><faultstring>39 - O operador não possui acesso ao produto.</faultstring></S:Fault></S:Body></S:Envelope>' });
		expect(await codeOf('spc', 1)).toBe('refused');
		generic.fail({ kind: 'cut' });
		expect(await codeOf('http', 2)).toBe('unclear');
		generic.fail({ kind: 'reset' });
		expect(await codeOf('http', 3)).toBe('unclear');
		spc.fail({ body: `<a>${'x'.repeat(6_000_000)}</a>` });
		expect(await codeOf('spc', 4)).toBe('unclear');
		generic.fail({ status: 302, body: '' });
		expect(await codeOf('http', 5)).toBe('refused');
	});
});

describe('what is kept', () => {
	it('Get Stored reads the newest report of each bureau, and asks nobody', async () => {
		await lookUp([{ cpf_cnpj: ANA }], { bureaus: ['serasa', 'spc'], ask: 'all' });
		goToDay(3);
		const before = bureaus().serasa.requests.length;
		const { json } = await bureauNode('report.get', bureaus().credentials, {}, [{ cpf_cnpj: ANA }, { cpf_cnpj: BIA }]);
		expect(json[0]).toMatchObject([{ ageDays: 3, fromCache: true, cost: 0, creditSummary: { score: { value: 640 } } }]);
		expect((json[0][0].creditReports as IDataObject[]).map(({ provider }) => provider).sort()).toEqual(['serasa', 'spc']);
		expect(json[1]).toMatchObject([{ row: 2, code: 'no_report' }]);
		expect(bureaus().serasa.requests).toHaveLength(before);
	});

	it('each use of a stored report is listed with its purpose, costs nothing and is no lookup', async () => {
		const { credentials } = bureaus();
		await lookUp([{ cpf_cnpj: ANA }]);
		await lookUp([{ cpf_cnpj: ANA }], { purpose: 'listing' });
		await bureauNode('report.get', credentials, { purpose: 'other', purposeNote: 'pedido de acesso da titular' }, [{ cpf_cnpj: ANA }, { cpf_cnpj: BIA }]);
		const listed = await bureauNode('report.getLookups', credentials);
		expect(listed.json[0].map(({ lookup }) => lookup)).toMatchObject([
			{ purpose: 'other', purposeNote: 'pedido de acesso da titular', cost: 0, fromCache: true, reusedLookupId: 1 },
			{ purposeText: 'negativação', cost: 0, fromCache: true, reusedLookupId: 1, state: 'answered' },
			{ id: 1, purpose: 'credit_decision', cost: 2.5, fromCache: false, reusedLookupId: null },
		]);
		expect((await bureauNode('report.getUsage', credentials)).json[0][0]).toMatchObject({
			lookups: 1,
			reusedReports: 2,
			cost: 2.5,
			byPurpose: [{ name: 'concessão de crédito', lookups: 1, reusedReports: 0, cost: 2.5 }, { name: 'negativação', lookups: 0, reusedReports: 1, cost: 0 }, { name: 'outra finalidade', lookups: 0, reusedReports: 1, cost: 0 }],
		});
		expect((await bureauNode('report.get', credentials, { purpose: 'other' }, [{ cpf_cnpj: ANA }])).error?.message).toContain('Purpose in Words');
	});

	it('an unknown lookup is listed, counts, and is settled; then the document may be asked about', async () => {
		const { credentials, serasa } = bureaus();
		serasa.fail({ path: /creditreport/, kind: 'resetAfterWork' });
		expect((await lookUp([{ cpf_cnpj: ANA }])).json[1]).toMatchObject([{ code: 'unclear', bureaus: [{ lookupId: expect.any(Number) }] }]);
		expect((await lookUp([{ cpf_cnpj: ANA }])).json[1]).toMatchObject([{ code: 'unresolved' }]);
		const usage = await bureauNode('report.getUsage', credentials, { monthlyBudget: 10 });
		expect(usage.json[0][0]).toMatchObject({ month: '2026-11', lookups: 1, cost: 2.5, budget: { monthly: 10, left: 7.5 }, byBureau: [{ name: 'serasa', lookups: 1, cost: 2.5 }], byPurpose: [{ name: 'concessão de crédito' }], unknown: [{ state: 'unknown' }] });
		const unknown = await bureauNode('report.getUnknown', credentials);
		expect(JSON.stringify(unknown.json)).not.toContain(ANA);
		const settled = await bureauNode('report.settle', credentials, { verdict: 'not_charged', note: 'vi na fatura' }, [...unknown.json[0], {}, { lookup: { id: 99 } }]);
		expect(settled.json[0]).toMatchObject([{ lookup: { state: 'refused', settledNote: 'vi na fatura' } }]);
		expect(settled.json[1].map(({ row }) => row)).toEqual([2, 3]);
		expect((await lookUp([{ cpf_cnpj: ANA }])).json[0]).toHaveLength(1);
		expect((await bureauNode('report.getUsage', credentials, { month: '10/2026' })).json[0][0]).toMatchObject({ month: '2026-10', lookups: 0, cost: 0, budget: null });
		expect((await bureauNode('report.getUsage', credentials, { month: 'ontem' })).error?.message).toContain('"ontem" não é um mês');
	});

	it('is erased when it is old, or when somebody asks for it; its cost stays', async () => {
		const { credentials } = bureaus();
		await lookUp([{ cpf_cnpj: ANA }, { cpf_cnpj: BIA }]);
		goToDay(5);
		const asked = await bureauNode('report.erase', credentials, { erase: 'items' }, [{ cpf_cnpj: ANA }, { cpf_cnpj: 'x' }]);
		expect(asked.json).toMatchObject([[{ erased: 1 }], [{ row: 2, code: 'bad_document' }]]);
		expect((await bureauNode('report.get', credentials, {}, [{ cpf_cnpj: ANA }, { cpf_cnpj: BIA }])).json.map((items) => items.length)).toEqual([1, 1]);
		expect((await bureauNode('report.erase', credentials, { olderThanDays: 5 })).json[0]).toEqual([{ erased: 0, message: 'Relatórios apagados: 0.' }]);
		expect((await bureauNode('report.erase', credentials, { olderThanDays: 4 })).json[0]).toEqual([{ erased: 1, message: 'Relatórios apagados: 1.' }]);
		expect((await bureauNode('report.getUsage', credentials)).json[0][0]).toMatchObject({ lookups: 2, cost: 5 });
		expect((await lookUp([{ cpf_cnpj: BIA }])).json[0][0]).toMatchObject({ fromCache: false, flag: { text: expect.stringContaining('primeira consulta') } });
	});

	it('of one creditor is not another’s', async () => {
		await lookUp([{ cpf_cnpj: ANA }]);
		const other = { ...bureaus().credentials, cobrancaAccountApi: newAccount() };
		expect((await bureauNode('report.get', other, {}, [{ cpf_cnpj: ANA }])).json[1]).toMatchObject([{ code: 'no_report' }]);
	});
});
