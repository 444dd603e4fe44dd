import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { READY_TEMPLATES, TEMPLATE_IDS } from '../../../core/reminder/templates';
import { startSmtpServer, type SmtpServerDouble } from '../../doubles/smtp/index.ts';
import { runNode, runWorkflow, type NodeRun } from '../../support/n8nCore';
import { atNoon, dayFromToday, goToDay, importRows, newAccount, receivables, sheetRow, smtpOf, type Credentials } from '../../support/n8nCoreAccount';

let server: SmtpServerDouble;
let credentials: Credentials;

atNoon();
beforeAll(async () => {
	server = await startSmtpServer();
});
afterAll(async () => await server.stop());
beforeEach(() => {
	server.received.length = 0;
	credentials = { cobrancaAccountApi: newAccount(), smtp: smtpOf(server) };
});

async function reminder(parameters: INodeParameters, items: INodeExecutionData[] | IDataObject[]): Promise<NodeRun> {
	return await runNode({ type: 'reminder', parameters }, credentials, items);
}

const notSent = (run: NodeRun) => run.json[1].map((item) => (item.notSent as IDataObject).reason);
const contacts = async () => (await receivables('contact.getAll', credentials, { returnAll: true })).json[0].map(({ contact }) => contact as IDataObject);

describe('Reminder: the message', () => {
	it.each(TEMPLATE_IDS.map((id) => [id]))('the ready message %s goes out as it is when nothing was edited', async (template) => {
		const paid = template === 'thanksForPaying' ? { situacao: 'paga' } : {};
		const items = await importRows(credentials, [sheetRow('A-1', { vencimento: dayFromToday(template === 'beforeDue' ? 5 : template === 'dueToday' ? 0 : -20), ...paid })]);
		const { json, error } = await reminder({ template }, items);
		expect(error).toBeNull();
		expect(json[0]).toEqual([{ ...items[0], contact: { id: expect.any(Number), state: 'sent', channel: 'email', recipient: 'ca1@example.com', subject: server.received[0].subject, messageId: server.received[0].messageId } }]);
		expect(json[1]).toEqual([]);
		const { text, html, subject } = await server.received[0].parse();
		expect(subject).toContain('A-1');
		expect(text).toContain('Olá, Cliente');
		expect(text?.split('\n')[0].length).toBeLessThan(READY_TEMPLATES[template].message.length);
		for (const part of [text, html]) {
			expect(part).toContain('1.234,56');
			expect(part).toContain('11.222.333/0001-81');
			expect(part).toContain('Rua das Flores, 100');
			expect(part).not.toMatch(/undefined|null|NaN|\[object|\{\{|\}\}/);
		}
	});

	it('an edited text goes out as edited, and from whom the node says', async () => {
		const items = await importRows(credentials, [sheetRow('1', { cliente: 'Ana <b>Souza</b>' })]);
		await reminder({ template: 'dueToday', subject: 'Oi, {{cliente.primeiroNome}}', message: 'Sua fatura é de **{{moeda fatura.valor}}**, {{cliente.nome}}.', fromEmail: 'Cobrança <cobranca@example.com>' }, items);
		const { text, html, subject, from, replyTo } = await server.received[0].parse();
		expect(subject).toBe('Oi, Ana');
		expect(text).toMatch(/^Sua fatura é de R\$\s1\.234,56, Ana <b>Souza<\/b>\./);
		expect(html).toContain('Ana &lt;b&gt;Souza&lt;/b&gt;');
		expect(from).toMatchObject({ name: 'Cobrança', address: 'cobranca@example.com' });
		expect(replyTo).toEqual([expect.objectContaining({ address: 'financeiro@example.com' })]);
	});

	it('sends own HTML with its text', async () => {
		const items = await importRows(credentials, [sheetRow('1')]);
		const { json } = await reminder({ template: 'ownHtml', subject: 'Fatura {{fatura.numero}}', html: '<p>Caro {{cliente.nome}}</p>{{> assinatura}}', plainText: 'Caro {{cliente.nome}}' }, items);
		expect(json[0]).toHaveLength(1);
		const { html, text } = await server.received[0].parse();
		expect(html).toContain('<p>Caro Cliente 1</p>');
		expect(text).toContain('Caro Cliente 1');
	});

	it.each<[string, INodeParameters, string]>([
		['an unknown variable', { message: 'Olá {{cliente.apelido}}' }, 'cliente.apelido'],
		['an unknown variable of the subject', { subject: '{{fatura.nada}}' }, 'fatura.nada'],
		['code', { message: '{{constructor.constructor}}' }, 'constructor'],
		['broken braces', { message: 'Olá {{#if varias}}' }, 'mensagem'],
		['own HTML with a script of Handlebars', { template: 'ownHtml', html: '{{lookup this "constructor"}}' }, 'HTML'],
	])('%s is an error of the node before anything is claimed', async (_name, parameters, words) => {
		const items = await importRows(credentials, [sheetRow('1')]);
		const { error, json } = await reminder({ template: 'dueToday', ...parameters }, items);
		expect(error).toMatchObject({ name: 'NodeOperationError', message: expect.stringContaining(words), description: expect.stringContaining('Nada foi enviado') });
		expect(json).toEqual([]);
		expect(server.received).toEqual([]);
		expect(await contacts()).toEqual([]);
	});

	it('a variable that is empty for one customer keeps that one message back, and no other', async () => {
		const items = await importRows(credentials, [sheetRow('1'), sheetRow('2', { descricao: 'Mensalidade' })]);
		const run = await reminder({ template: 'ownText', subject: 'Fatura', message: 'Sobre {{fatura.descricao}}' }, items);
		expect(run.json[0]).toHaveLength(1);
		expect(run.json[1]).toEqual([{ ...items[0], notSent: { reason: 'template', text: expect.stringContaining('fatura.descricao') } }]);
		expect(run.outputs.map((output) => output.map(({ pairedItem }) => pairedItem))).toEqual([[{ item: 1 }], [{ item: 0 }]]);
		expect(await contacts()).toHaveLength(1);
	});

	it('wants a sender', async () => {
		credentials.cobrancaAccountApi = newAccount({ creditorEmail: '' });
		const items = await importRows(credentials, [sheetRow('1')]);
		expect((await reminder({ template: 'dueToday' }, items)).error).toMatchObject({ name: 'NodeOperationError', message: expect.stringContaining('From Email') });
		expect((await reminder({ template: 'dueToday', fromEmail: 'eu@example.com' }, items)).json[0]).toHaveLength(1);
		expect(server.received[0].headers.get('from')).toBe('"Escola Exemplo Ltda." <eu@example.com>');
	});

	it('wants a server', async () => {
		const items = await importRows(credentials, [sheetRow('1')]);
		credentials.smtp = { host: ' ' };
		expect((await reminder({ template: 'dueToday' }, items)).error).toMatchObject({ name: 'NodeOperationError', message: expect.stringContaining('Host') });
	});
});

describe('Reminder: who gets one', () => {
	it('writes one message for all invoices of a customer, and never a second one', async () => {
		const ana = { cliente: 'Ana Souza', email: 'ana@example.com', cpf_cnpj: '52998224725' };
		const items = await importRows(credentials, [sheetRow('1', ana), sheetRow('2'), sheetRow('3', ana)]);
		const run = await reminder({ template: 'dueToday' }, items);
		expect(server.received.map(({ to }) => to).sort()).toEqual([['ana@example.com'], ['c2@example.com']]);
		expect(run.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(run.json[0][0].contact).toEqual(run.json[0][2].contact);
		const message = server.received.find(({ to }) => to[0] === 'ana@example.com');
		expect((await message?.parse())?.text).toContain('2.469,12');

		const again = await reminder({ template: 'dueToday' }, items);
		expect(again.json[0]).toEqual([]);
		expect(notSent(again)).toEqual(['already_contacted', 'already_contacted', 'already_contacted']);
		expect(server.received).toHaveLength(2);
		expect((await contacts()).map(({ invoices, state }) => [invoices, state])).toEqual(expect.arrayContaining([[['1', '3'], 'sent'], [['2'], 'sent']]));
	});

	it('or one an invoice', async () => {
		const ana = { cliente: 'Ana', email: 'ana@example.com', cpf_cnpj: '52998224725' };
		const items = await importRows(credentials, [sheetRow('1', ana), sheetRow('2', ana)]);
		await reminder({ template: 'dueToday', options: { groupByCustomer: false } }, items);
		expect(server.received).toHaveLength(2);
	});

	it('another message key is another message, the same one is the same', async () => {
		const items = await importRows(credentials, [sheetRow('1')]);
		const send = async (messageKey: string, template: string) => (await reminder({ template, options: { messageKey } }, items)).json[0].length;
		expect([await send('natal', 'dueToday'), await send('natal', 'ownText'), await send('', 'dueToday'), await send('', 'ownText')]).toEqual([1, 0, 1, 1]);
	});

	it('says why each of the others gets none', async () => {
		const items = await importRows(credentials, [
			sheetRow('paga', { situacao: 'paga' }),
			sheetRow('cancelada', { situacao: 'cancelada' }),
			sheetRow('contestada'),
			sheetRow('prometida'),
			sheetRow('excluída', { cpf_cnpj: '52998224725' }),
			sheetRow('sem e-mail', { email: '' }),
			sheetRow('recusada', { email: 'r+refuse@example.com' }),
			sheetRow('adiada', { email: 'a+defer@example.com' }),
			sheetRow('incerta', { email: 'i+drop-after-data@example.com' }),
			sheetRow('boa'),
		]);
		await receivables('invoice.dispute', credentials, {}, [items[2]]);
		await receivables('invoice.promise', credentials, { until: dayFromToday(1) }, [items[3]]);
		await receivables('customer.exclude', credentials, { until: dayFromToday(1) }, [items[4]]);
		const run = await reminder({ template: 'dueToday' }, [...items, items[9], { numero: 'sem nada', valor: '', vencimento: '', cliente: '' }]);
		expect(run.json[0].map(({ invoice }) => (invoice as IDataObject).number)).toEqual(['boa']);
		expect(notSent(run)).toEqual(['paid', 'cancelled', 'disputed', 'promised', 'excluded', 'no_email', 'refused', 'temporary', 'unknown', 'already_contacted', 'bad_row', 'bad_row', 'bad_row']);
		for (const item of run.json[1]) expect((item.notSent as IDataObject).text).toMatch(/^[A-ZÁÉÍÓÚ].{10,}/);
		expect(run.json[1][6].notSent).toMatchObject({ text: expect.stringContaining('Mailbox does not exist') });
		expect(run.outputs[1].map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 11, 11]);
		expect(run.hints).toEqual([expect.objectContaining({ type: 'warning', message: expect.stringMatching(/^1 fatura está em mensagens cujo envio não pôde ser confirmado/) })]);
		expect(JSON.stringify(run.json)).not.toContain('undefined');
	});

	it('lists a message of unknown outcome, does not send it again, and lets a person settle it', async () => {
		const items = await importRows(credentials, [sheetRow('1', { email: 'i+drop-after-data@example.com' }), sheetRow('2')]);
		await reminder({ template: 'dueToday' }, items);
		expect(notSent(await reminder({ template: 'dueToday' }, items))).toEqual(['already_contacted', 'already_contacted']);
		const unknown = await receivables('contact.getUnknown', credentials);
		expect(unknown.outputs).toHaveLength(1);
		expect(unknown.json[0]).toEqual([{ contact: expect.objectContaining({ state: 'unknown', recipient: 'i+drop-after-data@example.com', invoices: ['1'] }), customer: expect.objectContaining({ name: 'Cliente 1' }) }]);

		const settled = await receivables('contact.settle', credentials, { verdict: 'not_sent', note: 'olhei no provedor' }, [...unknown.json[0], { contact: {} }, { contact: { id: 999 } }]);
		expect(settled.json[0]).toEqual([{ contact: expect.objectContaining({ state: 'failed', settledNote: 'olhei no provedor' }) }]);
		expect(settled.json[1].map(({ row }) => row)).toEqual([2, 3]);
		const before = server.received.length;
		await reminder({ template: 'dueToday' }, items);
		expect(server.received).toHaveLength(before + 1);
		const [again] = (await receivables('contact.getUnknown', credentials)).json[0];
		const sent = await receivables('contact.settle', credentials, { verdict: 'sent', contactId: (again.contact as IDataObject).id as number });
		expect(sent.json[0]).toEqual([{ contact: expect.objectContaining({ state: 'sent' }) }]);
		expect((await receivables('contact.getUnknown', credentials)).json[0]).toEqual([]);
		expect((await receivables('contact.getAll', credentials, { states: ['failed'], filters: { from: dayFromToday(0), customer: 'i+drop-after-data@example.com' } })).json[0]).toHaveLength(1);
	});

	it('a server that is down uses up no attempt', async () => {
		const items = await importRows(credentials, [sheetRow('1'), sheetRow('2')]);
		const real = credentials.smtp;
		credentials.smtp = { host: '127.0.0.1', port: 1, secure: false };
		for (let attempt = 0; attempt < 4; attempt += 1) expect(notSent(await reminder({ template: 'dueToday' }, items))).toEqual(['server_unavailable', 'server_unavailable']);
		credentials.smtp = real;
		expect((await reminder({ template: 'dueToday' }, items)).json[0]).toHaveLength(2);
	});

	it('tries what the server refuses for now on later runs, as often as told', async () => {
		const items = await importRows(credentials, [sheetRow('1', { email: 'a+defer@example.com' })]);
		const runs: unknown[] = [];
		for (let attempt = 0; attempt < 3; attempt += 1) runs.push(...notSent(await reminder({ template: 'dueToday', options: { maxAttempts: 2 } }, items)));
		expect(runs.slice(0, 2)).toEqual(['temporary', 'temporary']);
		expect(['already_contacted', 'attempts_exhausted']).toContain(runs[2]);
	});
});

describe('Reminder: dry run', () => {
	it('shows the messages, sends and records nothing, and needs no server', async () => {
		const items = await importRows(credentials, [sheetRow('1'), sheetRow('2', { email: '' })]);
		credentials.smtp = { host: '127.0.0.1', port: 1, secure: false };
		const { json } = await reminder({ template: 'dueToday', dryRun: true }, items);
		expect(json[0]).toEqual([{ ...items[0], contact: { id: null, state: 'preview', channel: 'email', recipient: 'c1@example.com', subject: expect.stringContaining('1'), messageId: expect.stringMatching(/^<.+@example\.com>$/), text: expect.stringContaining('Olá, Cliente') } }]);
		expect(json[1].map(({ notSent: why }) => (why as IDataObject).reason)).toEqual(['no_email']);
		expect(await contacts()).toEqual([]);
	});

	it('over rows of a sheet leaves the ledger as empty as it was', async () => {
		const { json } = await reminder({ template: 'dueToday', dryRun: true }, [sheetRow('1')]);
		expect(json[0]).toEqual([expect.objectContaining({ numero: '1', contact: expect.objectContaining({ state: 'preview' }) })]);
		expect((await receivables('invoice.getAll', credentials, { statuses: [] })).json[0]).toEqual([]);
	});

	it('follows a ruler’s dry run, over the ledger and over rows that are not in it', async () => {
		await importRows(credentials, [sheetRow('no livro')]);
		const parameters = { dryRun: true, options: { window: 'any' }, steps: { step: [{ day: 0, countFrom: 'dueDate' }] } };
		for (const [invoicesFrom, items] of [['ledger', [{ json: {} }]], ['items', [{ json: sheetRow('na planilha') }]]] as const) {
			const runs = await runWorkflow({
				credentials,
				items: [...items],
				nodes: [{ type: 'dunningRuler', parameters: { ...parameters, invoicesFrom } }, { type: 'reminder', parameters: { template: 'dueToday' } }],
			});
			expect(runs.reminder.error).toBeNull();
			expect(runs.reminder.json[0]).toEqual([expect.objectContaining({ dryRun: true, contact: expect.objectContaining({ state: 'preview' }) })]);
		}
		expect(server.received).toEqual([]);
		expect((await receivables('invoice.getAll', credentials, { statuses: [] })).json[0]).toHaveLength(1);
	});
});

describe('Reminder: after a ruler', () => {
	const regua = (): Parameters<typeof runWorkflow>[0] => ({
		credentials,
		nodes: [
			{ type: 'dunningRuler', parameters: { options: { window: 'any' }, steps: { step: [{ day: 0, countFrom: 'dueDate' }, { day: 5, countFrom: 'dueDate' }] } } },
			{ type: 'reminder', name: 'hoje', parameters: { template: 'dueToday' } },
			{ type: 'reminder', name: 'atraso', parameters: { template: 'overdue1to5' } },
		],
		connections: [['dunningRuler', 0, 'hoje'], ['dunningRuler', 1, 'atraso']],
	});

	it('sends each step once, and the ruler knows that it was carried out', async () => {
		await importRows(credentials, [sheetRow('1'), sheetRow('2', { vencimento: dayFromToday(5) })]);
		const first = await runWorkflow(regua());
		expect(first.hoje.json[0]).toEqual([expect.objectContaining({ step: expect.objectContaining({ id: 'D0' }), contact: expect.objectContaining({ state: 'sent' }) })]);
		const second = await runWorkflow(regua());
		expect(second.hoje).toBeUndefined();
		goToDay(5);
		const third = await runWorkflow(regua());
		expect([third.hoje.json[0].length, third.atraso.json[0].length]).toEqual([1, 1]);
		expect(server.received).toHaveLength(3);
		expect((await contacts()).map(({ ruler, steps }) => [ruler, steps])).toEqual(expect.arrayContaining([['padrao', 'D0'], ['padrao', 'D+5'], ['padrao', 'D0']]));
	});

	it('two runs at the same moment send one message', async () => {
		await importRows(credentials, Array.from({ length: 20 }, (_, index) => sheetRow(`n${index}`)));
		const runs = await Promise.all([runWorkflow(regua()), runWorkflow(regua()), runWorkflow(regua())]);
		expect(server.received).toHaveLength(20);
		expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(20);
		expect(runs.flatMap(({ hoje }) => hoje?.json[0] ?? [])).toHaveLength(20);
	});

	it('what was paid in between is not dunned', async () => {
		const [item] = await importRows(credentials, [sheetRow('1')]);
		const ruled = await runNode({ type: 'dunningRuler', parameters: regua().nodes[0].parameters }, credentials);
		await receivables('invoice.markPaid', credentials, { payment: 'whole' }, [item]);
		const run = await reminder({ template: 'dueToday' }, ruled.json[0]);
		expect(notSent(run)).toEqual(['paid']);
	});

	it('thanks the customer once, though the item still carries the step that was sent', async () => {
		await importRows(credentials, [sheetRow('1')]);
		const sent = (await runWorkflow(regua())).hoje.json[0];
		expect(notSent(await reminder({ template: 'thanksForPaying' }, sent))).toEqual(['not_paid']);
		await receivables('invoice.markPaid', credentials, { payment: 'whole' }, sent);
		expect((await reminder({ template: 'thanksForPaying' }, sent)).json[0]).toHaveLength(1);
		expect(notSent(await reminder({ template: 'thanksForPaying' }, sent))).toEqual(['already_contacted']);
		expect(server.received).toHaveLength(2);
	});
});
