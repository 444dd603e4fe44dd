import { createServer, type Server } from 'node:net';
import { assertFree, choosePorts, freePorts, isFree, PlaygroundError } from '../../../playground/ports';
import { readOptions } from '../../../playground/options';

async function occupy(port: number): Promise<Server> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return server;
}

describe('ports of the playground', () => {
	it('are the standard ones, moved together or one by one', () => {
		expect(choosePorts({})).toEqual({ editor: 5678, inbox: 8025, smtp: 1025, asaas: 8070 });
		expect(choosePorts({ COBRANCA_INBOX_PORT: '9000' }, 100)).toEqual({ editor: 5778, inbox: 9000, smtp: 1125, asaas: 8170 });
	});

	it.each(['abc', '0', '70000', '80 25'])('turns %j down, naming the variable', (value) => {
		expect(() => choosePorts({ COBRANCA_SMTP_PORT: value })).toThrow(/COBRANCA_SMTP_PORT/);
	});

	it('turns down one port for two servers', () => {
		expect(() => choosePorts({ COBRANCA_SMTP_PORT: '8025' })).toThrow(PlaygroundError);
	});

	it('says which are busy, and the ways out', async () => {
		const [editor = 0, inbox = 0, smtp = 0, asaas = 0] = await freePorts(4);
		const ports = { editor, inbox, smtp, asaas };
		await expect(assertFree(ports)).resolves.toBeUndefined();
		const server = await occupy(inbox);
		try {
			const message = await assertFree(ports).then(() => '', (error: Error) => error.message);
			expect(message).toContain(`port ${inbox}, for the inbox page (set COBRANCA_INBOX_PORT`);
			expect(message).toContain('--port-offset 100');
			expect(message).not.toContain(String(editor));
		} finally {
			await new Promise((resolve) => server.close(resolve));
		}
		expect(await isFree(inbox)).toBe(true);
	});
});

describe('the command line of npm start', () => {
	it('is read', () => {
		expect(readOptions([])).toEqual({ once: false, reset: false, portOffset: 0, help: false });
		expect(readOptions(['--once', '--port-offset', '100', '--reset'])).toEqual({ once: true, reset: true, portOffset: 100, help: false });
		expect(readOptions(['--port-offset=7']).portOffset).toBe(7);
	});

	it.each([['--onse'], ['--port-offset'], ['--port-offset', '-5']])('turns down %s %s', (...args) => {
		expect(() => readOptions(args.filter(Boolean))).toThrow(PlaygroundError);
	});
});
