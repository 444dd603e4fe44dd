import { SmtpPool } from '../../../../core/reminder/smtp/pool';
import { type Nonsense, startNonsenseServer, startScriptedServer, startSmtpServer } from '../../../doubles/smtp/index.ts';
import { SHORT, email, settingsFor } from './fixtures';

const stops: Array<() => Promise<void>> = [];
const kept = <T extends { stop(): Promise<void> }>(server: T): T => {
	stops.push(() => server.stop());
	return server;
};
const newPool = (...args: ConstructorParameters<typeof SmtpPool>) => {
	const pool = new SmtpPool(...args);
	stops.unshift(() => pool.close());
	return pool;
};
const states = async (pool: SmtpPool, count: number) =>
	(await Promise.all(Array.from({ length: count }, (_, index) => pool.send(email(`c${index}`))))).map((outcome) => outcome.state);

afterEach(async () => {
	for (const stop of stops.splice(0)) await stop();
});

describe('a server that is not what it should be', () => {
	it.each<Nonsense>(['nonsense-greeting', 'never-greets', 'closes-at-once', 'greets-421', 'greets-554', 'endless-ehlo'])(
		'%s: certainly not sent, and the trouble is the server’s',
		async (kind) => {
			const server = kept(await startNonsenseServer(kind));
			const pool = newPool(settingsFor(server), { connections: 2, timeouts: { ...SHORT, greeting: 250, message: 500 } });
			const outcome = await pool.send(email('ana'));
			expect(outcome).toMatchObject({ state: 'temporary', scope: 'server', reason: expect.stringContaining(`${server.port}`) });
			expect(server.contents).toHaveLength(0);
		},
	);

	it.each<Nonsense>(['nonsense-after-data', 'half-an-answer', 'endless-answer'])('%s: nobody can know', async (kind) => {
		const server = kept(await startNonsenseServer(kind));
		const pool = newPool(settingsFor(server), { connections: 2, timeouts: { ...SHORT, message: 500 } });
		const outcomes = await Promise.all([pool.send(email('ana')), pool.send(email('bia'))]);
		expect(outcomes.map((outcome) => outcome.state)).toEqual(['ambiguous', 'ambiguous']);
		expect(server.contents).toHaveLength(2);
	});

	it('puts together replies that come byte by byte', async () => {
		const server = kept(await startNonsenseServer('single-bytes'));
		const pool = newPool(settingsFor(server), { connections: 1 });
		expect(await pool.send(email('ana'))).toEqual({ state: 'sent', response: '250 2.0.0 took 2.0.0 a while' });
	});

	it('hands over no content to a server that answers DATA with anything but 354', async () => {
		const server = kept(await startScriptedServer({ moves: { DATA: { send: '250 fine\r\n' } } }));
		const pool = newPool(settingsFor(server), { connections: 1 });
		expect(await pool.send(email('ana'))).toMatchObject({ state: 'temporary', scope: 'message' });
		expect(server.commands.join('\n')).not.toContain('Subject');
	});

	it('nobody listens: all that is waiting ends, without a try for each', async () => {
		const server = await startScriptedServer();
		await server.stop();
		const pool = newPool(settingsFor(server), { connections: 5 });
		expect(new Set(await states(pool, 50))).toEqual(new Set(['temporary']));
	});

	it('greets after 2 seconds: works', async () => {
		const server = kept(await startSmtpServer({ greetDelayMs: 2_000 }));
		const pool = newPool(settingsFor(server), { connections: 2 });
		expect(await states(pool, 4)).toEqual(['sent', 'sent', 'sent', 'sent']);
	});

	it('takes fewer connections than asked for: makes do with them', async () => {
		const server = kept(await startSmtpServer({ maxClients: 2 }));
		const pool = newPool(settingsFor(server), { connections: 5, messagesPerConnection: 10 });
		expect(new Set(await states(pool, 60))).toEqual(new Set(['sent']));
		expect(server.received).toHaveLength(60);
	});
});

describe('a server that goes away', () => {
	it('while connections lie open: the next messages go out over new ones, once each', async () => {
		const server = kept(await startSmtpServer());
		const pool = newPool(settingsFor(server), { connections: 3 });
		await states(pool, 3);
		server.dropConnections();
		// sent before the pool can have noticed
		expect(await states(pool, 3)).toEqual(['sent', 'sent', 'sent']);
		expect(server.received).toHaveLength(6);
	});

	it('ends a used connection with 421 to MAIL: the message goes out over a new one', async () => {
		const server = kept(await startScriptedServer({ messagesPerConnection: 2 }));
		const pool = newPool(settingsFor(server), { connections: 1 });
		expect(await states(pool, 5)).toEqual(['sent', 'sent', 'sent', 'sent', 'sent']);
		expect(server.connections).toBe(3);
		expect(server.contents).toHaveLength(5);
	});

	it('says 421 to MAIL on a new connection: that is the outcome', async () => {
		const server = kept(await startScriptedServer({ moves: { MAIL: { send: '421 4.7.0 Not now\r\n', close: true } } }));
		const pool = newPool(settingsFor(server), { connections: 1 });
		expect(await pool.send(email('a'))).toMatchObject({ state: 'temporary', scope: 'server', code: 421, reason: '421 4.7.0 Not now' });
		expect(server.connections).toBe(1);
	});

	it('in the middle of many: every message has one outcome, and it is the truth', async () => {
		const server = kept(await startSmtpServer());
		const pool = newPool(settingsFor(server), { connections: 5 });
		const messages = Array.from({ length: 300 }, (_, index) => email(`c${index}`));
		const sending = messages.map(async (message, index) => {
			const outcome = await pool.send(message);
			if (index === 100) await server.stop();
			return outcome;
		});
		const outcomes = await Promise.all(sending);
		const received = new Set(server.received.map((message) => message.messageId));
		expect(received.size).toBe(server.received.length);
		outcomes.forEach((outcome, index) => {
			const arrived = received.has(messages[index].messageId);
			if (outcome.state === 'sent') expect(arrived).toBe(true);
			if (outcome.state === 'temporary') expect(arrived).toBe(false);
			expect(outcome.state).not.toBe('permanent');
		});
		expect(outcomes.filter((outcome) => outcome.state === 'ambiguous').length).toBeLessThanOrEqual(5);
		expect(outcomes.filter((outcome) => outcome.state === 'temporary').length).toBeGreaterThan(0);
	});
});

describe('credential and TLS', () => {
	const auth = { user: 'loja', pass: 'abre-te sésamo' };

	it('logs in', async () => {
		const server = kept(await startSmtpServer({ auth }));
		const pool = newPool(settingsFor(server, { user: auth.user, password: auth.pass }), { connections: 2 });
		expect(await states(pool, 4)).toEqual(['sent', 'sent', 'sent', 'sent']);
	});

	it('a wrong password fails nobody, is not shown, and is not tried for every message', async () => {
		const server = kept(await startSmtpServer({ auth }));
		const pool = newPool(settingsFor(server, { user: 'loja', password: 'errada-123' }), { connections: 3 });
		const outcomes = await Promise.all(Array.from({ length: 40 }, (_, index) => pool.send(email(`c${index}`))));
		outcomes.push(await pool.send(email('depois')));
		for (const outcome of outcomes) {
			expect(outcome).toMatchObject({ state: 'temporary', scope: 'server', code: 535, reason: expect.stringContaining('credencial') });
			expect(JSON.stringify(outcome)).not.toContain('errada-123');
		}
		expect(server.logins).toBeLessThanOrEqual(3);
	});

	it('a missing login fails nobody', async () => {
		const server = kept(await startSmtpServer({ auth }));
		const pool = newPool(settingsFor(server), { connections: 1 });
		expect(await pool.send(email('ana'))).toMatchObject({ state: 'temporary', scope: 'server', code: 530 });
	});

	it.each([{ startTls: true }, { secure: true }])('takes an unknown certificate only when told to: %j', async (options) => {
		const server = kept(await startSmtpServer(options));
		const secure = options.secure === true;
		const strict = newPool(settingsFor(server, { secure }), { connections: 1 });
		expect(await strict.send(email('ana'))).toMatchObject({ state: 'temporary', scope: 'server', reason: expect.stringContaining('certificado') });
		const lenient = newPool(settingsFor(server, { secure, allowUnauthorizedCerts: true }), { connections: 1 });
		expect(await lenient.send(email('bia'))).toMatchObject({ state: 'sent' });
	});

	it('leaves STARTTLS alone when told to', async () => {
		const server = kept(await startSmtpServer({ startTls: true }));
		const pool = newPool(settingsFor(server, { disableStartTls: true }), { connections: 1 });
		expect(await pool.send(email('ana'))).toMatchObject({ state: 'sent' });
	});

	it('speaks TLS to a server that does not: says what to look at', async () => {
		const server = kept(await startSmtpServer());
		const pool = newPool(settingsFor(server, { secure: true }), { connections: 1, timeouts: SHORT });
		expect(await pool.send(email('ana'))).toMatchObject({ state: 'temporary', scope: 'server', reason: expect.stringContaining('SSL/TLS') });
	});
});
