import { sql } from 'kysely';
import { Lookups, type LookupPolicy, type LookupResult } from '../../../../core/bureau/lookUp';
import { rehearseLookups } from '../../../../core/bureau/rehearse';
import { Vault } from '../../../../core/bureau/vault';
import type { Bureau } from '../../../../core/bureau/Bureau';
import type { TaxDocument } from '../../../../core/documents/document';
import type { Ledger } from '../../../../core/ledger/Ledger';
import { markAbandonedLookups } from '../../../../core/ledger/bureau/abandoned';
import { eraseReports } from '../../../../core/ledger/bureau/eraseReports';
import { finishLookup } from '../../../../core/ledger/bureau/finishLookup';
import { listLookups } from '../../../../core/ledger/bureau/listLookups';
import { newestReports, reportsByIds } from '../../../../core/ledger/bureau/reports';
import { settleLookup } from '../../../../core/ledger/bureau/settleLookup';
import { takeLookup } from '../../../../core/ledger/bureau/takeLookup';
import { spentIn, usageOf } from '../../../../core/ledger/bureau/usage';
import { MIGRATIONS } from '../../../../core/ledger/migrations';
import { openLedger } from '../../../../core/ledger/open';
import { startSerasa, type SerasaDouble } from '../../../doubles/bureau/serasa';
import { fault, startSpc, type SpcDouble } from '../../../doubles/bureau/spc';
import { company, person, serasaCredential, serasaOf, spcOf } from '../../../support/bureau';
import { FakeClock } from '../../../support/gateway';
import { NOON } from '../../../support/invoices';
import { CREDITOR, newPlace, onBothEngines } from '../../../support/ledgers';
import { startChild } from '../../../support/workers/child';
import type { LookUpWork } from '../../../support/workers/lookUp';

const POLICY: LookupPolicy = { ask: 'first', maxAgeDays: 30, budgetCents: 10_000, purpose: 'credit_decision', purposeNote: null, vault: null };
const ZONE = 'America/Sao_Paulo';
const MONTH = '2026-11';
const DAY_MS = 24 * 60 * 60_000;

let serasa: SerasaDouble;
let spc: SpcDouble;
let clock: FakeClock;
beforeEach(async () => {
	clock = new FakeClock();
	serasa = await startSerasa({ now: clock.date });
	spc = await startSpc();
});
afterEach(async () => {
	await serasa.stop();
	await spc.stop();
});

async function lookUp(ledger: Ledger, documents: TaxDocument[], changes: Partial<LookupPolicy> = {}, bureaus: Bureau[] = [serasaOf(serasa, {}, {}, clock)]): Promise<LookupResult[]> {
	const lookups = new Lookups(ledger, bureaus, { ...POLICY, ...changes }, { clock: clock.date, sleep: clock.sleep, timeZone: ZONE });
	return await lookups.each(documents.map((document) => ({ document, customerId: null })));
}

/** `asked`, `cached`, or why there is no report. */
const ends = (results: LookupResult[]) => results.map(({ found, failures }) => (found.length === 0 ? failures.map(({ code }) => code).join() : found.map(({ fromCache }) => (fromCache ? 'cached' : 'asked')).join()));
const states = async (ledger: Ledger) => (await listLookups(ledger.db, {})).map(({ state }) => state).reverse();

onBothEngines('a lookup', (open, engine) => {
	it('is asked once, kept with its purpose and price, and taken from the ledger until it is too old', async () => {
		const ledger = await open();
		const [first] = await lookUp(ledger, [person(1)], { purpose: 'collection', purposeNote: 'dívida da nota 12' });
		expect(first.found[0]).toMatchObject({ fromCache: false, cents: 250, flag: { changed: false }, stored: { answeredOn: '2026-11-24', report: { document: person(1).value } } });
		expect(ends(await lookUp(ledger, [person(1), person(2)]))).toEqual(['cached', 'asked']);
		expect(await listLookups(ledger.db, {})).toMatchObject([
			{ document: person(1).value, purpose: 'credit_decision', cost_cents: 0, reused_lookup_id: 1 },
			{ document: person(2).value, purpose: 'credit_decision', reused_lookup_id: null },
			{ document: person(1).value, purpose: 'collection', purpose_note: 'dívida da nota 12', cost_cents: 250, month: MONTH, state: 'answered', provider: 'serasa', product: 'RELATORIO_BASICO_PF_PME', reused_lookup_id: null },
		]);
		clock.advance(31 * DAY_MS);
		expect(ends(await lookUp(ledger, [person(1)]))).toEqual(['asked']);
		expect(ends(await lookUp(ledger, [person(1)], { maxAgeDays: 0 }))).toEqual(['asked']);
		expect(serasa.charged()).toBe(4);
		expect((await newestReports(ledger.db, engine, [person(1).value, person(2).value])).get(person(1).value)).toHaveLength(1);
	});

	it('that a stored report answers is written down with what it is for, and costs nothing', async () => {
		const ledger = await open();
		const { id: customerId } = await ledger.db.insertInto('customers').values({ key: 'x', name: 'Ana', document: person(1).value, created_at: '', updated_at: '' }).returning('id').executeTakeFirstOrThrow();
		await lookUp(ledger, [person(1), person(2), person(3)], { budgetCents: 750 });
		clock.advance(10 * DAY_MS);
		const lookups = new Lookups(ledger, [serasaOf(serasa, {}, {}, clock), spcOf(spc)], { ...POLICY, budgetCents: 0, purpose: 'listing', purposeNote: 'nota 12' }, { clock: clock.date, sleep: clock.sleep, timeZone: ZONE });
		expect(ends(await lookups.each([{ document: person(1), customerId }, { document: person(2), customerId: null }, { document: person(4), customerId: null }]))).toEqual(['cached', 'cached', 'budget_exhausted,budget_exhausted']);
		const reused = (await listLookups(ledger.db, { month: '2026-12' })).sort((one, other) => Number(one.reused_lookup_id) - Number(other.reused_lookup_id));
		const use = { provider: 'serasa', product: 'RELATORIO_BASICO_PF_PME', purpose: 'listing', purpose_note: 'nota 12', cost_cents: 0, state: 'answered', asked_at: clock.date().toISOString(), finished_at: clock.date().toISOString(), is_test: 0 };
		expect(reused).toMatchObject([
			{ ...use, document: person(1).value, customer_name: 'Ana', reused_lookup_id: 1 },
			{ ...use, document: person(2).value, customer_name: null, reused_lookup_id: 2 },
		]);
		expect(await usageOf(ledger.db, '2026-12')).toMatchObject([{ purpose: 'listing', isReuse: true, count: 2, cents: 0 }]);
		expect(await usageOf(ledger.db, MONTH)).toMatchObject([{ purpose: 'credit_decision', isReuse: false, count: 3, cents: 750 }]);
		expect([await spentIn(ledger.db, MONTH), await spentIn(ledger.db, '2026-12')]).toEqual([750, 0]);
		// With the report its uses are forgotten, those of others stay.
		expect(await eraseReports(ledger, { documents: [person(1).value] })).toMatchObject({ reports: 1 });
		const left = async () => (await listLookups(ledger.db, { month: '2026-12' })).map(({ document, customer_id, purpose, purpose_note }) => [document, customer_id, purpose, purpose_note]);
		expect((await left()).sort()).toEqual([['', null, 'listing', null], [person(2).value, null, 'listing', 'nota 12']]);
		expect(await eraseReports(ledger, { answeredBefore: '2026-11-25' })).toMatchObject({ reports: 2 });
		expect((await left()).map(([document]) => document)).toEqual(['', '']);
	});

	it('for something else than credit is taken for that alone, and of what was bought for credit takes nothing', async () => {
		const ledger = await open();
		const audit = { purpose: 'other', purposeNote: 'auditoria interna' } as const;
		await lookUp(ledger, [person(1)], audit);
		await lookUp(ledger, [person(2)], { purpose: 'collection' });
		const [forAudit, forCredit] = [await lookUp(ledger, [person(1), person(2)], audit), await lookUp(ledger, [person(1), person(2)], { purpose: 'fraud_prevention' })];
		expect([ends(forAudit), ends(forCredit)]).toEqual([['cached', 'asked'], ['asked', 'cached']]);
		expect(ends(await lookUp(ledger, [person(1)], { ...audit, purposeNote: 'seleção de pessoal' }))).toEqual(['asked']);
		// The newest that fits, though a newer one is there.
		const [again] = await lookUp(ledger, [person(1)], audit);
		expect(again.found[0]).toMatchObject({ fromCache: true, stored: { lookupId: 1 } });
		expect(serasa.charged()).toBe(5);
	});

	it('of another product is another one', async () => {
		const ledger = await open();
		await lookUp(ledger, [person(1)]);
		expect(ends(await lookUp(ledger, [person(1)], {}, [serasaOf(serasa, { personReport: 'RELATORIO_AVANCADO_PF_PME' }, {}, clock)]))).toEqual(['asked']);
		expect(ends(await lookUp(ledger, [company(1)]))).toEqual(['asked']);
	});

	it('stops before the budget is exceeded: the first of the list are asked, the others say why not', async () => {
		const ledger = await open();
		const results = await lookUp(ledger, [1, 2, 3, 4, 5, 6].map(person), { budgetCents: 1_000 });
		expect(ends(results)).toEqual(['asked', 'asked', 'asked', 'asked', 'budget_exhausted', 'budget_exhausted']);
		expect(results[5].failures[0].reason.replaceAll('\u00a0', ' ')).toContain('R$ 10,00 de R$ 10,00 já foram usados, e esta consulta custa R$ 2,50');
		expect([await spentIn(ledger.db, MONTH), serasa.charged()]).toEqual([1_000, 4]);
		expect(ends(await lookUp(ledger, [person(1), person(7)], { budgetCents: 1_000 }))).toEqual(['cached', 'budget_exhausted']);
	});

	it('counts in the month of the creditor, not in that of Greenwich', async () => {
		const ledger = await open();
		clock.advance(Date.parse('2026-12-01T02:30:00.000Z') - NOON.getTime());
		await lookUp(ledger, [person(1)]);
		clock.advance(60 * 60_000);
		await lookUp(ledger, [person(2)]);
		expect([await spentIn(ledger.db, '2026-11'), await spentIn(ledger.db, '2026-12')]).toEqual([250, 250]);
	});

	it('that was certainly not charged gives its price back', async () => {
		const ledger = await open();
		serasa.fail({ path: /creditreport/, status: 422 });
		expect(ends(await lookUp(ledger, [person(1)], { budgetCents: 250 }))).toEqual(['refused']);
		expect([await states(ledger), await spentIn(ledger.db, MONTH)]).toEqual([['refused'], 0]);
		expect(ends(await lookUp(ledger, [person(1)], { budgetCents: 250 }))).toEqual(['asked']);
	});

	it('that may have been charged counts, is not asked again, and is settled by a person', async () => {
		const ledger = await open();
		serasa.fail({ path: /creditreport/, kind: 'resetAfterWork' });
		const [lost] = await lookUp(ledger, [person(1)]);
		const { lookupId } = lost.failures[0];
		expect(lost.failures[0]).toMatchObject({ code: 'unclear', reason: expect.stringContaining(`resolva a consulta ${lookupId}`) });
		expect(ends(await lookUp(ledger, [person(1)]))).toEqual(['unresolved']);
		expect([await states(ledger), await spentIn(ledger.db, MONTH), serasa.charged()]).toEqual([['unknown'], 250, 1]);
		await settleLookup(ledger, Number(lookupId), 'not_charged', 'vi na fatura', NOON.toISOString());
		await expect(settleLookup(ledger, Number(lookupId), 'charged', null, NOON.toISOString())).rejects.toThrow('não há o que resolver');
		await expect(settleLookup(ledger, 999, 'charged', null, NOON.toISOString())).rejects.toThrow('não está no livro');
		expect(await spentIn(ledger.db, MONTH)).toBe(0);
		expect(ends(await lookUp(ledger, [person(1)]))).toEqual(['asked']);
		expect(await usageOf(ledger.db, MONTH)).toMatchObject([
			{ state: 'answered', count: 1, cents: 250, purpose: 'credit_decision' },
			{ state: 'refused', count: 1, cents: 0 },
		]);
	});

	it('stays charged when a person says so, and the document may be asked about again', async () => {
		const ledger = await open();
		serasa.fail({ path: /creditreport/, kind: 'cut' });
		const [lost] = await lookUp(ledger, [person(1)]);
		expect(await settleLookup(ledger, Number(lost.failures[0].lookupId), 'charged', null, NOON.toISOString())).toMatchObject({ state: 'answered', settled_note: '' });
		expect(ends(await lookUp(ledger, [person(1)]))).toEqual(['asked']);
		expect(await spentIn(ledger.db, MONTH)).toBe(500);
	});

	it('about somebody else keeps nothing of the answer', async () => {
		const ledger = await open();
		serasa.know(person(1).value, { document: person(2).value });
		expect(ends(await lookUp(ledger, [person(1)]))).toEqual(['other_document']);
		expect(await ledger.db.selectFrom('credit_reports').selectAll().execute()).toEqual([]);
		expect(JSON.stringify(await listLookups(ledger.db, {}))).not.toContain(person(2).value);
	});

	it('keeps the answer itself only when asked to, and only encrypted', async () => {
		const ledger = await open();
		const vault = new Vault('um segredo de verdade', '11222333000181');
		await lookUp(ledger, [person(1)]);
		await lookUp(ledger, [person(2)], { vault });
		const rows = await ledger.db.selectFrom('credit_reports').select(['lookup_id', 'raw']).orderBy('id').execute();
		expect(rows[0].raw).toBeNull();
		expect(rows[1].raw).not.toContain('BELTRANA');
		expect(vault.open(String(rows[1].raw), rows[1].lookup_id)).toContain('BELTRANA DE TESTE');
	});

	it('is forgotten with its answer when it is erased, but not what nobody knows the end of', async () => {
		const ledger = await open();
		await lookUp(ledger, [person(1), person(2)], { purposeNote: 'pedido da Ana' });
		serasa.fail({ path: /creditreport/, kind: 'cut' });
		await lookUp(ledger, [person(1)], { maxAgeDays: 0 });
		const decided = { decision: 'refuse', reasons: '["Score 300."]', decided_on: '2026-11-24', decided_at: '2026-11-24T15:00:00.000Z' } as const;
		await ledger.db.insertInto('credit_decisions').values([{ document: person(1).value, ...decided }, { document: person(2).value, ...decided }]).execute();
		expect(await eraseReports(ledger, { documents: [person(1).value, person(9).value] })).toEqual({ reports: 1, decisions: 1 });
		expect(await ledger.db.selectFrom('credit_decisions').select('document').execute()).toEqual([{ document: person(2).value }]);
		expect((await listLookups(ledger.db, {})).map(({ state, document, purpose_note: note }) => [state, document, note])).toEqual([
			['unknown', person(1).value, null],
			['answered', person(2).value, 'pedido da Ana'],
			['answered', '', null],
		]);
		expect(ends(await lookUp(ledger, [person(1)]))).toEqual(['unresolved']);
		expect([await eraseReports(ledger, { answeredBefore: '2026-11-24' }), await eraseReports(ledger, { answeredBefore: '2026-11-25' })].map(({ reports }) => reports)).toEqual([0, 1]);
		expect(await spentIn(ledger.db, MONTH)).toBe(750);
	});

	it('is forgotten with what the bureau and people wrote about it', async () => {
		const ledger = await open();
		const spcAlone = () => [spcOf(spc)];
		spc.fail({ status: 500, body: fault('07 - O CPF 529.982.247-25, de FULANA DE TESTE, é inválido.').body });
		expect(ends(await lookUp(ledger, [person(1)], {}, spcAlone()))).toEqual(['refused']);
		const texts = async () => (await listLookups(ledger.db, {})).map(({ detail, settled_note }) => [detail, settled_note]);
		expect(await texts()).toEqual([['O bureau SPC Brasil recusou a consulta: 07 - O CPF ***.982.247-**, de FULANA DE TESTE, é inválido.', null]]);
		spc.fail({ status: 500, body: fault('00 - Erro interno: FULANA DE TESTE.').body });
		const [lost] = await lookUp(ledger, [person(1)], {}, spcAlone());
		await settleLookup(ledger, Number(lost.failures[0].lookupId), 'not_charged', 'a Fulana, 529.982.247-25, confirmou', NOON.toISOString());
		spc.fail({ status: 500, body: fault('00 - Erro interno: FULANA DE TESTE.').body });
		await lookUp(ledger, [person(1)], {}, spcAlone());
		await eraseReports(ledger, { documents: [person(1).value] });
		expect(await texts()).toEqual([[null, null], [null, null], [null, null]]);
		expect((await listLookups(ledger.db, {})).map(({ state, document }) => [state, document])).toEqual([['unknown', person(1).value], ['refused', ''], ['refused', '']]);
	});

	it('raises the flag against the report before it', async () => {
		const ledger = await open();
		await lookUp(ledger, [person(1)]);
		serasa.know(person(1).value, { score: 300, debts: { notary: { count: 1, balance: 10 } } });
		clock.advance(40 * DAY_MS);
		const [again] = await lookUp(ledger, [person(1)]);
		expect(again.found[0].flag).toMatchObject({ changed: true, text: expect.stringMatching(/24\/11\/2026.*Protestos.*700 para 300/) });
	});
});

onBothEngines('a bureau’s test environment', (open, engine) => {
	const invented = () => [serasaOf(serasa, { environment: 'test' }, {}, clock)];

	it('never answers for the real one, nor the real one for it', async () => {
		const ledger = await open();
		serasa.know(person(1).value, { score: 900 });
		const [first] = await lookUp(ledger, [person(1)], {}, invented());
		expect(first.found[0]).toMatchObject({ fromCache: false, stored: { isTest: true }, flag: { changed: false, text: expect.stringMatching(/^ATENÇÃO, TESTE: estes dados são inventados.*primeira consulta/) } });
		const document = person(1).value;
		expect(await newestReports(ledger.db, engine, [document])).toEqual(new Map());
		serasa.know(person(1).value, { score: 300 });
		const [real] = await lookUp(ledger, [person(1)]);
		expect(real.found[0]).toMatchObject({ fromCache: false, stored: { isTest: false }, flag: { changed: false, text: expect.stringMatching(/^É a primeira consulta/) } });
		expect(ends([...(await lookUp(ledger, [person(1)], {}, invented())), ...(await lookUp(ledger, [person(1)]))])).toEqual(['cached', 'cached']);
		const scoreOf = async (isTest: boolean) => (await newestReports(ledger.db, engine, [document], { isTest })).get(document)?.map((stored) => [stored.isTest, stored.report.score.value]);
		expect([await scoreOf(false), await scoreOf(true)]).toEqual([[[false, 300]], [[true, 900]]]);
		const ids = [first.found[0].stored.id, real.found[0].stored.id];
		expect([...(await reportsByIds(ledger.db, engine, [...ids, 999])).values()].map(({ id, isTest }) => [id, isTest])).toEqual([[ids[0], true], [ids[1], false]]);
		const plans = await rehearseLookups(ledger, invented(), [person(1), person(2)].map((one) => ({ document: one, customerId: null })), { ...POLICY, budgetCents: 0 }, { clock: clock.date, sleep: clock.sleep, timeZone: ZONE });
		expect(plans.flat().map(({ action, cents }) => [action, cents])).toEqual([['use_stored', 0], ['ask', 0]]);
	});

	it('costs nothing and is within any budget', async () => {
		const ledger = await open();
		await lookUp(ledger, [person(1)]);
		expect(ends(await lookUp(ledger, [person(2)], { budgetCents: 0 }, invented()))).toEqual(['asked']);
		expect(await spentIn(ledger.db, MONTH)).toBe(250);
	});

	it('that left a lookup with no known end does not keep the real one from being asked', async () => {
		const ledger = await open();
		serasa.fail({ path: /creditreport/, kind: 'cut' });
		expect(ends(await lookUp(ledger, [person(1)], {}, invented()))).toEqual(['unclear']);
		expect(ends(await lookUp(ledger, [person(1)]))).toEqual(['asked']);
		expect(ends(await lookUp(ledger, [person(1)], {}, invented()))).toEqual(['unresolved']);
	});

	it('is recognised in a ledger of before by what it cost, which was nothing', async () => {
		const place = newPlace(engine);
		const old = await openLedger(place, CREDITOR, MIGRATIONS.slice(0, 6));
		for (const [id, cents] of [[1, 0], [2, 250]]) {
			await sql`insert into bureau_lookups (id, provider, product, document, purpose, cost_cents, month, state, worker, lease_until, asked_at) values (${id}, 'serasa', 'R', ${person(id).value}, 'collection', ${cents}, ${MONTH}, 'answered', 'w', '', '')`.execute(old.db);
			await sql`insert into credit_reports (lookup_id, provider, product, document, answered_at, answered_on, restricted, report) values (${id}, 'serasa', 'R', ${person(id).value}, '2026-11-01T12:00:00.000Z', '2026-11-01', 0, ${JSON.stringify({ document: person(id).value })})`.execute(old.db);
		}
		await old.close();
		const ledger = await open(place);
		const documents = [person(1).value, person(2).value];
		expect([...(await newestReports(ledger.db, engine, documents)).keys()]).toEqual([person(2).value]);
		expect([...(await newestReports(ledger.db, engine, documents, { isTest: true })).keys()]).toEqual([person(1).value]);
	});
});

onBothEngines('several bureaus', (open) => {
	const both = () => [serasaOf(serasa, {}, {}, clock), spcOf(spc)];

	it('one after another: the next only when the one before gives nothing', async () => {
		const ledger = await open();
		serasa.fail({ path: /creditreport/, status: 404 });
		const results = await lookUp(ledger, [person(1), person(2)], {}, both());
		expect(results.map(({ found }) => found[0].stored.report.provider).sort()).toEqual(['serasa', 'spc']);
		expect([serasa.charged(), spc.charged()]).toEqual([1, 1]);
	});

	it('together: each is asked, and what one does not give is told', async () => {
		const ledger = await open();
		const [all] = await lookUp(ledger, [person(1)], { ask: 'all' }, both());
		expect(all.found.map(({ stored }) => stored.report.provider)).toEqual(['serasa', 'spc']);
		const [some] = await lookUp(ledger, [company(1)], { ask: 'all' }, [serasaOf(serasa, { companyReport: '' }, {}, clock), spcOf(spc)]);
		expect([some.found.length, some.failures]).toMatchObject([1, [{ bureau: 'serasa', code: 'not_contracted' }]]);
	});

	it('one that has failed three times is not asked about the rest, and the rest says why', async () => {
		const ledger = await open();
		serasa.fail({ path: /creditreport/, body: '{}', times: 99 });
		const results = await lookUp(ledger, Array.from({ length: 20 }, (_, index) => person(index)));
		const codes = ends(results);
		expect(new Set(codes)).toEqual(new Set(['unreadable', 'not_asked']));
		expect(codes.filter((code) => code === 'unreadable').length).toBeLessThanOrEqual(6);
		expect(results.at(-1)?.failures[0].reason).toContain('Por isso nada foi consultado para este documento.');
	});

	it('a refused login ends that bureau, not the other', async () => {
		const ledger = await open();
		const results = await lookUp(ledger, [1, 2, 3, 4, 5, 6].map(person), {}, [serasaOf(serasa, { clientSecret: 'errado-errado' }, {}, clock), spcOf(spc)]);
		expect(ends(results)).toEqual(['asked', 'asked', 'asked', 'asked', 'asked', 'asked']);
		expect(spc.charged()).toBe(6);
	});

	it('a dry run asks nobody, writes nothing, and says what would be asked and cost', async () => {
		const ledger = await open();
		await lookUp(ledger, [person(1)]);
		const world = { clock: clock.date, sleep: clock.sleep, timeZone: ZONE };
		const requests = [person(1), person(2), person(3)].map((document) => ({ document, customerId: null }));
		const plans = await rehearseLookups(ledger, both(), requests, { ...POLICY, budgetCents: 500 }, world);
		expect(plans.map((plan) => plan.map(({ bureau, action, cents }) => [bureau, action, cents]))).toEqual([
			[['serasa', 'use_stored', 0]],
			[['serasa', 'ask', 250]],
			[['serasa', 'budget_exhausted', 0], ['spc', 'budget_exhausted', 0]],
		]);
		expect((await rehearseLookups(ledger, both(), requests, { ...POLICY, ask: 'all' }, world)).flat().reduce((sum, { cents }) => sum + cents, 0)).toBe(2 * 250 + 3 * 300);
		expect([serasa.charged(), spc.charged(), (await states(ledger)).length]).toEqual([1, 0, 1]);
	});
});

onBothEngines('lookups of several processes', (open, engine) => {
	it('never exceed the budget together, and pay for no document twice', async () => {
		const place = newPlace(engine);
		const ledger = await open(place);
		const real = await startSerasa({ dailyLimit: 10_000 });
		const documents = Array.from({ length: 12 }, (_, index) => person(index));
		const work = (turned: number): LookUpWork => ({ place, port: real.port, credential: serasaCredential(real), documents: [...documents.slice(turned), ...documents.slice(0, turned)], policy: { ask: 'first', maxAgeDays: 30, budgetCents: 2_000, purpose: 'credit_review', purposeNote: null } });
		const children = [0, 4, 8].map((turned) => startChild('lookUp.ts', work(turned)));
		await Promise.all(children.map(async ({ ready }) => await ready));
		const told = (await Promise.all(children.map(async (child) => (await child.work()) as string[]))).flat();
		const asked = told.filter((end) => end === 'asked').length;
		expect([asked, real.charged()]).toEqual([8, 8]);
		expect(new Set(told)).toEqual(new Set(['asked', 'cached', 'budget_exhausted']));
		const lookups = await listLookups(ledger.db, {});
		expect(new Set(lookups.map(({ document }) => document)).size).toBe(8);
		expect(lookups.reduce((sum, { cost_cents }) => sum + cost_cents, 0)).toBe(2_000);
		await real.stop();
	});

	it('are unknown when their process is killed between the question and the answer', async () => {
		const place = newPlace(engine);
		const ledger = await open(place);
		const real = await startSerasa();
		real.fail({ path: /creditreport/, kind: 'hang' });
		const child = startChild('lookUp.ts', { place, port: real.port, credential: serasaCredential(real), documents: [person(1)], policy: { ask: 'first', maxAgeDays: 30, budgetCents: 2_000, purpose: 'collection', purposeNote: null } } satisfies LookUpWork);
		const end = child.work().catch(() => undefined);
		while (!real.requests.some(({ path }) => path.includes('creditreport'))) await new Promise((resolve) => setTimeout(resolve, 20));
		const now = new Date();
		expect(await markAbandonedLookups(ledger.db, now.toISOString())).toBe(0);
		child.process.kill('SIGKILL');
		await child.gone;
		await end;
		const key = { provider: 'serasa', product: 'RELATORIO_BASICO_PF_PME', document: person(1).value, isTest: false };
		const claim = { ...key, customerId: null, purpose: 'collection', purposeNote: null, costCents: 250, budgetCents: 2_000, notBefore: now.toISOString(), timeZone: ZONE } as const;
		expect(await takeLookup(ledger, claim, now)).toMatchObject({ state: 'unresolved' });
		expect(await states(ledger)).toEqual(['unknown']);
		expect(await spentIn(ledger.db, new Date(now.getTime() - 3 * 60 * 60_000).toISOString().slice(0, 7))).toBe(250);
		await real.stop();
	});

	it('take the answer of whoever asks the same', async () => {
		const ledger = await open();
		const now = NOON;
		const key = { provider: 'serasa', product: 'RELATORIO_BASICO_PF_PME', document: person(1).value, isTest: false };
		const claim = { ...key, customerId: null, purpose: 'collection', purposeNote: null, costCents: 250, budgetCents: 2_000, notBefore: now.toISOString(), timeZone: ZONE } as const;
		const first = await takeLookup(ledger, claim, now);
		expect(await takeLookup(ledger, claim, now)).toEqual({ state: 'under_way' });
		const { report } = await serasaOf(serasa, {}, {}, clock).lookUp(person(1));
		const sleep = async (ms: number) => {
			await clock.sleep(ms);
			if ('lookupId' in first && clock.slept.length === 3) await finishLookup(ledger, first.lookupId, { state: 'answered', report: { ...report, answeredAt: clock.date().toISOString() }, raw: null }, clock.date(), ZONE);
		};
		const lookups = new Lookups(ledger, [serasaOf(serasa, {}, {}, clock)], { ...POLICY, maxAgeDays: 0 }, { clock: clock.date, sleep, timeZone: ZONE });
		expect(ends(await lookups.each([{ document: person(1), customerId: null }]))).toEqual(['cached']);
		expect(serasa.charged()).toBe(1);
	});

	it('give up waiting for whoever asks the same, and say so', async () => {
		const ledger = await open();
		const claim = { provider: 'serasa', product: 'RELATORIO_BASICO_PF_PME', document: person(1).value, isTest: false, customerId: null, purpose: 'collection', purposeNote: null, costCents: 250, budgetCents: 2_000, notBefore: NOON.toISOString(), timeZone: ZONE } as const;
		await takeLookup(ledger, claim, NOON);
		expect(ends(await lookUp(ledger, [person(1)]))).toEqual(['under_way']);
		expect(serasa.charged()).toBe(0);
	});
});
