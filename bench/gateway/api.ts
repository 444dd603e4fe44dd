import type { HttpSend } from '../../core/gateway/ApiClient.ts';

/** Sends what goes to the gateway's host to the double on this machine. */
export function sendTo(port: number): HttpSend {
	return async ({ method, url, headers, body }) => {
		const { pathname, search } = new URL(url);
		const response = await fetch(`http://127.0.0.1:${port}${pathname}${search}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
		return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.json() };
	};
}
