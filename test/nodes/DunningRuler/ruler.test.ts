import { NodeHelpers, type IDataObject, type INodeOutputConfiguration, type INodeParameters } from 'n8n-workflow';
import { buildWorkflow, runNode, type NodeRun } from '../../support/n8nCore';
import { atNoon, dayFromToday, goToDay, importRows, newAccount, newPostgresAccount, receivables, sheetRow, type Credentials } from '../../support/n8nCoreAccount';
import { OUR_NODES } from '../../support/n8nCoreNodes';

const ANY_TIME = { window: 'any' };
const steps = (...days: number[]): INodeParameters => ({ steps: { step: days.map((day) => ({ day, countFrom: 'dueDate' })) } }) as INodeParameters;
const numbers = (items: IDataObject[]) => items.map(({ invoice }) => (invoice as IDataObject).number);
const due = (days: number) => ({ vencimento: dayFromToday(days) });
const skippedOf = (items: IDataObject[]) => items.map(({ invoice, skipped }) => [(invoice as IDataObject).number, (skipped as IDataObject).reason]);

async function ruler(credentials: Credentials, parameters: INodeParameters, items?: IDataObject[]): Promise<NodeRun> {
	return await runNode({ type: 'dunningRuler', parameters: { options: ANY_TIME, ...parameters } }, credentials, items);
}

function outputNames(parameters: INodeParameters): string[] {
	const workflow = buildWorkflow([{ type: 'dunningRuler', parameters }]);
	const outputs = NodeHelpers.getNodeOutputs(workflow, workflow.nodes.dunningRuler, OUR_NODES.dunningRuler.description) as INodeOutputConfiguration[];
	return outputs.map(({ type, displayName }) => `${type}: ${displayName}`);
}

atNoon();

describe('Dunning Ruler: outputs', () => {
	it('has an output for each step as it was typed, and one for what was skipped', () => {
		expect(outputNames({})).toEqual(['main: D-5', 'main: D0', 'main: D+5', 'main: Skipped']);
		const rows = { steps: { step: [{ day: 15, label: 'Última' }, { day: -3 }, { day: 0, label: '' }, {}] } } as INodeParameters;
		expect(outputNames(rows)).toEqual(['main: Última', 'main: D-3', 'main: D0', 'main: D0', 'main: Skipped']);
		expect(outputNames({ steps: {} })).toEqual(['main: Skipped']);
	});

	it('sends each invoice out by the output of its step, even when the rows are not in order', async () => {
		const credentials = { cobrancaAccountApi: newAccount() };
		await importRows(credentials, [sheetRow('hoje', due(0)), sheetRow('antes', due(5)), sheetRow('depois', due(-15)), sheetRow('nunca', due(3))]);
		const { json } = await ruler(credentials, steps(-15, 15, -5, 0));
		expect(json.map(numbers)).toEqual([[], ['depois'], ['antes'], ['hoje'], ['nunca']]);
		expect(skippedOf(json[4])).toEqual([['nunca', 'backlog']]);
		expect(json[1][0].step).toEqual({ ruler: 'padrao', id: 'D+15', day: 15, label: 'D+15', superseded: [] });
	});

	it('names an output after whom its step is for, and lets a day have several', () => {
		const rows = { steps: { step: [{ day: 5, profiles: ['good', 'new'] }, { day: 5, profiles: ['critical'], importances: ['A'] }, { day: 9, importances: ['A', 'B'] }, { day: 9, label: 'Outros', importances: ['C'] }, { day: 1, profiles: null }] } } as INodeParameters;
		expect(outputNames(rows)).toEqual(['main: D+5: Bom pagador, Cliente novo', 'main: D+5: Crítico, A', 'main: D+9: A, B', 'main: Outros', 'main: D+1', 'main: Skipped']);
	});

	it('takes customers whom nobody classified as new and of importance C, and says who else a step is for', async () => {
		const credentials = { cobrancaAccountApi: newAccount() };
		await importRows(credentials, [sheetRow('1', due(0))]);
		const segmented = (day: number, ...segments: Array<Record<string, string[]>>) => ({ steps: { step: segments.map((segment) => ({ day, countFrom: 'dueDate', ...segment })) } }) as INodeParameters;
		const routed = await ruler(credentials, { ruler: 'a', ...segmented(0, { profiles: ['good'] }, { profiles: ['new'], importances: ['C'] }) });
		expect(routed.json.map(numbers)).toEqual([[], ['1'], []]);
		expect(routed.json[1][0].step).toMatchObject({ id: 'D0 [new, C]', day: 0, label: 'D0: Cliente novo, importância C' });
		const skipped = await ruler(credentials, { ruler: 'b', ...segmented(0, { profiles: ['good'] }) });
		expect(skipped.json[1][0].skipped).toMatchObject({ reason: 'other_segment', text: 'A etapa que chegou é só para clientes de outro perfil ou importância (etapa D0: Bom pagador).' });
		expect(skipped.hints[0].message).toContain('Puladas: 1 com etapa só para outros perfis.');
	});

	it.each<[string, INodeParameters, string]>([
		['a day given twice to one customer', { steps: { step: [{ day: 5, profiles: ['good'] }, { day: 5, importances: ['A'] }] } } as INodeParameters, 'para o mesmo cliente (Bom pagador, importância A)'],
		['a profile that there is none of', { steps: { step: [{ day: 5, profiles: ['bom'] }] } } as INodeParameters, '"bom" não serve em "Only Profiles"'],
		['a day given twice', steps(0, 5, 5), 'O dia D+5 aparece duas vezes'],
		['no step', { steps: {} }, 'não tem nenhuma etapa'],
		['half a day', steps(1.5), '"1.5" não serve como dia'],
		['a day out of this world', steps(99_999), '"99999" não serve como dia'],
		['no name', { ruler: '  ' }, 'Ruler Name'],
		['own hours that end before they begin', { options: { window: 'own', hoursFrom: '19:00', hoursTo: '09:00' } }, '"19:00" a "09:00"'],
	])('refuses %s with a clear error', async (_name, parameters, words) => {
		const { error } = await ruler({ cobrancaAccountApi: newAccount() }, parameters);
		expect(error).toMatchObject({ name: 'NodeOperationError', message: expect.stringContaining(words) });
	});
});

describe.each([
	['SQLite', newAccount],
	['PostgreSQL', newPostgresAccount],
])('Dunning Ruler: from the ledger (%s)', (_engine, account) => {
	let credentials: Credentials;
	beforeEach(() => {
		credentials = { cobrancaAccountApi: account() };
	});

	it('says why each of the others was skipped, in items and in a hint', async () => {
		const items = await importRows(credentials, [
			sheetRow('vai', due(0)),
			sheetRow('contestada', due(0)),
			sheetRow('prometida', due(0)),
			sheetRow('excluída', { ...due(0), cpf_cnpj: '52998224725' }),
			sheetRow('pouco', { ...due(0), valor: '1,00' }),
			sheetRow('paga', { ...due(0), situacao: 'paga' }),
			sheetRow('velha', due(-100)),
			sheetRow('futura', due(100)),
		]);
		await receivables('invoice.dispute', credentials, {}, [items[1]]);
		await receivables('invoice.promise', credentials, { until: dayFromToday(2) }, [items[2]]);
		await receivables('customer.exclude', credentials, { until: dayFromToday(2) }, [items[3]]);
		const { json, hints, outputs } = await ruler(credentials, { ...steps(-5, 0, 5), options: { ...ANY_TIME, minimumBalance: 10 } });
		expect(json.map(numbers)).toEqual([[], ['vai'], [], expect.any(Array)]);
		expect(skippedOf(json[3])).toEqual([
			['contestada', 'disputed'],
			['prometida', 'promised'],
			['excluída', 'excluded'],
			['pouco', 'below_minimum'],
			['paga', 'paid'],
			['velha', 'backlog'],
		]);
		for (const { skipped } of json[3]) expect(skipped).toEqual({ reason: expect.any(String), text: expect.stringMatching(/^[A-ZÉ].*\.$/), held: false, step: expect.stringMatching(/^D/), nextOn: (skipped as IDataObject).nextOn });
		for (const { pairedItem } of outputs.flat()) expect(pairedItem).toEqual({ item: 0 });
		expect(hints).toEqual([
			{
				message: 'D0: 1. Puladas: 1 contestadas, 1 com promessa de pagamento, 1 de clientes excluídos, 1 abaixo do mínimo, 1 pagas, 1 de antes da primeira execução, 1 ainda sem etapa.',
				location: 'outputPane',
				type: 'info',
			},
		]);
	});

	it('holds what is outside the contact window until a later run', async () => {
		await importRows(credentials, [sheetRow('1', due(0))]);
		const night = { ...steps(0), options: { window: 'own', hoursFrom: '13:00', hoursTo: '19:00' } };
		const held = await ruler(credentials, night);
		expect(skippedOf(held.json[1])).toEqual([['1', 'outside_window']]);
		expect(held.json[1][0].skipped).toMatchObject({ held: true, step: 'D0' });
		jest.setSystemTime(new Date('2026-11-24T17:00:00.000Z'));
		expect((await ruler(credentials, night)).json.map(numbers)).toEqual([['1'], []]);
	});

	it('a step comes back until it is carried out; after a pause only the newest does', async () => {
		await importRows(credentials, [sheetRow('1', due(5))]);
		const parameters = steps(-5, -1, 0, 3);
		expect((await ruler(credentials, parameters)).json.map(numbers)).toEqual([['1'], [], [], [], []]);
		expect((await ruler(credentials, parameters)).json.map(numbers)).toEqual([['1'], [], [], [], []]);
		goToDay(8);
		const { json } = await ruler(credentials, parameters);
		expect(json.map(numbers)).toEqual([[], [], [], ['1'], []]);
		expect(json[3][0].step).toMatchObject({ id: 'D+3', superseded: ['D-5', 'D-1', 'D0'] });
	});

	it('puts all invoices of a customer on one output, each with its own step, unless told not to', async () => {
		const ana = { cpf_cnpj: '52998224725', cliente: 'Ana Souza' };
		await importRows(credentials, [sheetRow('1', { ...due(0), ...ana }), sheetRow('2', { ...due(-5), ...ana })]);
		const together = await ruler(credentials, steps(0, 5));
		expect(together.json.map((items) => items.map(({ step }) => (step as IDataObject).id))).toEqual([[], ['D0', 'D+5'], []]);
		const options = { ...ANY_TIME, combineByCustomer: false };
		const apart = await ruler(credentials, { ...steps(0, 5), ruler: 'outra', options: { ...options, maxContactsADay: 0 } });
		expect(apart.json.map(numbers)).toEqual([['1'], ['2'], []]);
		const capped = await ruler(credentials, { ...steps(0, 5), ruler: 'mais uma', options });
		expect(capped.json.map(numbers)).toEqual([[], ['2'], ['1']]);
		expect(skippedOf(capped.json[2])).toEqual([['1', 'over_daily_cap']]);
	});

	it('a dry run shows the same and leaves no trace', async () => {
		await importRows(credentials, [sheetRow('1', due(0)), sheetRow('velha', due(-9))]);
		const dry = await ruler(credentials, { ...steps(0, 5), dryRun: true });
		expect(dry.json.map(numbers)).toEqual([['1'], [], ['velha']]);
		expect(dry.json[0][0].dryRun).toBe(true);
		expect(dry.hints[0].message).toMatch(/^Simulação, nada foi gravado\. D0: 1\./);
		// A ruler that had run today would have left this invoice's day behind it.
		goToDay(1);
		const { json } = await ruler(credentials, steps(0, 5));
		expect(skippedOf(json[2])).toEqual([['1', 'backlog'], ['velha', 'backlog']]);
	});

	it('from rows of a sheet: imports them on the way and keeps their own columns', async () => {
		const rows = [sheetRow('1', { ...due(0), vendedor: 'Rui' }), sheetRow('2', { ...due(0), valor: 'x' }), sheetRow('3', due(50)), sheetRow('4', { ...due(-5), email: 'errado' }), sheetRow('1', due(0))];
		const parameters = { ...steps(5, 0), invoicesFrom: 'items' };
		const { json, outputs, hints } = await ruler(credentials, parameters, rows);
		expect(json.map((items) => items.map(({ invoice, numero }) => numero ?? (invoice as IDataObject)?.number ?? null))).toEqual([['4'], ['1'], ['3', null, null]]);
		expect(json[1][0]).toMatchObject({ vendedor: 'Rui', vencimento: dayFromToday(0), step: { id: 'D0' } });
		expect(outputs.map((items) => items.map(({ pairedItem }) => (pairedItem as { item: number }).item))).toEqual([[3], [0], [2, 1, 4]]);
		expect(json[2].map(({ skipped }) => (skipped as IDataObject).reason)).toEqual(['not_due', 'bad_row', 'bad_row']);
		expect(json[2][1]).toMatchObject({ row: 2, field: 'amount', original: rows[1], skipped: { text: expect.stringContaining('"x"') } });
		expect(json[2][2]).toMatchObject({ row: 5, field: 'number', skipped: { text: expect.stringContaining('já apareceu na linha 1') } });
		expect(hints[0].message).toContain('2 com erro na linha');
		expect(hints[0].message).toContain('Ressalvas: 1, a primeira na linha 4');
		expect(numbers((await receivables('invoice.getAll', credentials, {})).json[0]).sort()).toEqual(['1', '3', '4']);
		expect((await ruler(credentials, parameters, json[1])).json.map(numbers)).toEqual([[], ['1'], []]);
	});

	it('a dry run over rows of a sheet writes nothing, the rows neither', async () => {
		const dry = await ruler(credentials, { ...steps(0), invoicesFrom: 'items', dryRun: true }, [sheetRow('1', due(0)), sheetRow('2', { valor: '' })]);
		expect(dry.json.map((items) => items.length)).toEqual([1, 1]);
		expect(dry.json[0][0]).toMatchObject({ dryRun: true, numero: '1', invoice: { number: '1' }, step: { id: 'D0' } });
		expect((await receivables('invoice.getAll', credentials, { statuses: [] })).json[0]).toEqual([]);
	});
});
