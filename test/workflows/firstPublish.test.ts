import type { WorkflowJson } from '../../playground/n8n-workflows';
import { sleep } from '../../playground/processes';
import { dayFromToday } from './support/clock';
import { closeDesks, itemsOf, newDesk, of, type Desk } from './support/desk';
import { bundled, node, withParameters } from './support/workflows';
import { disconnect } from './support/world';

afterAll(async () => {
	await closeDesks();
	await disconnect();
});

const REGUA = bundled('regua-padrao-email.json');

/** 300 invoices that were due a year ago, of as many customers. */
async function deskWithBacklog(): Promise<Desk> {
	const desk = await newDesk();
	await desk.put(...Array.from({ length: 300 }, (_, place): [string, object] => [`OLD-${place}`, { dueDate: dayFromToday(-365 - (place % 20)) }]));
	return desk;
}

/** Waits until `condition` holds, half a minute at most. */
async function until(condition: () => Promise<boolean> | boolean, what: string): Promise<void> {
	for (const deadline = Date.now() + 30_000; !(await condition()); await sleep(100)) {
		if (Date.now() > deadline) throw new Error(`${what}: not within half a minute`);
	}
}

/** The same workflow with a history that shows what its executions did. */
function withHistory(workflow: WorkflowJson): WorkflowJson {
	return { ...workflow, settings: { ...workflow.settings, saveDataSuccessExecution: 'all' } };
}

describe('the first publish on a portfolio of 300 invoices overdue for a year', () => {
	it('sends nothing when it is executed, and says so', async () => {
		const desk = await deskWithBacklog();
		const run = await desk.run(await desk.save(REGUA));
		expect(desk.mail.connections.total).toBe(0);
		expect(run.nodes['Régua']?.[0]?.hints?.join()).toMatch(/nenhuma fatura com etapa hoje.*300 de antes da primeira execução/);
		const skipped = itemsOf(run, 'Régua', -1);
		expect(skipped).toHaveLength(300);
		expect(new Set(skipped.map((item) => of(item, 'skipped.reason')))).toEqual(new Set(['backlog']));
		expect(of(skipped[0], 'skipped.text')).toContain('o passado não é enviado');
	});

	it('sends nothing when its schedule fires either, and then one message for what reaches its day, though it fires every second', async () => {
		const desk = await deskWithBacklog();
		const everySecond = withParameters(withHistory(REGUA), 'Dias úteis às 9h', { rule: { interval: [{ field: 'cronExpression', expression: '* * * * * *' }] } });
		const { id } = await desk.save(everySecond);
		const executions = async () => (await desk.client.executions(id)).filter(({ status }) => status === 'success').length;
		await desk.client.publish(id);
		try {
			await until(async () => (await executions()) >= 2, 'two executions by the schedule');
			expect(desk.recipients()).toEqual([]);
			await desk.put(['NEW-1']);
			await until(() => desk.recipients().length > 0, 'a message for the new invoice');
			const before = await executions();
			await until(async () => (await executions()) >= before + 3, 'three more executions');
		} finally {
			await desk.client.unpublish(id);
		}
		expect(desk.recipients()).toEqual(['cNEW-1@example.com']);
		expect((await desk.client.executions(id)).filter(({ status }) => status === 'error')).toEqual([]);
	});
});

describe('the Invoice Trigger', () => {
	it('emits nothing of the past when it is published, and each invoice once when it reaches its day', async () => {
		const desk = await deskWithBacklog();
		const trigger = node('Gatilho', 'n8n-nodes-cobranca.invoiceTrigger', { days: '-5, 0, 5', pollTimes: { item: [{ mode: 'everyHour', minute: 59 }] } });
		const workflow = withHistory({ name: 'Gatilho', nodes: [trigger], connections: {}, settings: { executionOrder: 'v1', timezone: 'America/Sao_Paulo' } });
		const { id } = await desk.save(workflow);
		const emitted = async () => {
			const runs = await Promise.all((await desk.client.executions(id)).map(async (execution) => await desk.client.execution(execution.id)));
			return runs.flatMap((run) => itemsOf(run, 'Gatilho')).map((item) => of(item, 'invoice.number'));
		};
		/** n8n polls when a workflow is published, besides its schedule. */
		const poll = async () => {
			await desk.client.publish(id);
			await desk.client.unpublish(id);
		};
		await poll();
		await desk.put(['FIRST']);
		await poll();
		await until(async () => (await emitted()).includes('FIRST'), 'the first invoice');
		await desk.put(['SECOND', { dueDate: dayFromToday(5) }], ['NOT-YET', { dueDate: dayFromToday(6) }], ['TOO-LATE', { dueDate: dayFromToday(-6) }]);
		await poll();
		await until(async () => (await emitted()).includes('SECOND'), 'the second invoice');
		await poll();
		await desk.put(['THIRD', { dueDate: dayFromToday(-5) }]);
		await poll();
		await until(async () => (await emitted()).includes('THIRD'), 'the third invoice');
		expect((await emitted()).sort()).toEqual(['FIRST', 'SECOND', 'THIRD']);
		expect(desk.mail.connections.total).toBe(0);
	});
});
