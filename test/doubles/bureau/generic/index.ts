import { startBureauServer, type BureauFailure, type BureauReply, type BureauRequest } from '../server.ts';

export interface GenericDouble {
	port: number;
	/** Value of its `X-Api-Key`. */
	key: string;
	requests: BureauRequest[];
	charged: () => number;
	/** Sets the whole answer about a document. */
	know(document: string, answer: unknown): void;
	fail(failure: BureauFailure): void;
	stop(): Promise<void>;
}

/** A bureau of nobody in particular: `POST /consulta` with `{ documento }`, or `GET /consulta/<document>`; JSON in Portuguese. */
export async function startGeneric(options: { port?: number } = {}): Promise<GenericDouble> {
	const known = new Map<string, unknown>();
	const key = 'chave-de-teste-0001';
	let charged = 0;
	const server = await startBureauServer({ port: options.port, type: 'application/json' }, ({ method, path, headers, body }): BureauReply => {
		if (headers['x-api-key'] !== key) return { status: 401, body: JSON.stringify({ mensagem: `Chave ${String(headers['x-api-key'])} inválida` }) };
		const document = method === 'POST' ? String((JSON.parse(body) as { documento?: unknown }).documento) : decodeURIComponent(path.split('/').at(-1) ?? '');
		charged += 1;
		return { body: JSON.stringify(known.get(document) ?? answerAbout(document)) };
	});
	return { port: server.port, key, requests: server.requests, charged: () => charged, know: (document, answer) => void known.set(document, answer), fail: server.fail, stop: server.stop };
}

/** What it says of somebody without debts. */
export function answerAbout(document: string): object {
	return {
		consulta: { documento: document, protocolo: 'abc' },
		cadastro: { nome: 'Fulana de Teste', situacao: 'REGULAR' },
		score: { valor: 512, mensagem: null },
		protestos: { quantidade: 0, valor: '0,00' },
		dividas: [],
	};
}
