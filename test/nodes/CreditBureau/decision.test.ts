import type { IDataObject } from 'n8n-workflow';
import type { CreditReport } from '../../../core/bureau/CreditReport';
import { DEFAULT_CREDIT_POLICY } from '../../../core/credit/defaultPolicy';
import { withLedger } from '../../../nodes/shared/openLedgers';
import { readAccount } from '../../../nodes/shared/account';
import { readPolicy } from '../../../nodes/CreditBureau/resources/decision/policyRows';
import { POLICY_FIELD } from '../../../nodes/CreditBureau/resources/decision/policyFields';
import { syntheticCpf } from '../../doubles/asaas/people';
import { creditBureau } from '../../support/n8nCoreListing';
import { atNoon, brazilian, dayFromToday, importRows, newAccount, newPostgresAccount, sheetRow, type Credentials } from '../../support/n8nCoreAccount';

atNoon();

const decisionOf = (item: IDataObject) => item.creditDecision as IDataObject;

/** Stores a report as a lookup does. */
async function store(credentials: Credentials, document: string, score: number | null, changes: Partial<CreditReport> = {}, on = dayFromToday(-3)): Promise<void> {
	const answeredAt = `${on}T12:00:00.000Z`;
	const report: CreditReport = {
		provider: 'serasa',
		providerLabel: 'Serasa Experian',
		product: 'BASICO',
		document,
		name: null,
		answeredAt,
		registration: { status: 'REGULAR', irregular: false },
		score: { value: score, min: 0, max: 1000, model: null, defaultRatePercent: null, message: null },
		restrictions: [],
		company: null,
		...changes,
	};
	await withLedger(readAccount(credentials.cobrancaAccountApi), async ({ db }) => {
		const { id } = await db
			.insertInto('bureau_lookups')
			.values({ provider: 'serasa', product: report.product, document, customer_id: null, purpose: 'credit', cost_cents: 0, month: on.slice(0, 7), state: 'answered', detail: null, worker: 'x', lease_until: answeredAt, asked_at: answeredAt, finished_at: answeredAt })
			.returning('id')
			.executeTakeFirstOrThrow();
		await db
			.insertInto('credit_reports')
			.values({ lookup_id: id, provider: 'serasa', product: report.product, document, customer_id: null, answered_at: answeredAt, answered_on: on, score, restricted: 0, report: JSON.stringify(report), raw: null })
			.execute();
	});
}

describe.each([
	['SQLite', newAccount],
	['PostgreSQL', newPostgresAccount],
])('Credit Bureau: decision (%s)', (_name, account) => {
	let credentials: Credentials;
	beforeEach(() => {
		credentials = { cobrancaAccountApi: account() };
	});
	const decide = async (items: IDataObject[], parameters = {}) => await creditBureau('decision.decide', credentials, parameters, items);
	const stored = async () => await withLedger(readAccount(credentials.cobrancaAccountApi), async ({ db }) => ({
		decisions: await db.selectFrom('credit_decisions').selectAll().orderBy('id').execute(),
		limits: await db.selectFrom('customers').select(['credit_limit_cents', 'credit_limit_until']).where('credit_limit_cents', 'is not', null).execute(),
	}));

	it('leaves by one output a decision, is kept with its reasons, and problems by the last', async () => {
		const [good, fair, none, bad] = [1, 2, 3, 4].map((number) => syntheticCpf(number));
		await store(credentials, good, 900);
		await store(credentials, fair, 600);
		await store(credentials, none, null);
		await store(credentials, bad, 100);
		const rows = [good, fair, none, bad, syntheticCpf(5)].map((cpf) => ({ cpf, valor_pedido: '1.000,01' }));
		const { json, error } = await decide([...rows, { cpf: '123' }, { cpf: good, valor_pedido: 'mil' }, { cpf: good, valor_pedido: 0 }]);
		expect(error).toBeNull();
		expect(json.map((output) => output.length)).toEqual([1, 1, 2, 1, 3]);
		expect(decisionOf(json[0][0])).toMatchObject({ document: good, customerId: null, decision: 'approve', requested: 1000.01, limit: 1000.01, limitUntil: '2027-02-22', limitWritten: false });
		expect(decisionOf(json[1][0])).toMatchObject({ downPayment: { percent: 30, amount: 300, rest: 700.01 }, limit: 700.01 });
		expect(json[2].map((item) => (decisionOf(item).row as IDataObject).name)).toEqual(['Sem score', 'Sem consulta a bureau']);
		expect(decisionOf(json[3][0]).reasons).toContainEqual(expect.stringContaining('LGPD art. 20'));
		expect(json[4].map(({ reason }) => reason)).toEqual([expect.stringContaining('documento'), expect.stringContaining('mil'), expect.stringContaining('precisa ser maior que zero')]);
		const { decisions } = await stored();
		expect(decisions.map(({ document, decision }) => [document, decision])).toEqual([[good, 'approve'], [fair, 'approve_with_down_payment'], [none, 'ask_person'], [bad, 'refuse'], [syntheticCpf(5), 'ask_person']]);
		expect(JSON.parse(decisions[1].reasons)[0]).toContain('Aprovar com entrada. Decidiu a linha 17');
	});

	it('leaves to a person what the bureau does not tell of, and says so', async () => {
		const document = syntheticCpf(1);
		await store(credentials, document, 820, { restrictions: null });
		const { json } = await decide([{ cpf: document, valor_pedido: 1000 }]);
		expect(json.map((output) => output.length)).toEqual([0, 0, 1, 0, 0]);
		expect(decisionOf(json[2][0]).reasons).toContainEqual(expect.stringMatching(/^Uma pessoa decide\. .*nenhum bureau disse se há restrições/));
	});

	it('approves no amount that nobody told: the column is missing, empty or misspelt', async () => {
		const document = syntheticCpf(1);
		await store(credentials, document, 820);
		const { json } = await decide([{ cpf: document }, { cpf: document, valor_pedido: '' }, { cpf: document, valor_pedido: null }, { cpf: document, valorPedido: 50_000 }]);
		expect(json.map((output) => output.length)).toEqual([0, 0, 4, 0, 0]);
		for (const item of json[2]) expect(decisionOf(item).reasons).toContainEqual(expect.stringMatching(/^Uma pessoa decide\. .*não se sabe o valor do pedido/));
	});

	it('knows the customer’s own history, and writes the limit only where that is asked for', async () => {
		const [late, open] = [syntheticCpf(1), syntheticCpf(2)];
		const items = await importRows(credentials, [
			sheetRow('1', { cpf_cnpj: late, vencimento: brazilian(dayFromToday(-45)) }),
			sheetRow('2', { cpf_cnpj: open, vencimento: brazilian(dayFromToday(20)), valor: '500,00' }),
		]);
		for (const document of [late, open]) await store(credentials, document, 950);
		await withLedger(readAccount(credentials.cobrancaAccountApi), async ({ db }) => {
			const customers = await db.selectFrom('customers').select('id').execute();
			await db.insertInto('customer_profiles').values(customers.map(({ id }) => ({ customer_id: id, as_of: dayFromToday(-1), profile: 'good' as const, computed_profile: 'good' as const, score: 10, importance: 'C' as const, reasons: '[]', alerts: '[]', overrule_id: null, method: 'x' }))).execute();
		});
		const wanted = items.map((item) => ({ ...item, valor_pedido: 2000 }));
		const rehearsed = await decide(wanted, { writeLimit: true, dryRun: true });
		expect(rehearsed.json[0][0]).toMatchObject({ dryRun: true, creditDecision: { id: null, limitWritten: false } });
		expect(await stored()).toEqual({ decisions: [], limits: [] });
		const { json } = await decide(wanted, { writeLimit: true, decisionOutputs: 'one' });
		expect(json.map((output) => output.length)).toEqual([2, 0]);
		expect(decisionOf(json[0][0])).toMatchObject({ decision: 'refuse', row: { name: 'Mais de 30 dias em atraso conosco' }, limitWritten: false });
		expect(decisionOf(json[0][0]).reasons).toContainEqual(expect.stringMatching(/1 fatura em atraso conosco \(R\$\s1\.234,56, a mais antiga há 42 dias\)/));
		// What is open already and what is asked for.
		expect(decisionOf(json[0][1])).toMatchObject({ decision: 'approve', limit: 2500, limitWritten: true });
		expect((await stored()).limits).toEqual([{ credit_limit_cents: 250_000, credit_limit_until: '2027-02-22' }]);
	});

	it('does not take an old report for a new one, and takes the newest', async () => {
		const document = syntheticCpf(1);
		const wanted = { cpf: document, valor_pedido: 100 };
		await store(credentials, document, 950, {}, dayFromToday(-31));
		expect((await decide([wanted])).json.map((output) => output.length)).toEqual([0, 0, 1, 0, 0]);
		expect((await decide([wanted], { maxAgeDays: 60 })).json[0]).toHaveLength(1);
		await store(credentials, document, 100, {}, dayFromToday(-2));
		expect((await decide([wanted], { maxAgeDays: 60 })).json[3]).toHaveLength(1);
	});
});

describe('the policy’s fields', () => {
	it('hold the default table as it is', () => {
		expect(readPolicy(POLICY_FIELD.default)).toEqual(DEFAULT_CREDIT_POLICY);
	});

	it.each([
		[{ decision: 'approve_with_down_payment', downPaymentPercent: 'trinta' }, 'Down Payment (%) (Policy, linha 1)'],
		[{ decision: 'approve', limitKind: 'monthly_purchases' }, 'Limit Value (Policy, linha 1)'],
		[{ decision: 'talvez' }, 'talvez'],
		[{ restrictionKinds: ['protest'] }, 'não diz quantas nem quanto'],
		[{ scoreFrom: '700', scoreTo: '300' }, 'nada cabe nela'],
	])('say which row and field is wrong: %j', (row, message) => {
		expect(() => readPolicy({ row: [row] })).toThrow(message);
	});

	it('that are empty stop the node, with the reason', async () => {
		const { error } = await creditBureau('decision.decide', { cobrancaAccountApi: newAccount() }, { policy: {} });
		expect(error?.message).toContain('está vazia');
	});
});
