import { SmtpPool } from '../../../../core/reminder/smtp/pool';
import { type SmtpServerDouble, startSmtpServer } from '../../../doubles/smtp/index.ts';
import { SHORT, email, settingsFor } from './fixtures';

let server: SmtpServerDouble;

beforeEach(async () => {
	server = await startSmtpServer();
});
afterEach(() => server.stop());

const kept = async (count: number) => {
	while (server.received.length < count) await new Promise(setImmediate);
};

describe('close', () => {
	it('lets a message under way end, sends nothing more, leaves no socket', async () => {
		const pool = new SmtpPool(settingsFor(server), { connections: 1 });
		const first = pool.send(email('a'));
		const second = first.then(() => pool.send(email('b')));
		await first;
		const waiting = [pool.send(email('c')), pool.send(email('d'))];
		await pool.close();
		expect((await second).state).toBe('sent');
		expect((await Promise.all(waiting)).map((outcome) => outcome.state)).toEqual(['temporary', 'temporary']);
		expect(await pool.send(email('e'))).toMatchObject({ state: 'temporary', reason: expect.stringContaining('encerrado') });
		await server.stop();
		expect(server.connections.open).toBe(0);
		expect(server.received).toHaveLength(2);
	});

	it('waits for a server that does not answer only so long', async () => {
		const pool = new SmtpPool(settingsFor(server), { connections: 2, timeouts: { close: 50 } });
		const sending = pool.send(email('a', 'silent-after-data'));
		await kept(1);
		await pool.close();
		expect(await sending).toMatchObject({ state: 'ambiguous' });
	});

	it('breaks off a connection that is still being opened', async () => {
		const pool = new SmtpPool(settingsFor(server), { connections: 1 });
		const sending = pool.send(email('a'));
		await pool.close();
		expect(await sending).toMatchObject({ state: 'temporary', scope: 'server' });
		expect(server.received).toHaveLength(0);
	});

	it('may be called twice, and on a pool that never sent', async () => {
		const pool = new SmtpPool(settingsFor(server), { connections: 1 });
		await Promise.all([pool.close(), pool.close()]);
		expect(server.connections.total).toBe(0);
	});
});

describe('abort', () => {
	it('takes back what is waiting, and classes what is under way by how far it had come', async () => {
		const pool = new SmtpPool(settingsFor(server), { connections: 1, timeouts: SHORT });
		const abort = new AbortController();
		const underWay = pool.send(email('a', 'silent-after-data'), abort.signal);
		const waiting = pool.send(email('b'), abort.signal);
		const other = pool.send(email('c'));
		await kept(1);
		abort.abort();
		expect(await underWay).toMatchObject({ state: 'ambiguous' });
		expect(await waiting).toMatchObject({ state: 'temporary', reason: expect.stringContaining('cancelado') });
		expect(await other).toMatchObject({ state: 'sent' });
		expect(await pool.send(email('d'), abort.signal)).toMatchObject({ state: 'temporary' });
		await pool.close();
		expect(server.received.map((message) => message.to[0])).toEqual(['a+silent-after-data@example.com', 'c+accept@example.com']);
	});
});
