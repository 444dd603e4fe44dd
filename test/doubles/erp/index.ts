import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An invoice as this ERP keeps it: names of its own, the customer nested, days and amounts as Brazilians write them. */
export interface ErpInvoice {
	cd_titulo: string;
	ds_titulo?: string | null;
	/** `31/12/2026`, or an ISO day. */
	dt_vcto: string;
	/** `1.234,56`, or a number. */
	vl_face: string | number;
	st_titulo: string;
	vl_baixa?: string | number | null;
	dt_baixa?: string | null;
	url_cobranca_web?: string | null;
	cliente: {
		codigo: string | number;
		nome: string | null;
		cpf_cnpj?: string | null;
		contato?: { email?: string | null; telefone?: string | null } | null;
		endereco?: { uf?: string | null } | null;
	};
}

export interface ErpServer {
	/** The list of invoices, by page; `/faturas/offset`, `/cursor` and `/proxima` by other means, `/so-lista` bare. */
	url: string;
	/** What it knows; change it as the ERP's own users would. */
	invoices: ErpInvoice[];
	/** Every request so far: its query, and the status it was answered with. */
	requests: Array<{ query: Record<string, string>; status: number }>;
	stop(): Promise<void>;
}

export interface ErpServerOptions {
	/** What the header `X-Api-Key` must say. */
	key: string;
	invoices: ErpInvoice[];
	/** Statuses to answer instead, by the position of the request from 1. */
	failures?: Readonly<Record<number, number>>;
}

interface Answer {
	status: number;
	body: unknown;
}

/** Starts a small ERP that speaks HTTP as the usual ones do: an API key, pages, and a bad moment now and then. */
export async function startErp({ key, invoices, failures = {} }: ErpServerOptions): Promise<ErpServer> {
	const requests: ErpServer['requests'] = [];
	const answer = ({ url = '', headers }: IncomingMessage): Answer => {
		const { pathname, searchParams } = new URL(url, address());
		const query = Object.fromEntries(searchParams);
		const failure = failures[requests.length + 1];
		const { status, body } = failure
			? { status: failure, body: { erro: failure === 429 ? 'limite de requisições' : 'erro interno' } }
			: headers['x-api-key'] === key
				? list(pathname, query, invoices, address())
				: { status: 401, body: { erro: 'chave inválida' } };
		requests.push({ query, status });
		return { status, body };
	};
	const server = createServer((request, response: ServerResponse) => {
		const { status, body } = answer(request);
		response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
	});
	const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `${address()}/faturas`,
		invoices,
		requests,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function list(path: string, query: Record<string, string>, all: readonly ErpInvoice[], address: string): Answer {
	const cut = (start: number, size: number) => all.slice(start, start + size);
	const limit = Math.min(Number(query.por_pagina ?? query.limit ?? 50), 50);
	const page = Number(query.pagina ?? 1);
	if (path === '/faturas') return { status: 200, body: { data: cut((page - 1) * limit, limit), total: all.length, pagina: page, por_pagina: limit } };
	if (path === '/faturas/so-lista') return { status: 200, body: cut((page - 1) * limit, limit) };
	const start = Number(query.offset ?? query.cursor ?? 0);
	const next = start + limit < all.length ? start + limit : null;
	const data = cut(start, limit);
	if (path === '/faturas/offset') return { status: 200, body: { object: 'list', hasMore: next !== null, totalCount: all.length, limit, offset: start, data } };
	if (path === '/faturas/cursor') return { status: 200, body: { data, proximo_cursor: next === null ? null : String(next) } };
	if (path === '/faturas/proxima') return { status: 200, body: { data, links: { proxima: next === null ? null : `${address}/faturas/proxima?offset=${next}&limit=${limit}` } } };
	return { status: 404, body: { erro: 'não existe' } };
}
