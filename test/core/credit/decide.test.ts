import fc from 'fast-check';
import { RESTRICTION_KINDS, type CreditReport, type Restriction } from '../../../core/bureau/CreditReport';
import { PAYER_PROFILES } from '../../../core/classification/profiles';
import { decideCredit, REVIEW_NOTICE } from '../../../core/credit/decide';
import { DEFAULT_CREDIT_POLICY } from '../../../core/credit/defaultPolicy';
import { bureauFacts, monthsSince, type CreditFacts, type DatedReport, type OwnFacts } from '../../../core/credit/facts';
import { downPaymentCents } from '../../../core/credit/limit';
import { checkPolicy, CREDIT_DECISIONS, type CreditConditions, type CreditRow } from '../../../core/credit/policy';

const TODAY = '2026-11-24';

function report(changes: Partial<CreditReport> = {}): CreditReport {
	return {
		provider: 'serasa',
		providerLabel: 'Serasa Experian',
		product: 'BASICO',
		document: '11144477735',
		name: 'Ana Prado',
		answeredAt: '2026-11-20T12:00:00.000Z',
		registration: { status: 'REGULAR', irregular: false },
		score: scored(800),
		restrictions: [],
		company: null,
		...changes,
	};
}

function scored(value: number | null, message: string | null = null): CreditReport['score'] {
	return { value, min: 0, max: 1000, model: null, defaultRatePercent: null, message };
}

const restriction = (changes: Partial<Restriction> = {}): Restriction => ({ kind: 'commercial_debt', label: 'Pefin', count: 1, cents: 20_000, newestOn: null, ...changes });

const own = (changes: Partial<OwnFacts> = {}): OwnFacts => ({ profile: 'good', overdue: { count: 0, cents: 0, oldestDays: 0 }, openCents: 0, customerSince: '2024-01-10', monthlyPurchasesCents: 200_000, ...changes });

const stored = (reports: readonly CreditReport[], answeredOn = '2026-11-20'): DatedReport[] => reports.map((one) => ({ report: one, answeredOn }));

const facts = (changes: { reports?: CreditReport[]; isTest?: boolean; own?: OwnFacts | null; requestedCents?: number | null } = {}): CreditFacts => ({
	bureau: bureauFacts(stored(changes.reports ?? [report()])),
	isTest: changes.isTest ?? false,
	own: changes.own === undefined ? null : changes.own,
	requestedCents: changes.requestedCents === undefined ? 100_000 : changes.requestedCents,
});

const decide = (changes: Parameters<typeof facts>[0] = {}) => decideCredit(facts(changes), DEFAULT_CREDIT_POLICY, TODAY);

describe('the default table', () => {
	it.each<[string, Parameters<typeof facts>[0], string, string]>([
		['bankruptcy', { reports: [report({ restrictions: [restriction({ kind: 'bankruptcy' })] })] }, 'refuse', 'Falência ou recuperação judicial'],
		['a critical payer', { own: own({ profile: 'critical' }) }, 'refuse', 'Pagador crítico conosco'],
		['31 days overdue with us', { own: own({ overdue: { count: 1, cents: 5_000, oldestDays: 31 } }) }, 'refuse', 'Mais de 30 dias em atraso conosco'],
		['six restrictions', { reports: [report({ restrictions: [restriction({ count: 6, cents: 100 })] })] }, 'refuse', 'Muitas restrições'],
		['restrictions of R$ 10,000', { reports: [report({ restrictions: [restriction({ cents: 1_000_000 })] })] }, 'refuse', 'Restrições de R$ 10.000 ou mais'],
		['a score of 300', { reports: [report({ score: scored(300) })] }, 'refuse', 'Score de risco muito alto'],
		['an irregular document', { reports: [report({ registration: { status: 'PENDENTE', irregular: true } })] }, 'ask_person', 'CPF ou CNPJ irregular na Receita'],
		['no report', { reports: [] }, 'ask_person', 'Sem consulta a bureau'],
		['a bureau that tells no status of the document', { reports: [report({ registration: { status: null, irregular: false } })] }, 'approve', 'Score de risco muito baixo, sem restrição'],
		['a bureau that does not tell of restrictions', { reports: [report({ score: scored(820), restrictions: null })] }, 'ask_person', 'Restrições que o bureau não informa'],
		['a bureau that does, beside one that does not', { reports: [report(), report({ provider: 'spc', restrictions: null })] }, 'approve', 'Score de risco muito baixo, sem restrição'],
		['no score', { reports: [report({ score: scored(null, 'Dados insuficientes') })] }, 'ask_person', 'Sem score'],
		['a protest', { reports: [report({ restrictions: [restriction({ kind: 'protest' })] })] }, 'ask_person', 'Protesto, ação judicial ou cheque sem fundo'],
		['something overdue with us', { own: own({ overdue: { count: 1, cents: 100, oldestDays: 2 } }) }, 'ask_person', 'Em atraso conosco'],
		['no amount, whatever the score', { requestedCents: null, own: own(), reports: [report({ score: scored(820) })] }, 'ask_person', 'Pedido sem valor'],
		['no amount of somebody to refuse', { requestedCents: null, reports: [report({ score: scored(300) })] }, 'refuse', 'Score de risco muito alto'],
		['a large amount', { requestedCents: 2_000_001 }, 'ask_person', 'Pedido acima de R$ 20.000'],
		['a good payer of a year', { own: own(), reports: [report({ score: scored(501) })] }, 'approve', 'Bom pagador conosco há um ano'],
		['a high score', {}, 'approve', 'Score de risco muito baixo, sem restrição'],
		['a fair score', { reports: [report({ score: scored(600) })] }, 'approve_with_down_payment', 'Score de risco baixo, sem restrição'],
		['a low score', { reports: [report({ score: scored(400) })] }, 'approve_with_down_payment', 'Risco alto, com pouca restrição'],
		['one small restriction', { reports: [report({ restrictions: [restriction()] })] }, 'approve_with_down_payment', 'Risco alto, com pouca restrição'],
		['a restriction of unknown amount', { reports: [report({ restrictions: [restriction({ cents: null })] })] }, 'ask_person', 'Nenhuma das anteriores'],
		['a customer nobody has classified', { own: own({ profile: null }) }, 'ask_person', 'Nenhuma das anteriores'],
	])('meets %s', (_name, changes, decision, row) => {
		expect(decide(changes)).toMatchObject({ decision, row: { name: row } });
	});

	it('is a table that makes sense', () => {
		expect(checkPolicy(DEFAULT_CREDIT_POLICY)).toBe(DEFAULT_CREDIT_POLICY);
	});
});

describe('a decision', () => {
	it('tells the amounts, the row, what follows and why the rows before did not fit', () => {
		const decision = decide({ reports: [report({ score: scored(600) })], requestedCents: 100_001 });
		expect(decision).toMatchObject({ downPayment: { percent: 30, cents: 30_000, restCents: 70_001 }, limitCents: 70_001, until: '2027-02-22', row: { number: 17 } });
		expect(decision.reasons.map((text) => text.replaceAll('\u00a0', ' '))).toEqual([
			'Aprovar com entrada. Decidiu a linha 17 (Score de risco baixo, sem restrição): score 600; nenhuma restrição; ainda não é cliente (conta como cliente novo).',
			'Entrada de 30%: R$ 300,00, e R$ 700,01 a prazo.',
			'Limite de R$ 700,01: 70% do pedido. Vale até 22/02/2027.',
			'Consultas usadas: Serasa Experian (20/11/2026).',
			'Ainda não é cliente no livro.',
			REVIEW_NOTICE,
		]);
		expect(decision.passedOver).toHaveLength(16);
		expect(decision.passedOver[15].text).toBe('Linha 16 (Score de risco muito baixo, sem restrição) não serviu: score 600 (a linha é para 701 ou mais).');
	});

	it('gives a limit that holds what is open already, and none that what is open has used up', () => {
		expect(decide({ own: own({ openCents: 300_000 }), requestedCents: 300_000 })).toMatchObject({ decision: 'approve', limitCents: 600_000, until: '2027-05-23' });
		expect(decide({ own: own({ openCents: 300_001 }), requestedCents: 300_000 })).toMatchObject({ row: { name: 'Score de risco muito baixo, sem restrição' }, limitCents: 600_001 });
	});

	it('says of the document only what a bureau told', () => {
		const silent = report({ registration: { status: null, irregular: false } });
		const table: CreditRow[] = [{ name: 'Documento regular', when: { irregular: false }, then: { decision: 'approve' } }];
		const untold = decideCredit(facts({ reports: [silent] }), table, TODAY);
		expect(untold).toMatchObject({ decision: 'ask_person', passedOver: [{ text: 'Linha 1 (Documento regular) não serviu: nenhum bureau disse a situação do documento na Receita.' }] });
		expect(decideCredit(facts({ reports: [silent, report()] }), table, TODAY).reasons[0]).toBe('Aprovar. Decidiu a linha 1 (Documento regular): o documento está regular na Receita ("REGULAR").');
		expect(decide({ reports: [silent] }).passedOver.map(({ text }) => text).join(' ')).not.toMatch(/está regular/);
	});

	it('is a person’s when no row fits, and tells of the law in any case', () => {
		const decision = decideCredit(facts(), [{ name: 'Só quem tem 900', when: { score: { from: 900, to: null } }, then: { decision: 'approve' } }], TODAY);
		expect(decision).toMatchObject({ decision: 'ask_person', row: null, limitCents: null });
		expect(decision.reasons).toContain(REVIEW_NOTICE);
	});

	it('without an amount has a down payment in percent alone', () => {
		const carefree = DEFAULT_CREDIT_POLICY.filter(({ when }) => !when.requestedUntold);
		const decision = decideCredit(facts({ reports: [report({ score: scored(600) })], requestedCents: null }), carefree, TODAY);
		expect(decision).toMatchObject({ downPayment: { percent: 30, cents: null, restCents: null }, limitCents: null, until: null });
		expect(decision.reasons.join(' ')).not.toMatch(/undefined|null|NaN/);
	});
});

describe('each condition of a row', () => {
	const fits = (when: CreditConditions, changes: Parameters<typeof facts>[0] = {}, then: CreditRow['then'] = { decision: 'approve' }) => decideCredit(facts(changes), [{ name: 'a', when, then }], TODAY).row !== null;
	it.each<[CreditConditions, Parameters<typeof facts>[0], Parameters<typeof facts>[0]]>([
		[{ report: 'present' }, {}, { reports: [] }],
		[{ report: 'missing' }, { reports: [] }, {}],
		[{ noScore: true }, { reports: [report({ score: scored(null) })] }, { reports: [report({ score: scored(0) })] }],
		[{ score: { from: 0, to: 500 } }, { reports: [report({ score: scored(0) })] }, { reports: [report({ score: scored(null) })] }],
		[{ irregular: false }, {}, { reports: [] }],
		[{ irregular: false }, {}, { reports: [report({ registration: { status: null, irregular: false } })] }],
		[{ irregular: true }, { reports: [report(), report({ registration: { status: null, irregular: true } })] }, { reports: [report({ registration: { status: null, irregular: false } })] }],
		[{ restrictions: { kinds: [], count: { from: null, to: 0 } } }, {}, { reports: [] }],
		[{ restrictions: { kinds: ['protest'], count: { from: 2, to: null } } }, { reports: [report({ restrictions: [restriction({ kind: 'protest', count: 2 })] })] }, { reports: [report({ restrictions: [restriction({ count: 2 })] })] }],
		[{ restrictions: { kinds: [], cents: { from: null, to: 20_000 } } }, { reports: [report({ restrictions: [restriction()] })] }, { reports: [report({ restrictions: [restriction({ cents: null })] })] }],
		[{ restrictions: { kinds: [], count: { from: null, to: 0 } } }, {}, { reports: [report({ restrictions: null })] }],
		[{ restrictions: { kinds: ['protest'], cents: { from: null, to: 100 } } }, {}, { reports: [report({ restrictions: null })] }],
		[{ restrictionsUntold: true }, { reports: [report({ restrictions: null })] }, {}],
		[{ profiles: ['new'] }, {}, { own: own() }],
		[{ profiles: ['good'] }, { own: own() }, { own: own({ profile: null }) }],
		[{ overdue: { days: { from: 10, to: null } } }, { own: own({ overdue: { count: 1, cents: 1, oldestDays: 10 } }) }, {}],
		[{ overdue: { cents: { from: null, to: 0 } } }, {}, { own: own({ overdue: { count: 1, cents: 1, oldestDays: 10 } }) }],
		[{ monthsAsCustomer: { from: 12, to: null } }, { own: own({ customerSince: '2025-11-24' }) }, { own: own({ customerSince: '2025-11-25' }) }],
		[{ requestedUntold: true }, { requestedCents: null }, {}],
		[{ requested: { from: null, to: 100_000 } }, {}, { requestedCents: null }],
	])('%j holds and does not', (when, holds, doesNot) => {
		expect(fits(when, holds)).toBe(true);
		expect(fits(when, doesNot)).toBe(false);
	});

	it('an amount within the limit counts what is open, less the down payment', () => {
		const then: CreditRow['then'] = { decision: 'approve_with_down_payment', downPaymentPercent: 50, limit: { kind: 'fixed', cents: 60_000 } };
		expect(fits({ withinLimit: true }, { own: own({ openCents: 10_000 }) }, then)).toBe(true);
		expect(fits({ withinLimit: true }, { own: own({ openCents: 10_001 }) }, then)).toBe(false);
		expect(fits({ withinLimit: true }, { own: null }, { decision: 'approve', limit: { kind: 'monthly_purchases', times: 3 } })).toBe(false);
	});
});

describe('several reports', () => {
	it('are dated by the creditor’s day, not by that of UTC', () => {
		const evening = report({ answeredAt: '2026-11-21T01:30:00.000Z' });
		expect(bureauFacts(stored([evening], '2026-11-20'))?.sources).toEqual(['Serasa Experian (20/11/2026)']);
	});

	it('count as the worst of them, not as their sum, on one scale', () => {
		const spc = report({ provider: 'spc', providerLabel: 'SPC Brasil', score: { ...scored(50), max: 100 }, restrictions: [restriction({ count: 2, cents: null }), restriction({ kind: 'protest', count: 1, cents: 5 })] });
		expect(bureauFacts(stored([report({ restrictions: [restriction({ count: 1, cents: 300 })] }), spc]))).toMatchObject({
			score: 500,
			restrictions: [
				{ kind: 'commercial_debt', count: 2, cents: 300, isWhole: false },
				{ kind: 'protest', count: 1, cents: 5, isWhole: true },
			],
		});
		expect(bureauFacts([])).toBeNull();
	});
});

describe('a table that makes no sense', () => {
	const row = (changes: Partial<CreditRow>): CreditRow => ({ name: 'x', when: {}, then: { decision: 'approve' }, ...changes });
	it.each<[CreditRow[], RegExp]>([
		[[], /está vazia/],
		[[row({ then: { decision: 'approve_with_down_payment' } })], /Linha 1.*entrada precisa ser de 1% a 99%/],
		[[row({}), row({ then: { decision: 'refuse', limit: { kind: 'fixed', cents: 1 } } })], /Linha 2.*só quem é aprovado/],
		[[row({ when: { withinLimit: true } })], /mas não dá limite/],
		[[row({ when: { requestedUntold: true, requested: { from: 1, to: null } } })], /nunca serviria/],
		[[row({ when: { restrictionsUntold: true, restrictions: { kinds: [], count: { from: 1, to: null } } } })], /nunca serviria/],
		[[row({ when: { score: { from: 500, to: 300 } } })], /começa em 500 e acaba em 300/],
		[[row({ then: { decision: 'approve', limit: { kind: 'fixed', cents: 1 }, validDays: 0 } })], /validade/],
	])('is refused with the row and what is wrong', (policy, message) => {
		expect(() => checkPolicy(policy)).toThrow(message);
	});
});

const anyRestriction: fc.Arbitrary<Restriction> = fc.record({ kind: fc.constantFrom(...RESTRICTION_KINDS), label: fc.constant('x'), count: fc.integer({ min: 1, max: 8 }), cents: fc.option(fc.integer({ min: 0, max: 1_500_000 }), { nil: null }), newestOn: fc.constant(null) });
const anyReport = fc.record({ score: fc.option(fc.integer({ min: 0, max: 1000 }), { nil: null }), irregular: fc.boolean(), restrictions: fc.array(anyRestriction, { maxLength: 3 }) }).map(({ score, irregular, restrictions }) => report({ score: scored(score), registration: { status: null, irregular }, restrictions }));
const anyOwn: fc.Arbitrary<OwnFacts> = fc.record({
	profile: fc.option(fc.constantFrom(...PAYER_PROFILES), { nil: null }),
	overdue: fc.oneof(fc.constant({ count: 0, cents: 0, oldestDays: 0 }), fc.record({ count: fc.constant(1), cents: fc.integer({ min: 1, max: 100_000 }), oldestDays: fc.integer({ min: 1, max: 90 }) })),
	openCents: fc.integer({ min: 0, max: 3_000_000 }),
	customerSince: fc.constantFrom(null, '2020-01-01', '2026-06-01'),
	monthlyPurchasesCents: fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: null }),
});
const anyAmount = fc.option(fc.integer({ min: 1, max: 3_000_000 }), { nil: null });

describe('on data of a bureau’s test environment', () => {
	it.each([
		['where a row decides', DEFAULT_CREDIT_POLICY],
		['where none does', []],
	])('the first reason says that they are invented, %s', (_name, policy) => {
		expect(decideCredit(facts({ isTest: true }), policy, TODAY).reasons[0]).toMatch(/^ATENÇÃO, TESTE: estes dados são inventados.*não vale para ninguém/);
		expect(decideCredit(facts(), policy, TODAY).reasons.join(' ')).not.toContain('TESTE');
	});
});

describe('whatever the facts', () => {
	it('one restriction more never makes the default table’s decision milder, its down payment smaller, or its limit larger', () => {
		fc.assert(
			fc.property(fc.array(anyReport, { minLength: 1, maxLength: 2 }), fc.option(anyOwn, { nil: null }), anyAmount, anyRestriction, (reports, ours, requestedCents, more) => {
				const before = decideCredit({ bureau: bureauFacts(stored(reports)), isTest: false, own: ours, requestedCents }, DEFAULT_CREDIT_POLICY, TODAY);
				const worse = reports.map((one, index) => (index === 0 ? { ...one, restrictions: [...(one.restrictions ?? []), more] } : one));
				const after = decideCredit({ bureau: bureauFacts(stored(worse)), isTest: false, own: ours, requestedCents }, DEFAULT_CREDIT_POLICY, TODAY);
				expect(CREDIT_DECISIONS.indexOf(after.decision)).toBeGreaterThanOrEqual(CREDIT_DECISIONS.indexOf(before.decision));
				if (after.decision === before.decision) expect(after.downPayment?.percent ?? 0).toBeGreaterThanOrEqual(before.downPayment?.percent ?? 0);
				if (requestedCents !== null) expect(after.limitCents ?? 0).toBeLessThanOrEqual(before.limitCents ?? 0);
			}),
			{ numRuns: 3_000 },
		);
	});

	it('down payment and rest are the amount, and no text has an empty place', () => {
		fc.assert(
			fc.property(fc.array(anyReport, { maxLength: 2 }), fc.option(anyOwn, { nil: null }), anyAmount, (reports, ours, requestedCents) => {
				const decision = decideCredit({ bureau: bureauFacts(stored(reports)), isTest: false, own: ours, requestedCents }, DEFAULT_CREDIT_POLICY, TODAY);
				if (decision.downPayment && requestedCents !== null) expect((decision.downPayment.cents ?? 0) + (decision.downPayment.restCents ?? 0)).toBe(requestedCents);
				expect([...decision.reasons, ...decision.passedOver.map(({ text }) => text)].join(' ')).not.toMatch(/undefined|null|NaN|\(\)|\s\s/);
				expect(decision.reasons).toContain(REVIEW_NOTICE);
			}),
			{ numRuns: 1_000 },
		);
		fc.assert(fc.property(fc.integer({ min: 1, max: 10_000_000_000 }), fc.integer({ min: 1, max: 99 }), (cents, percent) => expect(Math.abs(downPaymentCents(cents, percent) * 100 - cents * percent)).toBeLessThanOrEqual(50)));
	});
});

it('months as a customer are whole months', () => {
	expect(['2026-10-24', '2026-10-25', '2025-11-24', '2026-12-01', null].map((day) => monthsSince(day, TODAY))).toEqual([1, 0, 12, 0, null]);
});
