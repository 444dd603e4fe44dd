import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startSmtpServer } from '../../doubles/smtp/index.ts';
import { pollNode, runNode, runWorkflow } from '../../support/n8nCore';
import { atNoon, dayFromToday, goToDay, importRows, newAccount, newPostgresAccount, receivables, sheetRow, smtpOf, type Credentials } from '../../support/n8nCoreAccount';

atNoon();

describe.each([
	['SQLite', newAccount],
	['PostgreSQL', newPostgresAccount],
])('Invoice Trigger (%s)', (_engine, account) => {
	let credentials: Credentials;
	beforeEach(() => {
		credentials = { cobrancaAccountApi: account() };
	});
	const poll = async (parameters: INodeParameters = {}, mode?: 'trigger' | 'manual') => {
		const items = await pollNode({ type: 'invoiceTrigger', parameters: { options: { countFrom: 'dueDate' }, ...parameters } }, credentials, mode);
		return items?.map(({ json }) => [(json.invoice as IDataObject).number, (json.step as IDataObject).id]) ?? null;
	};
	const due = (days: number) => ({ vencimento: dayFromToday(days) });

	it('publishing it emits nothing of the past, only days that are reached from then on', async () => {
		await importRows(credentials, [sheetRow('velha', due(-300)), sheetRow('ontem', due(-1)), sheetRow('hoje', due(0)), sheetRow('futura', due(6))]);
		const once = { repeat: 'never' };
		expect(await poll(once)).toEqual([['hoje', 'D0']]);
		goToDay(1);
		expect(await poll(once)).toEqual([['futura', 'D-5']]);
		goToDay(4);
		expect(await poll(once)).toEqual([['ontem', 'D+5']]);
	});

	it('says nothing when nothing is due, and looks at an empty ledger without fault', async () => {
		expect(await poll()).toBeNull();
		await importRows(credentials, [sheetRow('1', due(50))]);
		expect(await poll()).toBeNull();
	});

	it('emits once a day until a message is sent, and the newest day only', async () => {
		await importRows(credentials, [sheetRow('1', due(1))]);
		expect(await poll()).toEqual([['1', 'D-1']]);
		expect(await poll()).toBeNull();
		goToDay(1);
		expect(await poll()).toEqual([['1', 'D0']]);
		expect(await poll()).toBeNull();
		goToDay(6);
		expect(await poll()).toEqual([['1', 'D+5']]);
		goToDay(7);
		expect(await poll()).toEqual([['1', 'D+5']]);
	});

	it('or each day once, whatever becomes of it', async () => {
		await importRows(credentials, [sheetRow('1', due(0))]);
		expect(await poll({ repeat: 'never' })).toEqual([['1', 'D0']]);
		goToDay(1);
		expect(await poll({ repeat: 'never' })).toBeNull();
		goToDay(6);
		expect(await poll({ repeat: 'never' })).toEqual([['1', 'D+5']]);
	});

	it('two polls at the same moment emit an invoice once', async () => {
		await importRows(credentials, Array.from({ length: 30 }, (_, index) => sheetRow(`n${index}`, due(0))));
		const polls = await Promise.all([poll(), poll(), poll()]);
		expect(polls.flatMap((items) => items ?? [])).toHaveLength(30);
	});

	it('from the editor it shows what would come and takes nothing away', async () => {
		await importRows(credentials, [sheetRow('1', due(0))]);
		const shown = await pollNode({ type: 'invoiceTrigger' }, credentials, 'manual');
		expect(shown).toEqual([{ json: expect.objectContaining({ dryRun: true, step: expect.objectContaining({ ruler: 'gatilho:gatilho', id: 'D0' }) }) }]);
		expect(await poll()).toEqual([['1', 'D0']]);
		expect(await poll({}, 'manual')).toBeNull();
	});

	it('reads days as people write them, and says which one it cannot read', async () => {
		await importRows(credentials, [sheetRow('1', due(-10))]);
		expect(await poll({ days: '+10 ; 0,-5' })).toEqual([['1', 'D+10']]);
		await expect(poll({ days: '0, amanhã' })).rejects.toThrow('"amanhã" não serve como dia');
		await expect(poll({ days: '5, 5' })).rejects.toThrow('aparece duas vezes');
		await expect(poll({ days: ' ' })).rejects.toThrow('não tem nenhuma etapa');
	});

	it('does not emit what was paid or promised', async () => {
		const items = await importRows(credentials, [sheetRow('1', due(0)), sheetRow('2', due(0)), sheetRow('3', due(0))]);
		await receivables('invoice.markPaid', credentials, { payment: 'whole' }, [items[0]]);
		await receivables('invoice.promise', credentials, { until: dayFromToday(3) }, [items[1]]);
		expect(await poll()).toEqual([['3', 'D0']]);
	});
});

describe('Invoice Trigger and Reminder', () => {
	it('a message that was sent ends the day’s emission; the preview of the editor sends none', async () => {
		const server = await startSmtpServer();
		const credentials = { cobrancaAccountApi: newAccount(), smtp: smtpOf(server) };
		const trigger = { type: 'invoiceTrigger', parameters: { options: { countFrom: 'dueDate' } } } as const;
		await importRows(credentials, [sheetRow('1')]);
		const editor = await runWorkflow({ credentials, nodes: [trigger, { type: 'reminder', parameters: { template: 'dueToday' } }], startAt: 'invoiceTrigger' });
		expect(editor.reminder.json[0]).toEqual([expect.objectContaining({ contact: expect.objectContaining({ state: 'preview' }) })]);
		expect(server.received).toEqual([]);

		const emitted = await pollNode(trigger, credentials);
		expect((await runNode({ type: 'reminder', parameters: { template: 'dueToday' } }, credentials, emitted ?? [])).json[0]).toHaveLength(1);
		goToDay(1);
		expect(await pollNode(trigger, credentials)).toBeNull();
		await server.stop();
	});
});
