import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ListingDouble {
	port: number;
	/** What stands, by id: the bodies as they came. */
	standing: Map<string, unknown>;
	/** Does the next request and closes the connection without an answer. */
	loseAnswer(): void;
	stop(): Promise<void>;
}

const KEY = 'Bearer chave-do-bureau';

/** A bureau that takes listings by a web API of its own: `POST /negativacoes`, `DELETE /negativacoes/:id`. */
export async function startListingDouble(): Promise<ListingDouble> {
	const standing = new Map<string, unknown>();
	let isLosing = false;
	const server = createServer((request, response) => {
		void bodyOf(request).then((body) => {
			const [status, answer] = act(request, body, standing);
			if (isLosing) {
				isLosing = false;
				response.destroy();
			} else send(response, status, answer);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		standing,
		loseAnswer: () => void (isLosing = true),
		stop: async () => {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
}

export { KEY as LISTING_KEY };

function act({ method, url, headers }: IncomingMessage, body: unknown, standing: Map<string, unknown>): [number, unknown] {
	if (headers.authorization !== KEY) return [401, { mensagem: 'Chave inválida' }];
	if (method === 'POST' && url === '/negativacoes') {
		const { documento } = (body ?? {}) as { documento?: unknown };
		if (typeof documento !== 'string' || !/^\d{11}(?:\d{3})?$/.test(documento)) return [422, { mensagem: 'Documento inválido' }];
		const id = `N${standing.size + 1}`;
		standing.set(id, body);
		return [201, { dados: { id } }];
	}
	const id = /^\/negativacoes\/(N\d+)$/.exec(url ?? '')?.[1];
	if (method === 'DELETE' && id !== undefined && standing.delete(id)) return [204, undefined];
	return [404, { mensagem: 'Não encontrada' }];
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return text === '' ? undefined : JSON.parse(text);
}

function send(response: ServerResponse, status: number, answer: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(answer === undefined ? undefined : JSON.stringify(answer));
}
