import { type AddressInfo, type Socket, createServer } from 'node:net';

/** The points at which a scripted server is asked for its next move. `answer` follows the content. */
export const STAGES = ['greeting', 'EHLO', 'HELO', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'answer', 'RSET', 'QUIT'] as const;
export type Stage = (typeof STAGES)[number];

/** A move: bytes to send, perhaps one at a time and perhaps closing afterwards; or nothing; or no end of lines. */
export type Move = { send: string; split?: boolean; close?: boolean } | 'close' | 'silence' | 'endless';

export interface ScriptedServer {
	host: string;
	port: number;
	connections: number;
	/** Every command that came, over all connections. */
	commands: string[];
	/** Contents that came to their final dot, empty ones apart. */
	contents: string[];
	stop(): Promise<void>;
}

const POLITE: Record<Stage, string> = {
	greeting: '220 scripted ESMTP\r\n',
	EHLO: '250 scripted\r\n',
	HELO: '250 scripted\r\n',
	AUTH: '235 welcome\r\n',
	MAIL: '250 sender ok\r\n',
	RCPT: '250 recipient ok\r\n',
	DATA: '354 go ahead\r\n',
	answer: '250 kept\r\n',
	RSET: '250 reset\r\n',
	QUIT: '221 bye\r\n',
};

export interface Script {
	/** What to do instead of the polite answer; a list is for one connection after another, the last one staying. */
	moves?: Partial<Record<Stage, Move | Move[]>>;
	/** Extensions for EHLO, such as `PIPELINING` and `AUTH PLAIN`. */
	extensions?: string[];
	/** MAIL is answered with 421 and a closed connection after so many messages. */
	messagesPerConnection?: number;
}

/** Starts a server that says what the script tells it to, be it SMTP or not. */
export async function startScriptedServer(script: Script = {}): Promise<ScriptedServer> {
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		const connection = double.connections;
		double.connections += 1;
		sockets.add(socket);
		socket.setNoDelay(true);
		socket.on('error', () => {});
		socket.on('close', () => sockets.delete(socket));
		converse(socket, (stage) => move(stage, connection), script, double);
	});
	const move = (stage: Stage, connection: number): Move | undefined => {
		const found = script.moves?.[stage];
		return Array.isArray(found) ? found[Math.min(connection, found.length - 1)] : found;
	};
	const double: ScriptedServer = {
		host: '127.0.0.1',
		port: 0,
		connections: 0,
		commands: [],
		contents: [],
		stop() {
			return new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			});
		},
	};
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	double.port = (server.address() as AddressInfo).port;
	return double;
}

function converse(socket: Socket, moveAt: (stage: Stage) => Move | undefined, script: Script, double: ScriptedServer): void {
	let buffer = '';
	let inContent = false;
	let messages = 0;
	// replies to commands that came in one go must not mix
	let speech = Promise.resolve();

	const answer = (stage: Stage) => act(moveAt(stage) ?? { send: polite(stage, script) });
	const act = (move: Move) => {
		if (move === 'silence') return;
		speech = speech.then(() => {
			if (move === 'close') socket.destroy();
			else if (move === 'endless') babble(socket);
			else return say(socket, move);
		});
	};
	socket.on('data', (chunk) => {
		buffer += chunk.toString('latin1');
		for (;;) {
			const mark = inContent ? '\r\n.\r\n' : '\r\n';
			const end = buffer.indexOf(mark);
			if (end < 0) return;
			const text = buffer.slice(0, end);
			buffer = buffer.slice(end + mark.length);
			if (inContent) {
				inContent = false;
				// a lone dot is how a client gets out of a DATA that it did not want
				if (text) double.contents.push(text);
				answer('answer');
				continue;
			}
			double.commands.push(text);
			if (text.startsWith('MAIL') && messages++ === script.messagesPerConnection) {
				act({ send: '421 4.7.0 Too many messages\r\n', close: true });
				return;
			}
			const verb = STAGES.find((stage) => text.toUpperCase().startsWith(stage.toUpperCase()));
			if (verb) answer(verb);
			else act({ send: '500 what?\r\n' });
			if (verb === 'DATA' && !refusesContent(moveAt('DATA'))) {
				inContent = true;
				buffer = `\r\n${buffer}`;
			}
			if (verb === 'QUIT') act({ send: '', close: true });
		}
	});
	answer('greeting');
}

function refusesContent(move: Move | undefined): boolean {
	return move !== undefined && (typeof move === 'string' || !move.send.startsWith('354'));
}

function polite(stage: Stage, script: Script): string {
	const extensions = script.extensions ?? [];
	if (stage !== 'EHLO' || extensions.length === 0) return POLITE[stage];
	const lines = extensions.map((name, index) => `250${index === extensions.length - 1 ? ' ' : '-'}${name}\r\n`);
	return `250-scripted\r\n${lines.join('')}`;
}

async function say(socket: Socket, move: { send: string; split?: boolean; close?: boolean }): Promise<void> {
	for (const piece of move.split ? [...move.send] : [move.send]) {
		// each byte leaves in a packet of its own
		socket.write(piece, 'latin1');
		if (move.split) await new Promise(setImmediate);
	}
	if (move.close) socket.end();
}

function babble(socket: Socket): void {
	const timer = setInterval(() => socket.write('250-and another thing\r\n'), 5);
	socket.once('close', () => clearInterval(timer));
}
