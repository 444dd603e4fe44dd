import { setTimeout as wait } from 'node:timers/promises';
import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { HttpRequest, HttpResponse, Transport } from '../../core/gateway/ApiClient';
import type { Gateway, GatewayDefinition } from '../../core/gateway/Gateway';
import { gatewayNamed } from '../../core/gateway/gateways';

/** How long a request may wait for the gateway's limit: an execution has time, a webhook or the editor has not. */
export const PATIENCE_MS = { execution: 120_000, webhook: 10_000 } as const;

/** What n8n offers in every place a node runs in: execution, webhook, hook or poll. */
export interface GatewayFunctions {
	getCredentials(type: string): Promise<ICredentialDataDecryptedObject>;
	helpers: { httpRequest(options: IHttpRequestOptions): Promise<unknown> };
	getExecutionCancelSignal?: () => AbortSignal | undefined;
}

export interface ConnectedGateway {
	definition: GatewayDefinition;
	gateway: Gateway;
	/** The secret of its credential, that webhook tokens are made from. */
	secret: string;
}

/**
 * The gateway of this name, connected with its credential. The credential is read once and not by
 * `httpRequestWithAuthentication`, which decrypts it from n8n's database again for each of thousands of requests.
 * Throws a RangeError that names what to correct.
 */
export async function connectGateway(functions: GatewayFunctions, name: string, { patienceMs }: { patienceMs: number }): Promise<ConnectedGateway> {
	const definition = gatewayNamed(name);
	const credential = await functions.getCredentials(definition.credential);
	return { definition, gateway: definition.connect(credential, transportOf(functions, patienceMs)), secret: definition.secret(credential) };
}

/** Sends one request by n8n's own client. */
export type SendByN8n = (functions: GatewayFunctions, request: HttpRequest, signal: AbortSignal | undefined) => Promise<HttpResponse>;

/** What n8n offers, as API clients want it. */
export function transportOf(functions: GatewayFunctions, patienceMs: number, sendBy: SendByN8n = send): Transport {
	const signal = functions.getExecutionCancelSignal?.();
	return {
		send: async (request) => await sendBy(functions, request, signal),
		now: () => Date.now(),
		sleep: async (ms) => await sleep(ms, signal),
		random: () => Math.random(),
		patienceMs,
		...(signal ? { signal } : {}),
	};
}

async function send({ helpers }: GatewayFunctions, { method, url, headers, body, timeoutMs }: HttpRequest, abortSignal: AbortSignal | undefined): Promise<HttpResponse> {
	try {
		const response = (await helpers.httpRequest({
			method,
			url,
			headers: { ...headers },
			body: body as IDataObject | string | undefined,
			json: true,
			timeout: timeoutMs,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// A redirect would carry the key along to wherever it leads.
			disableFollowRedirect: true,
			abortSignal,
		})) as IN8nHttpFullResponse;
		// An answer without content is none, not a text that is empty.
		return { status: response.statusCode, headers: lowerCased(response.headers), body: response.body === '' ? undefined : response.body };
	} catch (error) {
		throw noAnswer(error);
	}
}

/** The error of the HTTP library carries the whole request, the key in it: no more than its code goes on. */
export function noAnswer(error: unknown): Error {
	const { code } = error as { code?: unknown };
	return Object.assign(new Error('no answer'), { code: typeof code === 'string' ? code : undefined });
}

export function lowerCased(headers: IDataObject): Record<string, string | undefined> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), typeof value === 'string' ? value : undefined]));
}

/** Ends early when the execution is stopped: whoever waited then finds the signal itself. */
async function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
	try {
		await wait(ms, undefined, { signal });
	} catch (error) {
		if (!signal?.aborted) throw error;
	}
}
