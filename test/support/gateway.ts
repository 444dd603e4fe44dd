import type { HttpRequest, HttpResponse, Transport } from '../../core/gateway/ApiClient';
import { ASAAS } from '../../core/gateway/asaas';
import type { Gateway } from '../../core/gateway/Gateway';
import { type AsaasDouble, type AsaasOptions, startAsaas } from '../doubles/asaas';
import { NOON } from './invoices';

/** A clock that only moves when it is told to, and whoever sleeps by it. */
export class FakeClock {
	readonly slept: number[] = [];

	constructor(private at = NOON.getTime()) {}

	readonly now = (): number => this.at;
	readonly date = (): Date => new Date(this.at);

	advance(ms: number): void {
		this.at += ms;
	}

	readonly sleep = async (ms: number): Promise<void> => {
		this.slept.push(ms);
		this.advance(ms);
		await Promise.resolve();
	};
}

/** Sends with fetch to the double, whatever host of the gateway is asked for. Its errors say all that they know, as HTTP libraries' do. */
export function fetchTo(port: number) {
	return async ({ method, url, headers, body, timeoutMs }: HttpRequest): Promise<HttpResponse> => {
		const { pathname, search } = new URL(url);
		let response: Response;
		try {
			response = await fetch(`http://127.0.0.1:${port}${pathname}${search}`, {
				method,
				headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
				body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
				redirect: 'manual',
				signal: AbortSignal.timeout(timeoutMs),
			});
		} catch (error) {
			const { code } = ((error as Error).cause ?? {}) as { code?: string };
			throw Object.assign(new Error(`${method} ${url} ${JSON.stringify(headers)}`), { code, config: { headers } });
		}
		const text = await response.text();
		return { status: response.status, headers: Object.fromEntries(response.headers), body: parsed(text) };
	};
}

function parsed(text: string): unknown {
	try {
		return text === '' ? undefined : JSON.parse(text);
	} catch {
		return text;
	}
}

export interface Rig {
	asaas: AsaasDouble;
	gateway: Gateway;
	clock: FakeClock;
	transport: Transport;
	/** Another client of the same account, with a transport that differs. */
	connect(changes?: Partial<Transport>): Gateway;
}

const PATIENCE_MS = 120_000;

/** A double with a client of it, by one clock. `stop` the double afterwards. */
export async function startRig(options: AsaasOptions = {}, clock = new FakeClock()): Promise<Rig> {
	const asaas = await startAsaas({ now: clock.date, ...options });
	const transport: Transport = { send: fetchTo(asaas.port), now: clock.now, sleep: clock.sleep, random: () => 0.5, patienceMs: PATIENCE_MS };
	const connect = (changes: Partial<Transport> = {}) => ASAAS.connect({ apiKey: asaas.apiKey, environment: 'sandbox' }, { ...transport, ...changes });
	return { asaas, clock, transport, connect, gateway: connect() };
}

/** A rig for each test, stopped after it. */
export function useRig(options?: AsaasOptions): () => Rig {
	let rig: Rig | undefined;
	beforeEach(async () => {
		rig = await startRig(options);
	});
	afterEach(async () => {
		await rig?.asaas.stop();
	});
	return () => rig as Rig;
}
