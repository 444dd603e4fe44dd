import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { InboxStore } from './inbox-store.ts';
import { htmlWithPictures } from './inline-pictures.ts';

const HOST = '127.0.0.1';
const MAX_MESSAGE_BYTES = 25 * 1024 * 1024;

export interface InboxOptions {
	/** The project's folder. Default: the current one. */
	root?: string;
	/** Where the messages are kept, one `.eml` each. */
	folder: string;
	/** Default: a free one. */
	smtpPort?: number;
	/** Default: a free one. */
	webPort?: number;
}

export interface Inbox {
	smtpPort: number;
	webPort: number;
	url: string;
	store: InboxStore;
	stop(): Promise<void>;
}

/** A message's own page may show itself and pictures it carries; it may run, load and send nothing. */
const MESSAGE_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox";
const PAGE_POLICY =
	"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

const PAGE_FILES: Record<string, { file: string; type: string }> = {
	'/': { file: 'index.html', type: 'text/html; charset=utf-8' },
	'/inbox.js': { file: 'inbox.js', type: 'text/javascript; charset=utf-8' },
	'/inbox.css': { file: 'inbox.css', type: 'text/css; charset=utf-8' },
};

function reply(response: ServerResponse, status: number, type: string, body: string | Buffer, policy = PAGE_POLICY): void {
	response.writeHead(status, {
		'content-type': type,
		'content-security-policy': policy,
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'no-referrer',
		'cache-control': 'no-store',
	});
	response.end(body);
}

function json(response: ServerResponse, value: unknown, status = 200): void {
	reply(response, status, 'application/json; charset=utf-8', JSON.stringify(value));
}

/** Only a page of this machine may read mail: another site's name that resolves to us is refused. */
function isLocal(request: IncomingMessage): boolean {
	return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(request.headers.host ?? '');
}

async function answer(store: InboxStore, web: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const url = new URL(request.url ?? '/', 'http://localhost');
	if (!isLocal(request)) return json(response, { error: 'forbidden' }, 403);
	if (request.method !== 'GET' && request.method !== 'HEAD') return json(response, { error: 'method not allowed' }, 405);
	const page = PAGE_FILES[url.pathname];
	if (page) return reply(response, 200, page.type, readFileSync(join(web, page.file)));
	if (url.pathname === '/api/messages') {
		const limit = Math.min(Math.max(Number(url.searchParams.get('limit') ?? 200) || 200, 1), 10_000);
		const before = url.searchParams.get('before') ?? undefined;
		return json(response, { count: store.count, messages: store.list({ limit, before }) });
	}
	const [, id, form] = /^\/api\/messages\/([\d-]+)(?:\/(html|raw))?$/.exec(url.pathname) ?? [];
	const raw = id ? store.raw(id) : null;
	if (!id || !raw) return json(response, { error: 'not found' }, 404);
	if (form === 'raw') return reply(response, 200, 'text/plain; charset=utf-8', raw);
	const email = await store.read(id);
	if (form === 'html') return reply(response, 200, 'text/html; charset=utf-8', email ? htmlWithPictures(email) : '', MESSAGE_POLICY);
	const summary = store.list({ limit: store.count }).find((message) => message.id === id);
	json(response, { ...summary, hasHtml: Boolean(email?.html), text: email?.text ?? '', headers: email?.headers ?? [] });
}

/** What listening takes of both kinds of server. */
interface Listener {
	once(event: 'error', listener: (error: Error) => void): unknown;
	off(event: 'error', listener: (error: Error) => void): unknown;
	listen(port: number, host: string, listener: () => void): unknown;
}

async function listen(server: Listener, port: number): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, HOST, () => {
			server.off('error', reject);
			resolve();
		});
	});
}

/**
 * Starts the mail inbox of the demo: an SMTP server that takes whatever it is sent, with or without a
 * login, and a page to read it. Both answer on this machine only.
 */
export async function startInbox({ root = process.cwd(), folder, smtpPort = 0, webPort = 0 }: InboxOptions): Promise<Inbox> {
	const store = await InboxStore.open(folder);
	const smtp = new SMTPServer({
		name: 'inbox.localhost',
		banner: 'cobranca playground',
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		allowInsecureAuth: true,
		disableReverseLookup: true,
		logger: false,
		size: MAX_MESSAGE_BYTES,
		onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? 'anyone' }),
		onData: (stream, _session, callback) => {
			store.save(stream).then(
				() => callback(),
				(error: Error) => callback(error),
			);
		},
	});
	const web = createServer((request, response) => {
		answer(store, join(root, 'playground', 'inbox-web'), request, response).catch((error: Error) => {
			if (!response.headersSent) json(response, { error: error.message }, 500);
			else response.destroy();
		});
	});
	await listen(smtp, smtpPort);
	try {
		await listen(web, webPort);
	} catch (error) {
		await new Promise<void>((resolve) => smtp.close(() => resolve()));
		throw error;
	}
	// A client that drops its connection is no failure of ours.
	smtp.on('error', () => undefined);
	const usedWeb = (web.address() as AddressInfo).port;
	return {
		smtpPort: (smtp.server.address() as AddressInfo).port,
		webPort: usedWeb,
		url: `http://localhost:${usedWeb}`,
		store,
		stop: async () => {
			web.closeAllConnections();
			await Promise.all([
				new Promise<void>((resolve) => web.close(() => resolve())),
				new Promise<void>((resolve) => smtp.close(() => resolve())),
			]);
		},
	};
}
