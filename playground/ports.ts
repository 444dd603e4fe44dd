import { createServer } from 'node:net';

const HOST = '127.0.0.1';

/** The ports `npm start` answers on. */
export interface PlaygroundPorts {
	editor: number;
	inbox: number;
	smtp: number;
	asaas: number;
}

/** What the operator can put right: shown without a stack trace, then the exit code is 1. */
export class PlaygroundError extends Error {
	override name = 'PlaygroundError';
}

const NAMES: ReadonlyArray<{ key: keyof PlaygroundPorts; label: string; variable: string; standard: number }> = [
	{ key: 'editor', label: 'the n8n editor', variable: 'COBRANCA_N8N_PORT', standard: 5678 },
	{ key: 'inbox', label: 'the inbox page', variable: 'COBRANCA_INBOX_PORT', standard: 8025 },
	{ key: 'smtp', label: 'the SMTP server', variable: 'COBRANCA_SMTP_PORT', standard: 1025 },
	{ key: 'asaas', label: 'the simulated Asaas', variable: 'COBRANCA_ASAAS_PORT', standard: 8070 },
];

function portNumber(text: string, name: string): number {
	const port = Number(text);
	if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
		throw new PlaygroundError(`${name}="${text}" is not a port: give a number from 1 to 65535.`);
	}
	return port;
}

/**
 * The ports: the standard ones plus `offset`, each replaced by its environment variable when that
 * is set. Throws a {@link PlaygroundError} when one is not a port or two are the same.
 */
export function choosePorts(env: NodeJS.ProcessEnv, offset = 0): PlaygroundPorts {
	const ports: PlaygroundPorts = { editor: 0, inbox: 0, smtp: 0, asaas: 0 };
	for (const { key, variable, standard } of NAMES) {
		const text = env[variable];
		ports[key] = portNumber(text ? text : String(standard + offset), text ? variable : '--port-offset');
	}
	if (new Set(Object.values(ports)).size < NAMES.length) {
		throw new PlaygroundError(`The editor, the inbox, the SMTP server and the simulated Asaas need four ports: ${JSON.stringify(ports)}`);
	}
	return ports;
}

/** Whether a server can be opened on `port` of this machine right now. */
export async function isFree(port: number, host = HOST): Promise<boolean> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
	});
}

/** Throws a {@link PlaygroundError} that names every busy port and the ways out. */
export async function assertFree(ports: PlaygroundPorts): Promise<void> {
	const busy: string[] = [];
	for (const { key, label, variable } of NAMES) {
		if (!(await isFree(ports[key]))) busy.push(`  port ${ports[key]}, for ${label} (set ${variable} to another)`);
	}
	if (busy.length === 0) return;
	throw new PlaygroundError(
		[
			'Nothing was started, because something on this machine is already using:',
			...busy,
			'Stop it (it may be this playground in another terminal), or move all of them at once:',
			'  npm start -- --port-offset 100',
		].join('\n'),
	);
}

/** `count` different ports that were free a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(
		Array.from(
			{ length: count },
			async () =>
				await new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
					const server = createServer();
					server.once('error', reject);
					server.listen({ port: 0, host: HOST }, () => resolve(server));
				}),
		),
	);
	return await Promise.all(
		servers.map(
			async (server) =>
				await new Promise<number>((resolve) => {
					const address = server.address();
					const port = typeof address === 'object' && address ? address.port : 0;
					server.close(() => resolve(port));
				}),
		),
	);
}

/** One port that was free a moment ago. */
export async function freePort(): Promise<number> {
	const [port = 0] = await freePorts(1);
	return port;
}
