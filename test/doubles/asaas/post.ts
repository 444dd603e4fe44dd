import http from 'node:http';
import https from 'node:https';
import type { AsaasEvent, Webhook } from './types.ts';

/** A webhook has so long to answer. */
const TIMEOUT_MS = 10_000;

/** Delivers an event once. The status of the answer, redirections not followed; 0 when none came in time. */
export function post(webhook: Webhook, event: AsaasEvent, signal: AbortSignal): Promise<number> {
	const url = new URL(webhook.url);
	const body = Buffer.from(JSON.stringify(event));
	return new Promise((resolve) => {
		const request = (url.protocol === 'https:' ? https : http).request(
			url,
			{
				method: 'POST',
				agent: false,
				signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
				headers: {
					'content-type': 'application/json',
					'content-length': body.length,
					...(webhook.authToken === null ? {} : { 'asaas-access-token': webhook.authToken }),
				},
			},
			(response) => {
				response.resume();
				response.on('error', () => {});
				response.on('close', () => resolve(response.complete ? (response.statusCode ?? 0) : 0));
			},
		);
		request.on('error', () => resolve(0));
		request.end(body);
	});
}
