import { DUE_BY_STEP } from './support/dueToday';
import { dayFromToday, TODAY } from './support/clock';
import { closeDesks, itemsOf, newDesk, pairs, type Desk } from './support/desk';
import { letters, numbersIn, type Letter } from './support/mail';
import { csv, importFile, type FileRow } from './support/portfolioFile';
import { bundled, chain, manual, node, withParameters } from './support/workflows';
import { disconnect, executed } from './support/world';

afterAll(async () => {
	await closeDesks();
	await disconnect();
});

const person = (name: string, changes: Partial<FileRow> = {}) => (numero: string, vencimento: string, more: Partial<FileRow> = {}): FileRow => ({
	numero,
	cliente: name,
	email: `${name.split(' ')[0]?.normalize('NFD').replace(/[^a-zA-Z]/g, '').toLowerCase()}@example.com`,
	vencimento,
	...changes,
	...more,
});
const [ana, bruno, carla, davi, elisa, fabio, gil, hugo, iris, joao, zulmira] = ['Ana Souza', 'Bruno Lima', 'Carla Dias', 'Davi Reis', 'Elisa Melo', 'Fábio Pinto', 'Gil Cruz', 'Hugo Paz', 'Íris Luz', 'João Sá', 'Zulmira Zen'].map((name) => person(name));

/** Every case of a portfolio, by what is to become of it on {@link TODAY}. */
const ROWS: FileRow[] = [
	ana('ANA-1', DUE_BY_STEP['D+5'], { valor: '1.234,56' }),
	ana('ANA-2', DUE_BY_STEP.D0, { valor: '100,00' }),
	ana('ANA-3', DUE_BY_STEP['D-1'], { valor: '0,44' }),
	bruno('BRUNO-1', TODAY, { email: '' }),
	carla('CARLA-1', TODAY, { situacao: 'pago', valor_pago: '100,00', data_pagamento: '10/11/2026' }),
	davi('DAVI-1', TODAY, { situacao: 'contestado' }),
	elisa('ELISA-1', TODAY),
	fabio('FABIO-1', TODAY),
	gil('GIL-1', '2026-10-31'), // a Saturday, then a Sunday and a holiday: counts from Tuesday 3 November
	hugo('HUGO-1', dayFromToday(3), { link_pagamento: 'https://example.com/pagar?f=1&t=2' }), // a Saturday: counts from Monday
	iris('IRIS-1', dayFromToday(-1), { valor: '300,00', valor_pago: '100,00', data_pagamento: '16/11/2026', descricao: 'Curso <script>alert(1)</script> & oficina' }),
	joao('JOAO-1', dayFromToday(-30), { cliente: 'João {{constructor}} <script>alert(1)</script>' }),
	zulmira('ZULMIRA-1', dayFromToday(-8)), // D+5 passed before the régua first saw it
	person('Xico Telo')('XICO-1', dayFromToday(40)),
];
const NUMBERS = ROWS.map(({ numero }) => numero);
const REGUA = bundled('regua-padrao-email.json');

/** Two things an operator does on the canvas before the régua runs. */
const PROMISE = chain('Promessa', manual(), node('Promessa', 'n8n-nodes-cobranca.receivables', { resource: 'invoice', operation: 'promise', invoiceFrom: 'number', invoiceNumber: 'ELISA-1', until: '20/11/2026' }));
const EXCLUDE = chain('Exclusão', manual(), node('Exclusão', 'n8n-nodes-cobranca.receivables', { resource: 'customer', operation: 'exclude', customerFrom: 'typed', customer: 'fabio@example.com', until: '31/12/2026' }));

describe('regua-padrao-email over a portfolio with every case', () => {
	let desk: Desk;
	let sent: Letter[];
	let runs: Array<Awaited<ReturnType<Desk['run']>>>;

	beforeAll(async () => {
		desk = await newDesk();
		const { lastPage } = await importFile(desk.client, desk.creditor, 'carteira.csv', csv(ROWS));
		expect(lastPage).toContain('14 faturas novas');
		for (const workflow of [PROMISE, EXCLUDE]) await desk.run(await desk.save(workflow));
		const regua = await desk.save(REGUA);
		runs = [await desk.run(regua)];
		sent = await letters(desk.mail.received);
		runs.push(await desk.run(regua));
	});

	it('sends each customer the message of the step, about all of their invoices with a step today', () => {
		expect(sent.map((letter) => [letter.to, numbersIn(letter, NUMBERS), letter.subject])).toEqual([
			['ana@example.com', ['ANA-1', 'ANA-2', 'ANA-3'], expect.stringMatching(/em aberto/)],
			['gil@example.com', ['GIL-1'], expect.stringContaining('GIL-1')],
			['hugo@example.com', ['HUGO-1'], expect.stringContaining('Lembrete')],
			['iris@example.com', ['IRIS-1'], 'Sua fatura IRIS-1 está em aberto'],
			['joao@example.com', ['JOAO-1'], expect.stringContaining('JOAO-1')],
		]);
	});

	it('says each amount and how late it is, what was already paid, and where to pay', () => {
		const [ofAna, , ofHugo, ofIris, ofJoao] = sent;
		expect(ofAna.text).toMatch(/Fatura ANA-1: R\$\s1\.234,56[\s\S]*vencida há 5 dias[\s\S]*Fatura ANA-2: R\$\s100,00[\s\S]*vence hoje[\s\S]*Fatura ANA-3: R\$\s0,44[\s\S]*vence amanhã/);
		expect(ofIris.text).toMatch(/Já recebemos R\$\s100,00 de R\$\s300,00/);
		expect(ofIris.text).toMatch(/Fatura IRIS-1: R\$\s200,00/);
		expect(ofHugo.text).toContain('https://example.com/pagar?f=1&t=2');
		expect(ofHugo.html).toContain('href="https://example.com/pagar?f&#x3D;1&amp;t&#x3D;2"');
		expect(ofJoao.text).toContain('Olá, João,');
	});

	it('says of everyone else why they got nothing', () => {
		const [first] = runs;
		expect(pairs(itemsOf(first, 'Régua', -1), 'invoice.number', 'skipped.reason')).toEqual(['CARLA-1 paid', 'DAVI-1 disputed', 'ELISA-1 promised', 'FABIO-1 excluded', 'ZULMIRA-1 backlog']);
		expect(pairs(itemsOf(first, 'Não enviadas'), 'invoice.number', 'notSent.reason')).toEqual(['BRUNO-1 no_email']);
		expect(itemsOf(first, 'Puladas hoje')).toHaveLength(5);
	});

	it('sends nothing when it is executed again, and still says who has no address', () => {
		const [, second] = runs;
		expect(desk.recipients()).toEqual(sent.map(({ to }) => to));
		expect(pairs(itemsOf(second, 'Não enviadas'), 'invoice.number', 'notSent.reason')).toEqual(['BRUNO-1 no_email']);
	});

	it('writes every message down as sent, under the Message-ID that arrived', async () => {
		const contacts = await desk.creditor.inLedger(async ({ db }) => await db.selectFrom('contacts').select(['recipient', 'state', 'message_id']).orderBy('recipient').execute());
		expect(contacts.map(({ recipient, state, message_id }) => [recipient, state, message_id])).toEqual(sent.map(({ to, messageId }) => [to, 'sent', messageId]));
	});
});

describe('a dry run', () => {
	it('shows who would get what and why not, sends nothing and writes nothing', async () => {
		const desk = await newDesk();
		await importFile(desk.client, desk.creditor, 'carteira.csv', csv(ROWS));
		const before = await everything(desk);
		const run = await desk.run(await desk.save(withParameters(REGUA, 'Régua', { dryRun: true })));
		const previews = ['D-5 Lembrete: vence em breve', 'D+5 Segundo aviso', 'D+15 Aviso firme'].flatMap((name) => itemsOf(run, name));
		expect(pairs(previews, 'invoice.number', 'contact.state')).toEqual(['ANA-1 preview', 'ANA-2 preview', 'ANA-3 preview', 'GIL-1 preview', 'HUGO-1 preview']);
		expect(previews.every(({ contact }) => String((contact as { text?: string }).text).includes('Olá'))).toBe(true);
		expect(pairs(itemsOf(run, 'Régua', -1), 'invoice.number', 'skipped.reason')).toContain('DAVI-1 disputed');
		expect(pairs(itemsOf(run, 'Não enviadas'), 'invoice.number', 'notSent.reason')).toEqual(['BRUNO-1 no_email']);
		expect(run.nodes['Régua']?.[0]?.hints?.join()).toContain('Simulação, nada foi gravado');
		expect(desk.mail.connections.total).toBe(0);
		expect(await everything(desk)).toEqual(before);
	});
});

const TABLES = ['customers', 'invoices', 'payments', 'rulers', 'positions', 'contacts', 'claims', 'promises', 'exclusions'] as const;

async function everything({ creditor }: Desk): Promise<unknown> {
	return await creditor.inLedger(async ({ db }) => await Promise.all(TABLES.map(async (table) => await db.selectFrom(table).selectAll().execute())));
}

describe('an n8n that was off for twelve days', () => {
	it('sends each invoice only the newest step it has reached', async () => {
		const desk = await newDesk();
		await desk.put(['DOZE-1', { dueDate: dayFromToday(5) }], ['DOZE-2', { dueDate: dayFromToday(7) }], ['DOZE-3', { dueDate: dayFromToday(-6) }]);
		const { id } = await desk.save(REGUA);
		await executed(id);
		expect(desk.recipients()).toEqual(['cDOZE-1@example.com']); // its D-5
		await executed(id, { days: 12 });
		const contacts = await desk.creditor.inLedger(async ({ db }) => await db.selectFrom('contacts').select(['recipient', 'steps']).orderBy('id').execute());
		expect(contacts.map(({ recipient, steps }) => `${recipient} ${steps}`).sort()).toEqual(['cDOZE-1@example.com D+5', 'cDOZE-1@example.com D-5', 'cDOZE-2@example.com D+5', 'cDOZE-3@example.com D+15']);
		expect(desk.mail.received).toHaveLength(4);
	});
});
