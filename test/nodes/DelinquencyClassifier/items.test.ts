import { NodeHelpers, type IDataObject, type INodeOutputConfiguration, type INodeParameters } from 'n8n-workflow';
import { buildWorkflow, runNode, type NodeRun } from '../../support/n8nCore';
import { atNoon, brazilian, dayFromToday, importRows, newAccount, receivables, sheetRow, type Credentials } from '../../support/n8nCoreAccount';
import { OUR_NODES } from '../../support/n8nCoreNodes';

let credentials: Credentials;
atNoon();
beforeEach(() => {
	credentials = { cobrancaAccountApi: newAccount() };
});

async function classify(items: IDataObject[], parameters: INodeParameters = {}): Promise<NodeRun> {
	return await runNode({ type: 'delinquencyClassifier', parameters: { historyFrom: 'items', ...parameters } }, credentials, items);
}

function outputNames(parameters: INodeParameters): string[] {
	const workflow = buildWorkflow([{ type: 'delinquencyClassifier', parameters }]);
	const outputs = NodeHelpers.getNodeOutputs(workflow, workflow.nodes.delinquencyClassifier, OUR_NODES.delinquencyClassifier.description) as INodeOutputConfiguration[];
	return outputs.map(({ displayName }) => String(displayName));
}

const classification = (item: IDataObject) => item.classification as IDataObject & { stage: IDataObject; reasons: string[]; approach: IDataObject; alerts: IDataObject[]; points: IDataObject[] };
/** A year of invoices of a customer, each paid `late` days after its due date. */
const year = (cliente: string, late: number, count = 10): IDataObject[] =>
	Array.from({ length: count }, (_, index) => sheetRow(`${cliente}${index}`, { cliente, email: `${cliente.toLowerCase()}@example.com`, vencimento: dayFromToday(-30 * (index + 1) - 5), situacao: 'paga', data_pagamento: brazilian(dayFromToday(-30 * (index + 1) - 5 + late)) }));

describe('Delinquency Classifier: outputs', () => {
	it('has one, one a stage or one a profile, by their names, and one for problems', () => {
		expect(outputNames({})).toEqual(['Classified', 'Problems']);
		expect(outputNames({ outputs: 'profile' })).toEqual(['Excelente pagador', 'Bom pagador', 'Cliente novo', 'Atrasa às vezes', 'Atrasa com frequência', 'Crítico', 'Problems']);
		expect(outputNames({ outputs: 'stage' })).toEqual([
			'A vencer', 'Vence hoje', 'Pequeno atraso (1 a 5 dias)', '6 a 15 dias', '16 a 30 dias', '31 a 60 dias', '61 a 90 dias', '91 a 180 dias', 'Mais de 180 dias', 'Paga, cancelada ou contestada', 'Problems',
		]);
		const stages = { stage: [{ fromDay: 10, name: 'Tarde', color: '#000000' }, { fromDay: 1, name: 'Cedo', color: '#ffffff' }, { fromDay: -1, name: 'Futuro', color: '#ffffff' }] } as INodeParameters;
		expect(outputNames({ outputs: 'stage', stages })).toEqual(['Futuro', 'Vence hoje', 'Cedo', 'Tarde', 'Paga, cancelada ou contestada', 'Problems']);
		expect(outputNames({ resource: 'portfolio', operation: 'reclassify' })).toEqual(['Summary']);
		expect(outputNames({ resource: 'customer', operation: 'overrule' })).toEqual(['Done', 'Problems']);
	});

	it('sends each invoice out by its stage, with the name and colour as typed, whatever the order of the rows', async () => {
		const stages = { stage: [{ fromDay: 10, name: 'Tarde', color: '#102030' }, { fromDay: 1, name: 'Cedo', color: '#ffffff' }] } as INodeParameters;
		const rows = [-11, -1, 0, 3].map((day) => sheetRow(`d${day}`, { vencimento: dayFromToday(day) }));
		const { json, outputs } = await classify([...rows, sheetRow('ok', { situacao: 'paga', data_pagamento: brazilian(dayFromToday(0)) }), sheetRow('ruim', { valor: 'x' })], { outputs: 'stage', stages });
		expect(json.map((items) => items.map(({ numero }) => numero ?? (items[0].original as IDataObject).numero))).toEqual([['d3'], ['d0'], ['d-1'], ['d-11'], ['ok'], ['ruim']]);
		expect(classification(json[3][0]).stage).toEqual({ id: 'late_10', name: 'Tarde', color: '#102030', daysLate: 11 });
		expect(outputs.map((items) => items.map(({ pairedItem }) => (pairedItem as { item: number }).item))).toEqual([[3], [2], [1], [0], [4], [5]]);
	});

	it('sends each invoice out by its customer’s profile', async () => {
		const { json } = await classify([...year('Boa', 0), ...year('Ruim', 40), sheetRow('nova')], { outputs: 'profile' });
		expect(json.map((items) => items.length)).toEqual([0, 10, 1, 0, 0, 10, 0]);
	});
});

describe('Delinquency Classifier: from items alone', () => {
	it('collects nothing that is barred by time or that the item says was promised', async () => {
		const [item] = await importRows(credentials, [sheetRow('prometida', { vencimento: dayFromToday(-20) })]);
		const approach = async (row: IDataObject) => classification((await classify([row])).json[0][0]).approach;
		expect(await approach(item)).toMatchObject({ collect: true });
		expect(await approach({ ...item, promisedUntil: dayFromToday(0) })).toMatchObject({ collect: false, reasons: ['O cliente prometeu pagar e o prazo ainda não acabou.'] });
		expect(await approach({ ...item, promisedUntil: dayFromToday(-1) })).toMatchObject({ collect: true });
		expect(await approach(sheetRow('velha', { vencimento: '10/01/2020' }))).toMatchObject({ collect: false, channels: [], reasons: ['A dívida prescreveu: não se cobra mais.'] });
	});

	it('tells stage, profile, risk, importance and approach of each, in words, and keeps the row', async () => {
		const rows = [...year('Ana', 20), sheetRow('hoje', { cliente: 'Ana', email: 'ana@example.com', vencimento: dayFromToday(-35), vendedor: 'Rui' })];
		const { json, error, hints } = await classify(rows);
		expect(error).toBeNull();
		expect(json.map((items) => items.length)).toEqual([11, 0]);
		const last = json[0][10];
		expect(last).toMatchObject({ numero: 'hoje', vendedor: 'Rui' });
		expect(classification(last)).toMatchObject({
			stage: { id: 'late_31', name: '31 a 60 dias', color: '#E2483D', daysLate: 35 },
			profile: 'habitual_late',
			profileName: 'Atrasa com frequência',
			importance: 'A',
			basis: 'items',
			overruled: null,
			approach: { collect: true, tone: 'formal', phone: true, negotiate: true, maxDiscountPercent: 0 },
			alerts: [{ kind: 'overdue_invoices', level: 'warning', text: expect.stringContaining('1 fatura vencida') }],
		});
		const { score, points, reasons } = classification(last);
		expect(score).toBe(Math.min(100, points.reduce((sum, row) => sum + Number(row.points), 0)));
		for (const reason of [...reasons, ...(classification(last).approach.reasons as string[]), ...points.map(({ text }) => String(text))]) expect(reason).toMatch(/^[A-ZÀ-Ú0-9].*\.$/);
		expect(hints).toEqual([{ message: '11 faturas classificadas. 31 a 60 dias: 1, Paga: 10. Perfis: Atrasa com frequência: 11.', location: 'outputPane', type: 'info' }]);
		expect(JSON.stringify(json)).not.toContain('undefined');
	});

	it.each(['items', 'ledger'])('takes what is paid without a day for paid on its due date, and says so (%s)', async (historyFrom) => {
		const rows = [...year('Ana', 40, 9).map(({ data_pagamento: _, ...row }) => row), sheetRow('futura', { cliente: 'Ana', email: 'ana@example.com', vencimento: dayFromToday(20) })];
		const { json, hints } = await classify(rows, { historyFrom });
		expect(json[0].map((item) => classification(item).profile)).toEqual(Array(10).fill('good'));
		expect(json[1].map(({ row, field, severity, original }) => [row, field, severity, (original as IDataObject).numero])).toEqual(rows.slice(0, 9).map(({ numero }, index) => [index + 1, 'paidOn', 'warning', numero]));
		expect(json[1][0].reason).toBe('Paga, mas sem data de pagamento: contada como paga no vencimento. Traga a data do pagamento, para que se saiba quem paga em dia.');
		expect(hints[0].message).toContain('9 faturas pagas sem data de pagamento: contadas como pagas no vencimento.');
	});

	it('writes nothing into the ledger', async () => {
		await classify([sheetRow('1')]);
		expect((await receivables('invoice.getAll', credentials, { statuses: [] })).json[0]).toEqual([]);
	});

	it('maps columns by name, and counts an invoice that came twice once', async () => {
		const rows = year('Ana', 0, 3).map(({ numero, ...row }) => ({ ...row, chave: numero }));
		const { json } = await classify([...rows, rows[0]], { columns: { column: [{ field: 'number', name: 'chave' }] }, options: { allPoints: true } });
		expect(json.map((items) => items.length)).toEqual([4, 0]);
		const share = classification(json[0][3]).points.find(({ key }) => key === 'late_share');
		expect(share).toMatchObject({ points: 0, text: 'Pagou em dia todas as 3 faturas dos últimos 12 meses.' });
	});

	it('says which row cannot be read and why, and judges the others', async () => {
		const { json } = await classify([sheetRow('1'), sheetRow('2', { vencimento: '31/02/2026' }), sheetRow('3', { valor: '' })]);
		expect(json[0].map(({ numero }) => numero)).toEqual(['1']);
		expect(json[1].map(({ row, field, reason }) => [row, field, reason])).toEqual([[2, 'dueDate', expect.stringContaining('31/02/2026')], [3, 'amount', expect.any(String)]]);
	});

	it('reads a credit limit of the rows', async () => {
		const { json } = await classify([sheetRow('1', { valor: '500,00', 'Limite de crédito': '100,00', 'Validade do limite': dayFromToday(-1), vencimento: dayFromToday(9) })]);
		expect(classification(json[0][0]).alerts.map(({ kind }) => kind)).toEqual(['credit_limit_exceeded', 'credit_limit_expired']);
	});

	it('takes a method of one’s own', async () => {
		const options: INodeParameters = {
			overdueFrom: 2,
			upToA: 10,
			upToB: 20,
			phoneFrom: 5000,
			phoneImportant: false,
			firmerFromDays: '40, 10',
			points: { row: [{ key: 'overdue_count', from: 1, points: 77 }] },
			thresholds: { values: { minimumInvoices: 1, critical_overdueDaysFrom: 40, habitual_late_overdueDaysFrom: 25, occasional_late_overdueDaysFrom: 20 } },
			approach: { row: [{ profile: 'habitual_late', channels: 'carta; sms', tone: 'friendly', negotiate: false, maxDiscountPercent: 0, waitDays: 9 }] },
		};
		const { json, error } = await classify([sheetRow('1', { vencimento: dayFromToday(-30) })], { options });
		expect(error).toBeNull();
		expect(classification(json[0][0])).toMatchObject({
			profile: 'habitual_late',
			alerts: [],
			approach: { tone: 'cordial', channels: ['sms', 'letter'], negotiate: false, waitDays: 9, phone: false },
			points: expect.arrayContaining([expect.objectContaining({ key: 'overdue_count', points: 77 })]),
		});
	});

	it('takes days of one’s own for the discount and the letter', async () => {
		const options: INodeParameters = { discountFromDay: 1, discountRelationshipDays: 0, letterFromDay: 2, phoneFrom: 5000, phoneImportant: false, approach: { row: [{ profile: 'new', channels: 'email', maxDiscountPercent: 7 }] } };
		const { json } = await classify([sheetRow('1', { vencimento: dayFromToday(-9) })], { options });
		expect(classification(json[0][0])).toMatchObject({ profile: 'new', approach: { maxDiscountPercent: 7, channels: ['email', 'letter'] } });
	});

	it.each<[string, INodeParameters, string]>([
		['stages with a gap', { stages: { stage: [{ fromDay: 5, name: 'x', color: '#000000' }] } } as INodeParameters, 'precisa começar no dia 1'],
		['a stage without a name', { stages: { stage: [{ fromDay: 1, name: ' ', color: '#000000' }] } } as INodeParameters, 'sem nome'],
		['two stages of the due day', { stages: { stage: [{ fromDay: 0, name: 'a', color: '#000000' }, { fromDay: 0, name: 'b', color: '#000000' }] } } as INodeParameters, 'mais de uma faixa do dia do vencimento'],
		['a colour that is none', { stages: { stage: [{ fromDay: 1, name: 'a', color: 'azul' }] } } as INodeParameters, '"azul"'],
		['points that go down', { options: { points: { row: [{ key: 'overdue_count', from: 1, points: 9 }, { key: 'overdue_count', from: 2, points: 3 }] } } }, 'quem atrasa mais não pode ter risco menor'],
		['half a point', { options: { points: { row: [{ key: 'overdue_count', from: 1, points: 0.5 }] } } }, 'número inteiro'],
		['thresholds in no order', { options: { thresholds: { values: { critical_latePercentFrom: 10 } } } }, 'não pode ser menor'],
		['an ABC curve upside down', { options: { upToA: 95, upToB: 80 } }, 'curva ABC'],
		['a profile approached in two ways', { options: { approach: { row: [{ profile: 'good' }, { profile: 'good' }] } } }, 'aparece duas vezes'],
		['a channel that is none', { options: { approach: { row: [{ profile: 'good', channels: 'pombo' }] } } }, '"pombo" não serve em "Channels"'],
		['the telephone as a channel', { options: { approach: { row: [{ profile: 'good', channels: 'telefone' }] } } }, 'tire o telefone'],
		['a day that is none', { options: { firmerFromDays: '31, depois' } }, '"depois" não serve em "Firmer From (Days Late)"'],
		['a column that is not there', { columns: { column: [{ field: 'number', name: 'não há' }] } }, 'não há'],
	])('refuses %s with a clear error', async (_name, parameters, words) => {
		const { error } = await classify([sheetRow('1')], parameters);
		expect(error).toMatchObject({ name: 'NodeOperationError', message: expect.stringContaining(words) });
	});

	it('reads items of the other nodes, and what a person said of their customers', async () => {
		const [item] = await importRows(credentials, [sheetRow('1', { cpf_cnpj: '52998224725' })]);
		await runNode({ type: 'delinquencyClassifier', parameters: { resource: 'customer', operation: 'overrule', profile: 'critical', note: 'ação judicial' } }, credentials, [item]);
		const { json } = await classify([item]);
		expect(classification(json[0][0])).toMatchObject({ profile: 'critical', overruled: { note: 'ação judicial', computedProfile: 'new' }, basis: 'items' });
	});
});
