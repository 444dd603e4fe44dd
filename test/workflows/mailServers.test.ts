import { startNonsenseServer, type SmtpServerOptions } from '../doubles/smtp/index';
import { closeDesks, itemsOf, newDesk, of, pairs, type Desk } from './support/desk';
import { bundled, chain, manual, node } from './support/workflows';
import { disconnect } from './support/world';

afterAll(async () => {
	await closeDesks();
	await disconnect();
});

const REGUA = bundled('regua-padrao-email.json');
const receivables = (name: string, parameters: Record<string, unknown>) => node(name, 'n8n-nodes-cobranca.receivables', { resource: 'contact', ...parameters });

/** An invoice due today of a customer whose mail server does this. */
const to = (behaviour: string): [string, object] => [behaviour, { customer: { key: `email:${behaviour}`, email: `c+${behaviour}@example.com` } }];

interface Tried {
	recipient: string;
	state: string;
	attempt: number;
	reason: string | null;
}

async function tries({ creditor }: Desk): Promise<Tried[]> {
	return await creditor.inLedger(async ({ db }) => await db.selectFrom('contacts').select(['recipient', 'state', 'attempt', 'reason']).orderBy('id').execute());
}

/** `refuse failed 1`, `defer failed 2`… by recipient. */
const summary = (tried: readonly Tried[]) => tried.map(({ recipient, state, attempt }) => `${/\+(.*)@/.exec(recipient)?.[1] ?? 'fine'} ${state} ${attempt}`).sort();

describe('a mail server that refuses, defers and drops some of the messages', () => {
	let desk: Desk;
	let first: Awaited<ReturnType<Desk['run']>>;
	let afterFirst: Tried[];
	let later: Tried[];

	beforeAll(async () => {
		desk = await newDesk();
		const fine = Array.from({ length: 20 }, (_, place): [string] => [`FINE-${place}`]);
		await desk.put(...fine.slice(0, 10), to('refuse'), to('defer'), to('drop-after-data'), to('refuse-after-data'), ...fine.slice(10, 15), to('defer-after-data'), to('drop-at-rcpt'), ...fine.slice(15));
		const workflow = await desk.save(REGUA);
		first = await desk.run(workflow);
		afterFirst = await tries(desk);
		for (let round = 0; round < 3; round += 1) await desk.run(workflow);
		later = (await tries(desk)).slice(afterFirst.length);
	});

	it('delivers all the others, once', () => {
		const fine = desk.recipients().filter((address) => address.startsWith('cFINE-'));
		expect(fine).toHaveLength(20);
		expect(new Set(fine).size).toBe(20);
	});

	it('leaves each contact in the state that is true of it', () => {
		expect(summary(afterFirst).filter((line) => !line.startsWith('fine'))).toEqual(['defer failed 1', 'defer-after-data failed 1', 'drop-after-data unknown 1', 'drop-at-rcpt failed 1', 'refuse failed 1', 'refuse-after-data failed 1']);
		expect(summary(afterFirst).filter((line) => line === 'fine sent 1')).toHaveLength(20);
		expect(afterFirst.find(({ recipient }) => recipient === 'c+refuse@example.com')?.reason).toContain('Mailbox does not exist');
	});

	it('says so on the canvas', () => {
		expect(pairs(itemsOf(first, 'Não enviadas'), 'invoice.number', 'notSent.reason')).toEqual(['defer temporary', 'defer-after-data temporary', 'drop-after-data unknown', 'drop-at-rcpt temporary', 'refuse refused', 'refuse-after-data refused']);
		expect(first.nodes['D0 Vence hoje']?.[0]?.hints?.join()).toContain('Get Unknown');
	});

	it('tries again only what was deferred, three times in all', () => {
		expect(summary(later)).toEqual(['defer failed 2', 'defer failed 3', 'defer-after-data failed 2', 'defer-after-data failed 3', 'drop-at-rcpt failed 2', 'drop-at-rcpt failed 3']);
	});

	it('has the unknown one in one copy at its receiver', () => {
		expect(desk.recipients().filter((address) => address === 'c+drop-after-data@example.com')).toHaveLength(1);
	});
});

describe('messages of unknown outcome', () => {
	it('are listed and settled on the canvas: only what a person says was not sent goes out again', async () => {
		const desk = await newDesk();
		await desk.put(['U-1', { customer: { key: 'u1', email: 'u1+drop-after-data@example.com' } }], ['U-2', { customer: { key: 'u2', email: 'u2+drop-after-data@example.com' } }]);
		const regua = await desk.save(REGUA);
		await desk.run(regua);
		const list = async () => itemsOf(await desk.run(await desk.save(chain('Pendentes', manual(), receivables('Pendentes', { operation: 'getUnknown', returnAll: true })))), 'Pendentes');
		const unknown = await list();
		expect(unknown.map((item) => of(item, 'contact.recipient')).sort()).toEqual(['u1+drop-after-data@example.com', 'u2+drop-after-data@example.com']);
		expect(unknown.map((item) => of(item, 'contact.invoices')).flat().sort()).toEqual(['U-1', 'U-2']);
		const idOf = (recipient: string) => of(unknown.find((item) => of(item, 'contact.recipient') === recipient) ?? {}, 'contact.id');
		const settle = async (parameters: Record<string, unknown>) => itemsOf(await desk.run(await desk.save(chain('Resolver', manual(), receivables('Resolver', { operation: 'settle', note: 'Conferido no servidor', ...parameters })))), 'Resolver');
		expect(await settle({ verdict: 'not_sent', contactId: idOf('u1+drop-after-data@example.com') })).toMatchObject([{ contact: { state: 'failed' } }]);
		expect(await settle({ verdict: 'sent', contactId: idOf('u2+drop-after-data@example.com') })).toMatchObject([{ contact: { state: 'sent' } }]);
		expect(await list()).toEqual([]);
		await desk.run(regua);
		expect(desk.recipients()).toEqual(['u1+drop-after-data@example.com', 'u1+drop-after-data@example.com', 'u2+drop-after-data@example.com']);
	});
});

describe('a mail server that is no use today', () => {
	it.each(['nonsense-greeting', 'closes-at-once', 'greets-421', 'greets-554'] as const)('(%s) costs nobody an attempt: the next run on a good one sends everything', async (kind) => {
		const desk = await deskWith(12);
		const useless = await startNonsenseServer(kind);
		const regua = await desk.save(REGUA);
		try {
			await desk.mailBy(useless);
			const run = await desk.run(regua);
			expect(new Set(itemsOf(run, 'Não enviadas').map((item) => of(item, 'notSent.reason')))).toEqual(new Set(['server_unavailable']));
			expect(itemsOf(run, 'Não enviadas')).toHaveLength(12);
		} finally {
			await useless.stop();
		}
		await desk.mailBy(desk.mail);
		await desk.run(regua);
		expect(new Set(desk.recipients()).size).toBe(12);
		expect(desk.mail.received).toHaveLength(12);
		expect((await tries(desk)).filter(({ state }) => state === 'sent').every(({ attempt }) => attempt === 1)).toBe(true);
	});

	it('(nonsense after the message) leaves what it took unknown, and sends nothing of it again', async () => {
		const desk = await deskWith(4);
		const babbling = await startNonsenseServer('nonsense-after-data');
		const regua = await desk.save(REGUA);
		try {
			await desk.mailBy(babbling);
			await desk.run(regua);
		} finally {
			await babbling.stop();
		}
		await desk.mailBy(desk.mail);
		await desk.run(regua);
		expect(desk.mail.connections.total).toBe(0);
		expect(summary(await tries(desk))).toEqual(Array.from({ length: 4 }, () => 'fine unknown 1'));
	});

	it('(greets after three seconds) is waited for', async () => {
		const desk = await deskWith(12, { greetDelayMs: 3_000 });
		await desk.run(await desk.save(REGUA));
		expect(new Set(desk.recipients()).size).toBe(12);
		expect(desk.mail.connections.most).toBeLessThanOrEqual(5);
	});
});

async function deskWith(invoices: number, mailOptions: SmtpServerOptions = {}): Promise<Desk> {
	const desk = await newDesk(mailOptions);
	await desk.put(...Array.from({ length: invoices }, (_, place): [string] => [`S-${place}`]));
	return desk;
}
