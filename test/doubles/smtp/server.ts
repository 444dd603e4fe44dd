import { closeSync, openSync, writeSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';

import { SMTPServer, type SMTPServerSession } from 'smtp-server';

import { type Behaviour, behaviourOf } from './behaviours.ts';
import { ReceivedMessage } from './received.ts';

export interface SmtpServerOptions {
	/** Default 0: any free port. */
	port?: number;
	/** From the open socket to the greeting. The engine itself waits 100 ms, so less is 100. */
	greetDelayMs?: number;
	/** From the end of a message to its answer. */
	perMessageDelayMs?: number;
	/** When given, MAIL is refused to whoever did not log in. */
	auth?: { user: string; pass: string };
	/** TLS from the first byte, with the engine's own self-signed certificate. */
	secure?: boolean;
	/** Offers STARTTLS, with the engine's own self-signed certificate. */
	startTls?: boolean;
	/** More connections than this are told 421. */
	maxClients?: number;
	/** Largest message in bytes, told in EHLO. */
	size?: number;
	/** Without it, every command waits for the answer to the one before. */
	pipelining?: boolean;
	/** A connection idle for so long is closed by the server. */
	idleMs?: number;
	/** Gets a line `{"messageId","to","subject","acceptedBeforeDrop"}` for every kept message, before it is answered. */
	log?: string;
}

export interface SmtpServerDouble {
	host: string;
	port: number;
	received: ReceivedMessage[];
	/** Connections since the start, open now, and most open at once. */
	connections: { total: number; open: number; most: number };
	/** AUTH commands that came. */
	logins: number;
	/** Breaks every open connection; new ones are taken. */
	dropConnections(): void;
	/** Breaks every connection and stops listening. */
	stop(): Promise<void>;
}

const REPLIES: Partial<Record<Behaviour, [code: number, text: string]>> = {
	refuse: [550, '5.1.1 Mailbox does not exist'],
	defer: [451, '4.7.1 Greylisted, try again later'],
	'refuse-sender': [550, '5.7.1 Sender not allowed'],
	goodbye: [421, '4.3.2 Shutting down'],
	'refuse-after-data': [554, '5.6.0 Content refused'],
	'defer-after-data': [452, '4.3.1 Out of storage'],
	'goodbye-after-data': [421, '4.3.2 Shutting down'],
};

function replyError(behaviour: Behaviour): Error | null {
	const reply = REPLIES[behaviour];
	return reply ? Object.assign(new Error(reply[1]), { responseCode: reply[0] }) : null;
}

/** Starts a real SMTP server on 127.0.0.1. What it does with a message is the recipient's tag: see behaviours. */
export async function startSmtpServer(options: SmtpServerOptions = {}): Promise<SmtpServerDouble> {
	const log = options.log === undefined ? null : openSync(options.log, 'a');
	const after = (delay: number | undefined, then: () => void) => (delay ? setTimeout(then, delay) : then());
	const open = new Set<string>();
	let stopping: Promise<void> | undefined;
	const disabledCommands = [...(options.auth ? [] : ['AUTH']), ...(options.startTls ? [] : ['STARTTLS'])];

	const server = new SMTPServer({
		logger: false,
		secure: options.secure === true,
		disabledCommands,
		authMethods: ['PLAIN', 'LOGIN'],
		allowInsecureAuth: true,
		disableReverseLookup: true,
		closeTimeout: 1,
		maxClients: options.maxClients,
		size: options.size,
		hidePIPELINING: options.pipelining === false,
		socketTimeout: options.idleMs,
		onConnect(session, callback) {
			open.add(session.id);
			double.connections.total += 1;
			double.connections.open = open.size;
			double.connections.most = Math.max(double.connections.most, open.size);
			after(Math.max(0, (options.greetDelayMs ?? 0) - 100), () => callback());
		},
		onClose(session) {
			open.delete(session.id);
			double.connections.open = open.size;
		},
		onAuth(auth, _session, callback) {
			double.logins += 1;
			const known = auth.username === options.auth?.user && auth.password === options.auth?.pass;
			if (known) callback(null, { user: auth.username });
			else callback(Object.assign(new Error(`Wrong login with ${auth.password}`), { responseCode: 535 }));
		},
		onMailFrom(address, _session, callback) {
			callback(behaviourOf(address.address) === 'refuse-sender' ? replyError('refuse-sender') : null);
		},
		onRcptTo(address, session, callback) {
			const behaviour = behaviourOf(address.address);
			if (behaviour === 'drop-at-rcpt') drop(session);
			else callback(behaviour.endsWith('-after-data') ? null : replyError(behaviour));
		},
		onData(stream, session, callback) {
			const behaviour = behaviourOf(session.envelope.rcptTo[0].address);
			if (behaviour === 'drop-in-content') {
				stream.once('data', () => drop(session));
				return;
			}
			readAll(stream, (raw) => {
				const error = replyError(behaviour);
				if (error) {
					callback(error);
					return;
				}
				keep(session, raw, behaviour !== 'accept');
				if (behaviour === 'drop-after-data') drop(session);
				if (behaviour === 'accept') after(options.perMessageDelayMs, () => callback(null, 'OK kept'));
			});
		},
	});

	function drop(session: SMTPServerSession): void {
		for (const connection of server.connections) {
			if (connection.id === session.id) connection._socket.destroy();
		}
	}

	function keep(session: SMTPServerSession, raw: Buffer, acceptedBeforeDrop: boolean): void {
		const { mailFrom, rcptTo } = session.envelope;
		const to = rcptTo.map((recipient) => recipient.address);
		const message = new ReceivedMessage(mailFrom ? mailFrom.address : '', to, raw, acceptedBeforeDrop);
		double.received.push(message);
		if (log !== null) {
			const { messageId, subject } = message;
			writeSync(log, `${JSON.stringify({ messageId, to: to.join(', '), subject, acceptedBeforeDrop })}\n`);
		}
	}

	const double: SmtpServerDouble = {
		host: '127.0.0.1',
		port: 0,
		received: [],
		connections: { total: 0, open: 0, most: 0 },
		logins: 0,
		dropConnections() {
			for (const connection of server.connections) connection._socket.destroy();
		},
		stop() {
			stopping ??= new Promise((resolve) => {
				server.close(() => {
					if (log !== null) closeSync(log);
					// the engine tells of closed connections a moment later
					const settled = () => (open.size === 0 ? resolve() : setImmediate(settled));
					settled();
				});
				double.dropConnections();
			});
			return stopping;
		},
	};

	// a client that goes away in the middle is what the double is for
	server.on('error', () => {});
	await new Promise<void>((resolve, reject) => {
		server.server.once('error', reject);
		server.listen(options.port ?? 0, '127.0.0.1', () => resolve());
	});
	double.port = (server.server.address() as AddressInfo).port;
	return double;
}

function readAll(stream: Readable, done: (raw: Buffer) => void): void {
	const chunks: Buffer[] = [];
	stream.on('data', (chunk: Buffer) => chunks.push(chunk));
	stream.once('end', () => done(Buffer.concat(chunks)));
}
