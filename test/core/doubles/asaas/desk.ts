import { type AsaasDouble, type AsaasOptions, startAsaas } from '../../../doubles/asaas/index.ts';

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	/** Null for an empty body. */
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into it as they please
	json: any;
}

export interface AsaasDesk {
	asaas: AsaasDouble;
	/** The double's clock stands at noon in São Paulo of this day. */
	day: string;
	call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
	get(path: string): Promise<Answer>;
	/** Names of the events so far, and the state of the charge in each. */
	events(): string[];
}

let open: AsaasDouble[] = [];

/** A double for one test; {@link closeDesks} stops it. */
export async function openDesk(options: AsaasOptions = {}): Promise<AsaasDesk> {
	const clock = { day: '2027-03-10' };
	const asaas = await startAsaas({ now: () => new Date(`${clock.day}T15:00:00Z`), webhookRetryMs: 1, ...options });
	const desk: AsaasDesk = {
		asaas,
		get day() {
			return clock.day;
		},
		set day(day) {
			clock.day = day;
		},
		async call(method, path, body, headers = {}) {
			const response = await fetch(`${asaas.url}/v3${path}`, {
				method,
				headers: { access_token: asaas.apiKey, 'user-agent': 'cobranca-tests', 'content-type': 'application/json', ...headers },
				body: body === undefined ? undefined : JSON.stringify(body),
			});
			const text = await response.text();
			const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
			return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null };
		},
		get: (path) => desk.call('GET', path),
		events: () => asaas.account.events.map(({ event, payment }) => (payment ? `${event} ${payment.status}` : event)),
	};
	open.push(asaas);
	return desk;
}

export async function closeDesks(): Promise<void> {
	await Promise.all(open.map((asaas) => asaas.stop()));
	open = [];
}

/** The codes of a refusal. */
export function codes({ status, json }: Answer): unknown {
	return [status, ...(json?.errors ?? []).map(({ code }: { code: string }) => code)];
}
