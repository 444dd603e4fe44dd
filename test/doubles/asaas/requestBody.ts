import type { IncomingMessage } from 'node:http';
import { refuse } from './errors.ts';
import type { Body } from './http.ts';

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/** What a request says: JSON, or a form where the API takes files. */
export async function parseBody(bytes: Buffer, type = ''): Promise<Body> {
	if (bytes.length === 0) return {};
	if (/^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) {
		const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
		return Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
	}
	try {
		const parsed: unknown = JSON.parse(bytes.toString());
		if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Body;
	} catch {
		// told below
	}
	throw refuse('invalid_json', 'O corpo da requisição não é um JSON válido.');
}
