import { SmtpPool } from '../../../../core/reminder/smtp/pool';
import { type SmtpServerDouble, startSmtpServer } from '../../../doubles/smtp/index.ts';
import { SHORT, email, settingsFor } from './fixtures';

let server: SmtpServerDouble;
let pool: SmtpPool;

afterEach(async () => {
	await pool.close();
	await server.stop();
});

describe('one bad message among good ones', () => {
	const cases: Array<[string, object]> = [
		['refuse', { state: 'permanent', scope: 'message', code: 550, reason: expect.stringContaining('Mailbox does not exist') }],
		['defer', { state: 'temporary', scope: 'message', code: 451, reason: expect.stringContaining('Greylisted') }],
		['goodbye', { state: 'temporary', scope: 'server', code: 421 }],
		['drop-at-rcpt', { state: 'temporary', scope: 'message', code: null }],
		['drop-in-content', { state: 'ambiguous' }],
		['drop-after-data', { state: 'ambiguous' }],
		['silent-after-data', { state: 'ambiguous' }],
		['refuse-after-data', { state: 'permanent', scope: 'message', code: 554, reason: expect.stringContaining('Content refused') }],
		['defer-after-data', { state: 'temporary', scope: 'message', code: 452 }],
		['goodbye-after-data', { state: 'temporary', scope: 'server', code: 421 }],
	];

	it.each([true, false])('each gets its own outcome, the others go out once (pipelining: %s)', async (pipelining) => {
		server = await startSmtpServer({ pipelining });
		pool = new SmtpPool(settingsFor(server), { connections: 2, timeouts: SHORT });
		const messages = cases.flatMap(([tag]) => [email(`antes-${tag}`), email('ana', tag), email(`depois-${tag}`)]);
		const outcomes = await Promise.all(messages.map((message) => pool.send(message)));

		cases.forEach(([, expected], index) => expect(outcomes[index * 3 + 1]).toMatchObject(expected));
		const good = messages.filter((message) => message.to.includes('+accept'));
		expect(outcomes.filter((outcome) => outcome.state === 'sent')).toHaveLength(good.length);
		const ids = server.received.filter((message) => !message.acceptedBeforeDrop).map((message) => message.messageId);
		expect(ids.sort()).toEqual(good.map((message) => message.messageId).sort());
		expect(server.connections.most).toBeLessThanOrEqual(2);
	});

	it('tells a refused sender from a refused recipient: it is our set-up, and the connection goes on', async () => {
		server = await startSmtpServer();
		pool = new SmtpPool(settingsFor(server), { connections: 1 });
		const refused = await pool.send(email('ana', 'accept', { from: 'eu+refuse-sender@example.com' }));
		expect(refused).toMatchObject({ state: 'permanent', scope: 'server', code: 550, reason: expect.stringContaining('Sender not allowed') });
		expect(await pool.send(email('bia'))).toMatchObject({ state: 'sent' });
		expect(server.connections.total).toBe(1);
	});

	it('goes on with the same connection after a refused recipient', async () => {
		server = await startSmtpServer();
		pool = new SmtpPool(settingsFor(server), { connections: 1 });
		const tags = ['refuse', 'accept', 'defer', 'refuse', 'accept', 'refuse-after-data', 'accept'];
		const outcomes = await Promise.all(tags.map((tag, index) => pool.send(email(`c${index}`, tag))));
		expect(outcomes.map((outcome) => outcome.state)).toEqual(['permanent', 'sent', 'temporary', 'permanent', 'sent', 'permanent', 'sent']);
		expect(server.connections.total).toBe(1);
	});

	it('is certain about a large message that broke off before its end was written', async () => {
		server = await startSmtpServer();
		pool = new SmtpPool(settingsFor(server), { connections: 1 });
		const attachments = [{ filename: 'a.bin', contentType: 'application/octet-stream', content: Buffer.alloc(24_000_000) }];
		const outcome = await pool.send(email('ana', 'drop-in-content', { attachments }));
		expect(outcome).toMatchObject({ state: 'temporary', scope: 'message' });
		expect(await pool.send(email('bia', 'accept', { attachments }))).toMatchObject({ state: 'sent' });
		expect(server.received).toHaveLength(1);
	});

	it('refuses for good what is over the size the server names', async () => {
		server = await startSmtpServer({ size: 5_000 });
		pool = new SmtpPool(settingsFor(server), { connections: 1 });
		const outcome = await pool.send(email('ana', 'accept', { text: 'x'.repeat(9_000) }));
		expect(outcome).toMatchObject({ state: 'permanent', scope: 'message' });
		expect(await pool.send(email('bia'))).toMatchObject({ state: 'sent' });
		expect(server.connections.total).toBe(1);
	});

	it('never offers the server a message that could inject anything', async () => {
		server = await startSmtpServer();
		pool = new SmtpPool(settingsFor(server), { connections: 1 });
		const outcome = await pool.send(email('ana', 'accept', { subject: 'x\r\nBcc: evil@example.com' }));
		expect(outcome).toMatchObject({ state: 'permanent', reason: expect.stringContaining('assunto') });
		expect(server.connections.total).toBe(0);
	});
});

describe('many messages', () => {
	it('500 over 5 connections: each exactly once, each as it was written', async () => {
		server = await startSmtpServer();
		pool = new SmtpPool(settingsFor(server), { connections: 5 });
		const messages = Array.from({ length: 500 }, (_, index) => email(`cliente${index}`));
		const outcomes = await Promise.all(messages.map((message) => pool.send(message)));
		expect(new Set(outcomes.map((outcome) => outcome.state))).toEqual(new Set(['sent']));
		expect(server.received.map((message) => message.messageId).sort()).toEqual(messages.map((message) => message.messageId).sort());
		expect(server.received.every((message) => message.headers.get('to') === message.to[0])).toBe(true);
		expect(server.connections.most).toBeLessThanOrEqual(5);
		expect(server.connections.total).toBeLessThanOrEqual(10);
	});

	it('opens no more connections than there are messages, and replaces one that is used up', async () => {
		server = await startSmtpServer();
		pool = new SmtpPool(settingsFor(server), { connections: 5, messagesPerConnection: 3 });
		await Promise.all([pool.send(email('a')), pool.send(email('b'))]);
		expect(server.connections.total).toBe(2);
		await pool.close();
		pool = new SmtpPool(settingsFor(server), { connections: 1, messagesPerConnection: 3 });
		await Promise.all(Array.from({ length: 7 }, (_, index) => pool.send(email(`c${index}`))));
		expect(server.connections.total).toBe(2 + 3);
		expect(server.received).toHaveLength(9);
	});
});
