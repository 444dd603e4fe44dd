import type { Readable } from 'node:stream';
import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';
import type { HttpResponse, Transport } from '../../core/gateway/ApiClient';
import { lowerCased, noAnswer, PATIENCE_MS, transportOf, type GatewayFunctions, type SendByN8n } from './gateway';

/** Answers are tens of kilobytes; a larger one than this is not read to its end. */
const MOST_BYTES = 5_000_000;

/** Requests to credit bureaus: what they answer, JSON or SOAP, is read up to a limit of size and time. */
export function bureauTransport(functions: GatewayFunctions): Transport {
	return transportOf(functions, PATIENCE_MS.execution, send);
}

const send: SendByN8n = async ({ helpers }, { method, url, headers, body, timeoutMs }, abortSignal): Promise<HttpResponse> => {
	const deadline = Date.now() + timeoutMs;
	const isJson = body !== undefined && typeof body !== 'string';
	try {
		const response = (await helpers.httpRequest({
			method,
			url,
			headers: { ...(isJson ? { 'content-type': 'application/json' } : {}), ...headers },
			body: isJson ? JSON.stringify(body) : body,
			encoding: 'stream',
			timeout: timeoutMs,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// A redirect would carry the login and the document along to wherever it leads.
			disableFollowRedirect: true,
			abortSignal,
		})) as IN8nHttpFullResponse;
		const text = await readText(response.body as unknown as Readable, Math.max(0, deadline - Date.now()));
		return { status: response.statusCode, headers: lowerCased(response.headers as IDataObject), body: parsed(text) };
	} catch (error) {
		throw noAnswer(error);
	}
};

async function readText(stream: Readable, timeoutMs: number): Promise<string> {
	const timer = setTimeout(() => stream.destroy(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' })), timeoutMs);
	try {
		const chunks: Buffer[] = [];
		let bytes = 0;
		for await (const chunk of stream) {
			const piece = Buffer.from(chunk as Uint8Array | string);
			bytes += piece.length;
			if (bytes > MOST_BYTES) throw Object.assign(new Error('too large'), { code: 'TOO_LARGE' });
			chunks.push(piece);
		}
		return Buffer.concat(chunks).toString('utf8');
	} finally {
		clearTimeout(timer);
		stream.destroy();
	}
}

function parsed(text: string): unknown {
	try {
		return text === '' ? undefined : (JSON.parse(text) as unknown);
	} catch {
		return text;
	}
}
