import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode, type NodeRun } from '../../support/n8nCore';
import { atNoon, brazilian, dayFromToday, goToDay, importRows, newAccount, newPostgresAccount, receivables, sheetRow, type Credentials } from '../../support/n8nCoreAccount';
import { TODAY } from '../../support/invoices';

const ANA = { cpf_cnpj: '529.982.247-25', cliente: 'Ana Souza', email: 'ana@example.com' };
const BIA = { cpf_cnpj: '11.222.333/0001-81', cliente: 'Bia Ltda.', email: 'bia@example.com' };
const classification = (item: IDataObject) => item.classification as IDataObject & { stage: IDataObject; reasons: string[]; approach: IDataObject; points: IDataObject[] };
const names = (items: IDataObject[]) => items.map(({ invoice, numero }) => numero ?? (invoice as IDataObject).number);

/** Ten paid invoices of a customer, one a month, each paid `late` days after its due date. */
const paid = (who: IDataObject, late: number, valor = '100,00'): IDataObject[] =>
	Array.from({ length: 10 }, (_, index) => sheetRow(`${String(who.cliente)}-${index}`, { ...who, valor, vencimento: dayFromToday(-30 * (index + 1) - 5), emissao: dayFromToday(-30 * (index + 1) - 25), situacao: 'paga', data_pagamento: brazilian(dayFromToday(-30 * (index + 1) - 5 + late)) }));

atNoon();

describe.each([
	['SQLite', newAccount],
	['PostgreSQL', newPostgresAccount],
])('Delinquency Classifier: with the ledger (%s)', (_engine, account) => {
	let credentials: Credentials;
	let items: IDataObject[];
	beforeEach(async () => {
		credentials = { cobrancaAccountApi: account() };
		await importRows(credentials, [...paid({ ...ANA, 'Cliente desde': '01/02/2019' }, 0, '1.000,00'), ...paid(BIA, 40)]);
		items = await importRows(credentials, [sheetRow('ana', { ...ANA, vencimento: dayFromToday(-5) }), sheetRow('bia', { ...BIA, vencimento: dayFromToday(-5) }), sheetRow('nova', { vencimento: dayFromToday(3) })]);
	});
	const node = async (operation: string, parameters: INodeParameters = {}, input: IDataObject[] = items): Promise<NodeRun> => {
		const [resource, name] = operation.split('.');
		return await runNode({ type: 'delinquencyClassifier', parameters: { resource, operation: name, ...parameters } }, credentials, input);
	};
	const overrule = async (parameters: INodeParameters = {}, input = [{ cpf_cnpj: BIA.cpf_cnpj }]) => await node('customer.overrule', { profile: 'good', note: 'o banco errou as datas', author: 'Rui', ...parameters }, input);

	it('judges each invoice by all that is known of its customer, though the items are few', async () => {
		const { json, error, hints } = await node('invoice.classify');
		expect(error).toBeNull();
		expect(json.map(names)).toEqual([['ana', 'bia', 'nova'], []]);
		expect(json[0].map((item) => [classification(item).profile, classification(item).stage.id, classification(item).basis])).toEqual([['good', 'late_1', 'ledger'], ['critical', 'late_1', 'ledger'], ['new', 'to_fall_due', 'ledger']]);
		expect(json[0][0]).toMatchObject({ invoice: { number: 'ana' }, customer: { name: 'Ana Souza' } });
		expect(Number(classification(json[0][1]).score)).toBeGreaterThan(Number(classification(json[0][0]).score));
		expect(hints[0].message).toBe('3 faturas classificadas. A vencer: 1, Pequeno atraso (1 a 5 dias): 2. Perfis: Bom pagador: 1, Cliente novo: 1, Crítico: 1.');
	});

	it('a friend who forgot and one who never pays on time do not get the same treatment', async () => {
		const [ana, bia] = (await node('invoice.classify')).json[0].map((item) => classification(item).approach);
		expect(ana).toMatchObject({ tone: 'friendly', waitDays: 5 });
		expect(bia).toMatchObject({ tone: 'formal', waitDays: 2 });
		expect(String(ana.reasons)).toContain('Tom amigável: Bom pagador.');
	});

	it('collects nothing that a régua would be silent about: promised, agreed, excluded or barred by time', async () => {
		const [ana, bia, nova] = items;
		const barred = await importRows(credentials, [sheetRow('velha', { ...ANA, vencimento: '10/01/2020' })]);
		await receivables('invoice.promise', credentials, { until: TODAY }, [ana]);
		await receivables('agreement.record', credentials, {}, [bia]);
		await receivables('customer.exclude', credentials, { until: TODAY }, [bia, nova]);
		const approaches = async (rows: IDataObject[]) => (await node('invoice.classify', {}, rows)).json[0].map((item) => classification(item).approach).map(({ collect, reasons }) => [collect, (reasons as string[])[0]]);
		expect(await approaches([ana, bia, nova, ...barred])).toEqual([
			[false, 'O cliente prometeu pagar e o prazo ainda não acabou.'],
			[false, 'Está num acordo em andamento: nada é enviado até ele terminar.'],
			[false, 'O cliente está excluído da régua por enquanto.'],
			[false, 'A dívida prescreveu: não se cobra mais.'],
		]);
		// An invoice of the excluded customer that the ledger does not have yet.
		expect(await approaches([sheetRow('outra da Bia', { ...BIA, vencimento: dayFromToday(-2) })])).toEqual([[false, 'O cliente está excluído da régua por enquanto.']]);
		goToDay(1);
		expect((await approaches([ana]))[0][0]).toBe(true);
	});

	it('finds invoices of rows by their number, and judges what the ledger lacks by its customer, or by the rows', async () => {
		const rows = [
			{ numero: 'bia' },
			sheetRow('ainda não', { ...BIA, vencimento: dayFromToday(-100) }),
			sheetRow('de fora', { vencimento: dayFromToday(-1) }),
			{ numero: 'nenhuma' },
			{},
		];
		const { json, hints } = await node('invoice.classify', {}, rows);
		expect(names(json[0])).toEqual(['bia', 'ainda não', 'de fora']);
		expect(json[0].map((item) => [classification(item).profile, classification(item).stage.id, classification(item).basis])).toEqual([['critical', 'late_1', 'ledger'], ['critical', 'late_91', 'ledger'], ['new', 'late_1', 'items']]);
		expect(json[1].map(({ row, reason }) => [row, reason])).toEqual(expect.arrayContaining([[4, expect.stringContaining('A fatura nenhuma não está no livro')], [5, expect.any(String)]]));
		expect(hints[0].message).toContain('1 só pelos itens, porque o livro não conhece o cliente. 2 itens com problema.');
		expect((await receivables('invoice.getAll', credentials, { statuses: [], returnAll: true })).json[0]).toHaveLength(23);
	});

	it('spreads by stage and by profile', async () => {
		expect((await node('invoice.classify', { outputs: 'profile' })).json.map(names)).toEqual([[], ['ana'], ['nova'], [], [], ['bia'], []]);
		expect((await node('invoice.classify', { outputs: 'stage' })).json.map(names)).toEqual([['nova'], [], ['ana', 'bia'], [], [], [], [], [], [], [], []]);
	});

	it('a person’s word counts, with the computed profile beside it, until its last day', async () => {
		const { json } = await overrule({ until: dayFromToday(3) });
		expect(json).toEqual([[{ customer: expect.objectContaining({ name: 'Bia Ltda.' }), overrule: { profile: 'good', profileName: 'Bom pagador', note: 'o banco errou as datas', author: 'Rui', until: dayFromToday(3), on: TODAY } }], []]);
		const bia = async () => classification((await node('invoice.classify')).json[0][1]);
		expect(await bia()).toMatchObject({ profile: 'good', profileName: 'Bom pagador', approach: { tone: 'friendly' }, overruled: { by: 'Rui', note: 'o banco errou as datas', on: TODAY, until: dayFromToday(3), computedProfile: 'critical', computedProfileName: 'Crítico' } });
		expect((await bia()).reasons.at(-1)).toBe('Rui mudou o perfil de "Crítico" para "Bom pagador": o banco errou as datas');
		goToDay(4);
		expect(await bia()).toMatchObject({ profile: 'critical', overruled: null });
	});

	it('can be withdrawn, and another takes the place of the first', async () => {
		await overrule();
		await overrule({ profile: 'excellent', note: 'é da casa' });
		expect(classification((await node('invoice.classify')).json[0][1])).toMatchObject({ profile: 'excellent', overruled: { note: 'é da casa' } });
		expect((await node('customer.withdrawOverrule', {}, [items[1]])).json[0]).toEqual([{ customer: expect.objectContaining({ name: 'Bia Ltda.' }), withdrawn: true }]);
		expect(classification((await node('invoice.classify')).json[0][1])).toMatchObject({ profile: 'critical', overruled: null });
		expect((await node('customer.withdrawOverrule', {}, [items[1]])).json[0]).toEqual([expect.objectContaining({ withdrawn: false })]);
	});

	it.each([
		[{ note: '={{ "  " }}' }, /justificativa|nota/i],
		[{ until: dayFromToday(-1) }, /passou/],
		[{ until: 'sempre' }, /sempre/],
		[{ profile: 'ótimo' }, /ótimo/],
	])('refuses to overrule with %j, and says so', async (parameters, words) => {
		const { json } = await overrule(parameters, [{ cpf_cnpj: BIA.cpf_cnpj }, { cpf_cnpj: '000' }]);
		expect(json[0]).toEqual([]);
		expect(json[1].map(({ reason }) => reason)).toEqual([expect.stringMatching(words), expect.any(String)]);
	});

	it('tells all that a review needs: the figures, every measure with its points, and what was stored', async () => {
		await node('portfolio.reclassify');
		await overrule();
		const { json } = await node('customer.getClassification', {}, [{ cpf_cnpj: BIA.cpf_cnpj }, { cpf_cnpj: '000' }]);
		expect(json[1]).toEqual([expect.objectContaining({ row: 2, reason: expect.stringContaining('não está no livro') })]);
		const [item] = json[0];
		expect(item).toMatchObject({
			customer: { name: 'Bia Ltda.' },
			classification: { profile: 'good', importance: expect.stringMatching(/^[ABC]$/), overruled: { computedProfile: 'critical' }, basis: 'ledger', asOf: TODAY },
			history: { invoiced: { count: 11 }, paidLate: { count: 10, amount: 1000 }, overdue: { count: 1, amount: 1234.56 } },
			stored: { profile: 'good', profileName: 'Bom pagador', computedProfile: 'critical', computedProfileName: 'Crítico', asOf: TODAY, sameMethod: true, alerts: [expect.objectContaining({ kind: 'overdue_invoices' })] },
			review: expect.stringContaining('LGPD art. 20'),
		});
		const { points, score, reasons } = item.classification as { points: Array<{ points: number; text: string }>; score: number; reasons: string[] };
		expect(points.length).toBeGreaterThan(10);
		expect(Math.min(100, points.reduce((sum, row) => sum + row.points, 0))).toBe(score);
		expect(reasons.length).toBeGreaterThan(0);
		// Nothing has happened since: what was stored says the same.
		expect(item.stored).toMatchObject({ reasons, points: points.filter((row) => row.points !== 0) });
		expect(JSON.stringify(item)).not.toContain('undefined');
		const other = (await node('customer.getClassification', { options: { overdueFrom: 9 } }, [{ cpf_cnpj: BIA.cpf_cnpj }])).json[0][0];
		expect(other.stored).toMatchObject({ sameMethod: false });
	});

	it('a reclassification gives customers the profiles that the régua’s steps ask for', async () => {
		const steps = { steps: { step: [{ day: 5, countFrom: 'dueDate', profiles: ['critical'] }, { day: 5, countFrom: 'dueDate', profiles: ['excellent', 'good'], importances: ['A'] }] } } as INodeParameters;
		const ruler = async () => (await runNode({ type: 'dunningRuler', parameters: { ...steps, options: { window: 'any' } } }, credentials)).json.map(names);
		expect((await ruler())).toEqual([[], [], expect.arrayContaining(['ana', 'bia'])]);
		const { json, hints } = await node('portfolio.reclassify');
		expect(json).toEqual([[{ portfolio: expect.anything(), message: hints[0].message, asOf: TODAY }]]);
		expect(json[0][0].portfolio).toEqual({
			customers: 3,
			profiles: [['excellent', 0], ['good', 1], ['new', 1], ['occasional_late', 0], ['habitual_late', 0], ['critical', 1]].map(([profile, customers]) => ({ profile, name: expect.any(String), customers })),
			importances: [['A', 1], ['B', expect.any(Number)], ['C', expect.any(Number)]].map(([importance, customers]) => ({ importance, customers })),
			changes: expect.arrayContaining([{ from: null, fromName: 'nunca classificado', to: 'critical', toName: 'Crítico', customers: 1 }]),
			alerts: [{ kind: 'overdue_invoices', name: 'com faturas vencidas', customers: 2 }, expect.objectContaining({ customers: 0 }), expect.objectContaining({ customers: 0 })],
			overruled: 0,
		});
		expect(hints[0].message).toBe('3 clientes classificados. Bom pagador: 1, Cliente novo: 1, Crítico: 1. Alertas: 2 com faturas vencidas.');
		expect((await ruler()).slice(0, 2)).toEqual([['bia'], ['ana']]);
		await overrule({ profile: 'excellent' });
		expect((await ruler())[0]).toEqual([]);
		const again = (await node('portfolio.reclassify')).json[0][0].portfolio as IDataObject;
		expect([again.changes, again.overruled]).toEqual([[], 1]);
		await node('customer.withdrawOverrule', {}, [items[1]]);
		expect((await ruler())[0]).toEqual(['bia']);
		expect(((await node('portfolio.reclassify')).json[0][0].portfolio as IDataObject).changes).toEqual([]);
		expect(classification((await node('invoice.classify')).json[0][0]).importance).toBe('A');
	});
});
