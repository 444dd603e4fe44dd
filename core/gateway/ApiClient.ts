import { GatewayError } from './GatewayError';
import type { GatewayUsage } from './Gateway';
import { multipart } from './multipart';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface HttpRequest {
	method: Method;
	url: string;
	headers: Record<string, string>;
	/** A text is sent as it is, anything else as JSON. */
	body?: unknown;
	timeoutMs: number;
}

export interface HttpResponse {
	status: number;
	/** Names in lower case. */
	headers: Readonly<Record<string, string | undefined>>;
	/** Parsed JSON; text or undefined when it is none. */
	body: unknown;
}

/** Sends one request. Resolves for every answer whatever its status; rejects only when there is none. */
export type HttpSend = (request: HttpRequest) => Promise<HttpResponse>;

/** What an API client needs of the world outside. */
export interface Transport {
	send: HttpSend;
	/** Milliseconds since 1970. */
	now: () => number;
	sleep: (ms: number) => Promise<void>;
	/** 0 to 1. */
	random: () => number;
	signal?: AbortSignal;
	/** The longest that one request may wait for the gateway's limit, all its waits together, before it is given up. */
	patienceMs: number;
}

export interface ApiOptions {
	/** For messages: `Asaas`. */
	label: string;
	baseUrl: string;
	headers: Record<string, string>;
	/** Struck out of every text that comes from outside. */
	secrets: readonly string[];
	/** Requests under way at once. */
	concurrency: number;
	/** What the API says is wrong, from the body of a refusal; null when it says nothing. */
	describe: (body: unknown) => string | null;
	/** What to say when it refuses who asks, where that is no API key. */
	unauthorized?: string;
}

export interface CallOptions {
	query?: Readonly<Record<string, string | number>>;
	/** Sent as JSON. */
	body?: unknown;
	/** Sent as multipart/form-data instead. */
	form?: Readonly<Record<string, string>>;
	/** An answer of this status is an answer, not a failure. */
	accept?: readonly number[];
	/** Beside the client's own. */
	headers?: Readonly<Record<string, string>>;
	/** What is asked costs something or must not be done twice, whatever the method: sent again only when it is certain that it was not done. */
	once?: boolean;
	/** The answer need not be JSON: SOAP. */
	text?: boolean;
}

const TIMEOUT_MS = 30_000;
const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 20_000;
/** Requests that we leave to the account's other programs once its limit is nearly used up. */
const RESERVE = 5;
const STRUCK_OUT = '***';
/** Clocks that differ by no more agree. */
const CLOCK_SLACK_MS = 100;

/**
 * Calls a gateway's API: no more at once than it allows, waiting when it says so, and again after failures that
 * pass, with pauses that grow and vary so that many clients do not come back together. What changes something there
 * is sent again only when it is certain that it was not done.
 */
export class ApiClient {
	private underWay = 0;
	private readonly queue: Array<() => void> = [];
	private readonly used: GatewayUsage = { requests: 0, retries: 0, waitedMs: 0, remaining: null };
	/** Until then nothing is asked: the account's limit is used up. */
	private closedUntil = 0;

	constructor(
		private readonly transport: Transport,
		private readonly options: ApiOptions,
	) {}

	usage(): GatewayUsage {
		return { ...this.used };
	}

	async get(path: string, options: CallOptions = {}): Promise<HttpResponse & { askedAt: number }> {
		return await this.call('GET', path, options);
	}

	/** One call with all its tries. `askedAt` is when, by the gateway's clock, the try that succeeded was sent. */
	async call(method: Method, path: string, options: CallOptions = {}): Promise<HttpResponse & { askedAt: number }> {
		await this.enter();
		try {
			return await this.tryUntilAnswered(method, path, options);
		} finally {
			this.leave();
		}
	}

	private async tryUntilAnswered(method: Method, path: string, options: CallOptions): Promise<HttpResponse & { askedAt: number }> {
		let patienceMs = this.transport.patienceMs;
		const once = isOnce(method, options);
		for (let attempt = 1; ; attempt += 1) {
			patienceMs -= await this.waitForLimit(patienceMs);
			const sent = this.transport.now();
			const response = await this.trySend(method, path, options);
			if (response instanceof Error) {
				if (once && !(options.once && NEVER_SENT.has(response.message))) throw this.unclear('não respondeu');
				if (attempt >= ATTEMPTS) throw this.unreachable(`não respondeu a ${ATTEMPTS} tentativas (${response.message})`);
			} else {
				this.noteLimit(response);
				const isAnswer = response.status < 300 || options.accept?.includes(response.status) === true;
				if (isAnswer && (options.text === true || isWhole(method, response))) return { ...response, askedAt: this.askedAt(response, sent) };
				if (isAnswer && once) throw this.unclear('respondeu com algo que não se entende');
				if (isAnswer && attempt >= ATTEMPTS) throw this.unreachable(`respondeu a ${ATTEMPTS} tentativas com algo que não se entende`);
				if (!isAnswer && response.status < 500 && response.status !== 429) throw this.refusal(response);
				if (response.status >= 500 && once) throw this.unclear(`respondeu com o erro ${response.status}`);
				if (attempt >= ATTEMPTS) throw response.status === 429 ? this.limited() : this.unreachable(`respondeu com o erro ${response.status} a ${ATTEMPTS} tentativas`);
			}
			this.used.retries += 1;
			patienceMs -= await this.waitForLimit(patienceMs);
			await this.pause(this.pauseAfter(attempt));
		}
	}

	private async trySend(method: Method, path: string, options: CallOptions): Promise<HttpResponse | Error> {
		const { query = {}, body, form, headers } = options;
		this.refuseAborted();
		this.used.requests += 1;
		const search = Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
		const url = `${this.options.baseUrl}${path}${search.length > 0 ? `?${search.join('&')}` : ''}`;
		try {
			const sent = form ? multipart(form) : null;
			return await this.transport.send({ method, url, headers: { ...this.options.headers, ...headers, ...(sent ? { 'content-type': sent.contentType } : {}) }, body: sent ? sent.body : body, timeoutMs: TIMEOUT_MS });
		} catch (error) {
			// Broken off on its way, what was to be changed may have been.
			if (!isOnce(method, options)) this.refuseAborted();
			// Only a short code: the error of an HTTP library carries the whole request, the key in it.
			const { code } = error as { code?: unknown };
			return new Error(typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code) ? code : 'sem conexão');
		}
	}

	/** When the try was sent, by the gateway's own clock, since its events are dated by that one. */
	private askedAt({ headers }: HttpResponse, sent: number): number {
		const answered = this.transport.now();
		const elapsed = answered - sent;
		const theirs = Date.parse(headers.date ?? '');
		// Theirs is a whole second. Where ours agrees with it, as clocks set by NTP do, ours tells more: of two readings
		// in one second the later. Where it does not, the earliest moment that theirs allows.
		const agrees = theirs <= answered + CLOCK_SLACK_MS && answered <= theirs + 1000 + elapsed + CLOCK_SLACK_MS;
		return Number.isNaN(theirs) || agrees ? sent : theirs - elapsed;
	}

	private noteLimit({ status, headers }: HttpResponse): void {
		const remaining = numberOf(headers['ratelimit-remaining']);
		const reset = numberOf(headers['ratelimit-reset']);
		if (remaining !== null) this.used.remaining = remaining;
		if (remaining !== null && remaining <= RESERVE && reset !== null) this.closedUntil = this.transport.now() + reset * 1000;
		const asked = status === 429 || status === 503 ? numberOf(headers['retry-after']) : null;
		if (asked !== null) this.closedUntil = Math.max(this.closedUntil, this.transport.now() + asked * 1000);
	}

	/** Waits until the account may ask again, and says how long that was. */
	private async waitForLimit(patienceMs: number): Promise<number> {
		const wait = this.closedUntil - this.transport.now();
		if (wait <= 0) return 0;
		if (wait > patienceMs) throw this.limited();
		await this.pause(wait);
		return wait;
	}

	/** Half of the pause is by chance: whoever failed together must not come back together. */
	private pauseAfter(attempt: number): number {
		const grown = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
		return grown / 2 + (this.transport.random() * grown) / 2;
	}

	private async pause(ms: number): Promise<void> {
		this.refuseAborted();
		const start = this.transport.now();
		await this.transport.sleep(ms);
		this.used.waitedMs += Math.max(0, this.transport.now() - start);
	}

	private async enter(): Promise<void> {
		// Whoever leaves hands its place on, so that nobody who comes later overtakes.
		if (this.underWay < this.options.concurrency) this.underWay += 1;
		else await new Promise<void>((resolve) => this.queue.push(resolve));
	}

	private leave(): void {
		const next = this.queue.shift();
		if (next) next();
		else this.underWay -= 1;
	}

	private refuseAborted(): void {
		if (this.transport.signal?.aborted) throw this.unreachable('não foi mais consultado: a execução foi interrompida');
	}

	private refusal({ status, body }: HttpResponse): GatewayError {
		const said = this.clean(this.options.describe(body));
		const { label } = this.options;
		if (status === 401 || status === 403) {
			const what = this.options.unauthorized ?? `O ${label} recusou a chave de API. Confira a chave e o ambiente (produção ou sandbox) na credencial.`;
			return new GatewayError('unauthorized', `${what}${said ? ` Ele disse: ${said}` : ''}`);
		}
		if (status === 404) return new GatewayError('not_found', `O ${label} não tem o que foi pedido.${said ? ` Ele disse: ${said}` : ''}`);
		return new GatewayError('refused', `O ${label} recusou: ${said ?? `erro ${status}, sem explicação.`}`);
	}

	private unreachable(what: string): GatewayError {
		return new GatewayError('unreachable', `O ${this.options.label} ${what}.`);
	}

	private unclear(what: string): GatewayError {
		return new GatewayError('unclear', `O ${this.options.label} ${what}, e não se sabe se o pedido foi feito.`);
	}

	private limited(): GatewayError {
		const wait = Math.max(0, this.closedUntil - this.transport.now());
		const when = wait > 0 ? ` Volte a tentar em ${wait < 90_000 ? `${Math.ceil(wait / 1000)} segundos` : `${Math.ceil(wait / 60_000)} minutos`}.` : '';
		return new GatewayError('limited', `O limite de consultas do ${this.options.label} acabou por enquanto.${when}`);
	}

	/** A text from outside, without our secrets and of a bearable length. */
	clean(text: string): string;
	clean(text: string | null): string | null;
	clean(text: string | null): string | null {
		if (text === null) return null;
		const secrets = this.options.secrets.filter((secret) => secret !== '').flatMap((secret) => [secret, encodeURIComponent(secret)]);
		return secrets.reduce((clean, secret) => clean.replaceAll(secret, STRUCK_OUT), text).slice(0, 500);
	}
}

/** Codes of connections that were never made: nothing was asked over them. */
const NEVER_SENT: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function isOnce(method: Method, { once }: CallOptions): boolean {
	return method === 'POST' || once === true;
}

/** Whether an answer is the JSON that it should be: half of one, or a page of what stands before the API, tells nothing. */
function isWhole(method: Method, { status, body }: HttpResponse): boolean {
	return status >= 300 || (typeof body !== 'string' && (method !== 'GET' || (typeof body === 'object' && body !== null)));
}

function numberOf(text: string | undefined): number | null {
	const number = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
	return Number.isFinite(number) && number >= 0 ? number : null;
}
