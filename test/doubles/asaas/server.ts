import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AsaasAccount } from './account.ts';
import { ApiError } from './errors.ts';
import { type FailureRule, type Failures, scriptedError } from './failures.ts';
import type { Body } from './http.ts';
import { checkHeaders } from './keys.ts';
import type { Limits } from './limits.ts';
import { answerPage } from './pages.ts';
import { parseBody, readBytes } from './requestBody.ts';
import { answer } from './router.ts';

const API = '/v3';

export interface RecordedRequest {
	method: string;
	/** Without the query: `/v3/payments`. */
	path: string;
	query: Record<string, string>;
	headers: IncomingHttpHeaders;
	body: unknown;
	/** Of the answer; 0 where there was none, or none yet. */
	status: number;
	/** By the double's clock. */
	at: Date;
}

/** What an answer is made with. */
export interface Desk {
	account: AsaasAccount;
	apiKey: string;
	limits: Limits;
	failures: Failures;
	requests: RecordedRequest[];
	latencyMs: () => number;
}

function send(desk: Desk, response: ServerResponse, status: number, body: string, type: string, headers: Record<string, string> = {}): void {
	response.writeHead(status, {
		date: desk.account.now().toUTCString(),
		...(body === '' ? {} : { 'content-type': type }),
		'content-length': Buffer.byteLength(body),
		...desk.limits.headers(),
		...headers,
	});
	response.end(body);
}

const JSON_TYPE = 'application/json;charset=UTF-8';

function sendError(desk: Desk, response: ServerResponse, error: ApiError, headers?: Record<string, string>): void {
	send(desk, response, error.status, error.errors.length === 0 ? '' : JSON.stringify({ errors: error.errors }), JSON_TYPE, headers);
}

function suffer(desk: Desk, response: ServerResponse, rule: FailureRule & { status: NonNullable<FailureRule['status']> }): void {
	const headers: Record<string, string> = {};
	if (rule.retryAfter !== undefined) headers['Retry-After'] = String(rule.retryAfter);
	if (rule.limitReset !== undefined) Object.assign(headers, { 'RateLimit-Remaining': '0', 'RateLimit-Reset': String(rule.limitReset) });
	const error = scriptedError(rule.status);
	if (error instanceof ApiError) sendError(desk, response, error, headers);
	else send(desk, response, rule.status, error, 'text/html', headers);
}

async function answerApi(desk: Desk, request: IncomingMessage, response: ServerResponse, url: URL, record: RecordedRequest): Promise<void> {
	const { method = 'GET', headers } = request;
	const bytes = await readBytes(request);
	const latency = desk.latencyMs();
	if (latency > 0) await sleep(latency);
	const rule = desk.failures.take(method, url.pathname);
	if (rule?.status !== undefined) return suffer(desk, response, { ...rule, status: rule.status });
	if (rule?.kind === 'hang') return;
	if (rule?.kind === 'reset') return void request.socket.resetAndDestroy();
	desk.limits.check();
	// its front door does not let a GET with a body in
	if (method === 'GET' && bytes.length > 0) return send(desk, response, 403, '<html><title>403 ERROR</title></html>', 'text/html');
	checkHeaders(headers, desk.apiKey);
	const body: Body = await parseBody(bytes, headers['content-type']);
	record.body = bytes.length === 0 ? null : body;
	const text = JSON.stringify(answer(desk.account, method, url.pathname.slice(API.length), url.searchParams, body));
	if (rule?.kind === 'resetAfterWork') return void request.socket.resetAndDestroy();
	send(desk, response, 200, rule?.kind === 'malformed' ? text.slice(0, text.length / 2) : text, JSON_TYPE);
}

async function handle(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { method = 'GET', headers } = request;
	const url = new URL(request.url ?? '/', 'http://127.0.0.1');
	if (!url.pathname.startsWith(`${API}/`)) return answerPage(desk.account, request, response, url);
	const record: RecordedRequest = {
		method,
		path: url.pathname,
		query: Object.fromEntries(url.searchParams),
		headers,
		body: null,
		status: 0,
		at: desk.account.now(),
	};
	desk.requests.push(record);
	desk.limits.begin(method);
	response.once('close', () => desk.limits.end(method));
	response.once('finish', () => (record.status = response.statusCode));
	try {
		await answerApi(desk, request, response, url, record);
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		sendError(desk, response, error);
	}
}

/** Listens on 127.0.0.1. What answers is made once the port is known: it is part of the key. */
export async function listen(port: number, makeDesk: (port: number) => Desk): Promise<{ server: Server; desk: Desk }> {
	const server = createServer({ keepAliveTimeout: 60_000 });
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.off('error', reject);
			resolve();
		});
	});
	const desk = makeDesk((server.address() as AddressInfo).port);
	server.on('request', (request, response) => {
		handle(desk, request, response).catch((error: Error) => {
			// a client that went away is what some tests are about
			if (request.destroyed) return;
			if (response.headersSent) response.destroy();
			else send(desk, response, 500, `${error.stack}`, 'text/plain; charset=utf-8');
		});
	});
	return { server, desk };
}
