import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a bureau's double was asked. */
export interface BureauRequest {
	method: string;
	path: string;
	query: Record<string, string>;
	headers: IncomingHttpHeaders;
	body: string;
	/** Of the answer; 0 where there was none. */
	status: number;
}

export interface BureauReply {
	status?: number;
	headers?: Record<string, string>;
	/** Sent as it is. */
	body: string;
	type?: string;
}

/** A failure that was asked for. */
export interface BureauFailure {
	path?: RegExp;
	/** How many requests; default 1. */
	times?: number;
	/** Answered instead of doing anything. */
	status?: number;
	retryAfter?: number;
	/** `reset` before anything is done, `resetAfterWork` after it; `hang` never answers; `cut` sends half of the answer. */
	kind?: 'reset' | 'resetAfterWork' | 'hang' | 'cut';
	/** Waits before it answers as usual. */
	delayMs?: number;
	/** Answered with status 200 in place of the real answer. */
	body?: string;
}

export interface BureauServer {
	port: number;
	requests: BureauRequest[];
	fail(failure: BureauFailure): void;
	stop(): Promise<void>;
}

/** A bureau's API on 127.0.0.1: records what it is asked, and fails when told to. */
export async function startBureauServer(options: { port?: number; type: string }, answer: (request: BureauRequest) => BureauReply): Promise<BureauServer> {
	const requests: BureauRequest[] = [];
	const failures: Array<{ failure: BureauFailure; left: number }> = [];
	const take = (path: string) => {
		const rule = failures.find(({ failure, left }) => left > 0 && (failure.path === undefined || failure.path.test(path)));
		if (rule) rule.left -= 1;
		return rule?.failure;
	};
	const send = (response: ServerResponse, { status = 200, headers = {}, body, type = options.type }: BureauReply) => {
		response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers });
		response.end(body);
	};
	const handle = async (request: IncomingMessage, response: ServerResponse) => {
		const url = new URL(request.url ?? '/', 'http://127.0.0.1');
		const record: BureauRequest = { method: request.method ?? 'GET', path: url.pathname, query: Object.fromEntries(url.searchParams), headers: request.headers, body: await read(request), status: 0 };
		requests.push(record);
		response.once('finish', () => (record.status = response.statusCode));
		const failure = take(url.pathname);
		if (failure?.delayMs !== undefined) await sleep(failure.delayMs);
		if (failure?.kind === 'hang') return;
		if (failure?.kind === 'reset') return void request.socket.resetAndDestroy();
		if (failure?.status !== undefined) return send(response, { status: failure.status, headers: failure.retryAfter === undefined ? {} : { 'Retry-After': String(failure.retryAfter) }, body: failure.body ?? '' });
		const reply = answer(record);
		if (failure?.kind === 'resetAfterWork') return void request.socket.resetAndDestroy();
		if (failure?.kind === 'cut') return send(response, { ...reply, body: reply.body.slice(0, reply.body.length / 2) });
		send(response, failure?.body === undefined ? reply : { ...reply, status: 200, body: failure.body });
	};
	const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
		handle(request, response).catch((error: Error) => {
			if (!request.destroyed && !response.headersSent) send(response, { status: 500, body: `${error.stack}`, type: 'text/plain' });
		});
	});
	await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		requests,
		fail: (failure) => void failures.push({ failure, left: failure.times ?? 1 }),
		stop: async () =>
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

async function read(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

/** `user` and `password` of a Basic login; null for none. */
export function basicLogin({ authorization = '' }: IncomingHttpHeaders): { user: string; password: string } | null {
	const [, encoded] = /^Basic (.+)$/.exec(authorization) ?? [];
	if (encoded === undefined) return null;
	const text = Buffer.from(encoded, 'base64').toString('utf8');
	return { user: text.slice(0, text.indexOf(':')), password: text.slice(text.indexOf(':') + 1) };
}
