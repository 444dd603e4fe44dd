import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ListingDouble {
	port: number;
	/** What stands, by id: the bodies as they came. */
	standing: Map<string, unknown>;
	/** Every request that came, in order: `PUT /negativacoes/7`. */
	asked: string[];
	/** Does the next requests and closes the connection without an answer. */
	loseAnswers(times?: number): void;
	stop(): Promise<void>;
}

const KEY = 'Bearer chave-do-bureau';

/**
 * A bureau that takes listings by a web API of its own: `POST /negativacoes` or `PUT /negativacoes/:number`, and back by
 * `DELETE /negativacoes/:id` or `PUT /negativacoes/:id/baixa`.
 */
export async function startListingDouble(): Promise<ListingDouble> {
	const standing = new Map<string, unknown>();
	const asked: string[] = [];
	let toLose = 0;
	const server = createServer((request, response) => {
		void bodyOf(request).then((body) => {
			asked.push(`${request.method} ${request.url}`);
			const [status, answer] = act(request, body, standing);
			if (toLose > 0) {
				toLose -= 1;
				response.destroy();
			} else send(response, status, answer);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		standing,
		asked,
		loseAnswers: (times = 1) => void (toLose = times),
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
	const number = method === 'PUT' ? /^\/negativacoes\/(\d+)$/.exec(url ?? '')?.[1] : undefined;
	if (number !== undefined || (method === 'POST' && url === '/negativacoes')) {
		const { documento } = (body ?? {}) as { documento?: unknown };
		if (typeof documento !== 'string' || !/^\d{11}(?:\d{3})?$/.test(documento)) return [422, { mensagem: 'Documento inválido' }];
		const id = `N${number ?? standing.size + 1}`;
		standing.set(id, body);
		return [201, { dados: { id } }];
	}
	const [, id, end] = /^\/negativacoes\/(N\d+)(\/baixa)?$/.exec(url ?? '') ?? [];
	if (method === (end === undefined ? 'DELETE' : 'PUT') && id !== undefined && standing.delete(id)) return [204, undefined];
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
