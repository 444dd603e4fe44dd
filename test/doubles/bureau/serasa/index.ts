import { basicLogin, startBureauServer, type BureauFailure, type BureauReply, type BureauRequest } from '../server.ts';
import { companyReport, personReport, type SerasaFacts } from './reports.ts';

export type { SerasaFacts } from './reports.ts';

const LOGIN = '/security/iam/v1/client-identities/login';
const PERSON = '/credit-services/person-information-report/v1/creditreport';
const COMPANY = '/credit-services/business-information-report/v1/reports';
const HOUR_MS = 60 * 60_000;

export interface SerasaOptions {
	port?: number;
	/** The double's clock. Default: this machine's. */
	now?: () => Date;
	/** Lookups a day, as the test environment allows about. Default 200. */
	dailyLimit?: number;
	/** What it knows of each document; of any other one it knows nothing bad, unless `knowsOnly`. */
	people?: Record<string, SerasaFacts>;
	knowsOnly?: boolean;
}

export interface SerasaDouble {
	port: number;
	clientId: string;
	clientSecret: string;
	requests: BureauRequest[];
	/** Lookups that were answered with a report: the ones that cost. */
	charged: () => number;
	logins: () => number;
	/** Sets what it knows of a document. */
	know(document: string, facts: SerasaFacts): void;
	fail(failure: BureauFailure): void;
	/** Every token given so far is refused from now on, before its hour is over. */
	forgetTokens(): void;
	stop(): Promise<void>;
}

/** Serasa Experian's API, as public integrations show it: a login, then a report on a person or a company. */
export async function startSerasa(options: SerasaOptions = {}): Promise<SerasaDouble> {
	const { now = () => new Date(), dailyLimit = 200, knowsOnly = false } = options;
	const people = new Map(Object.entries(options.people ?? {}));
	const tokens = new Map<string, number>();
	const asked = new Map<string, number>();
	let given = 0;
	let charged = 0;
	const clientSecret = 'segredo-de-teste-0001';
	let clientId = '';

	const refused = (status: number, code: string, message: string, headers?: Record<string, string>): BureauReply => ({ status, headers, body: JSON.stringify([{ code, message }]) });
	const logIn = ({ headers }: BureauRequest): BureauReply => {
		const login = basicLogin(headers);
		if (login?.user !== clientId || login.password !== clientSecret) return refused(401, 'UNAUTHORIZED', 'Credenciais inválidas');
		given += 1;
		const token = `double-${server.port}-${given}`;
		tokens.set(token, now().getTime() + HOUR_MS);
		return { status: 201, body: JSON.stringify({ accessToken: token, tokenType: 'Bearer', expiresIn: '3600', scope: ['READ', 'WRITE'] }) };
	};
	const report = (request: BureauRequest, kind: 'cpf' | 'cnpj'): BureauReply => {
		const token = String(request.headers.authorization).replace(/^Bearer /, '');
		if ((tokens.get(token) ?? 0) <= now().getTime()) return refused(401, 'UNAUTHORIZED', 'Token expirado');
		const day = now().toISOString().slice(0, 10);
		const today = (asked.get(day) ?? 0) + 1;
		if (today > dailyLimit) return refused(429, 'TOO_MANY_REQUESTS', 'Limite diário excedido', { 'Retry-After': '43200' });
		const document = String(request.headers['x-document-id'] ?? '');
		const { reportName, optionalFeatures = '' } = request.query;
		if (!reportName) return refused(400, 'BAD_REQUEST', 'reportName é obrigatório');
		if (document.length !== (kind === 'cpf' ? 11 : 14)) return refused(422, 'UNPROCESSABLE', 'Documento inválido');
		const facts = people.get(document);
		if (facts === undefined && knowsOnly) return refused(404, 'NOT_FOUND', 'Documento não encontrado');
		asked.set(day, today);
		charged += 1;
		const made = kind === 'cpf' ? personReport(document, reportName, facts ?? {}) : companyReport(document, reportName, facts ?? {}, optionalFeatures);
		return { body: JSON.stringify(made) };
	};

	const server = await startBureauServer({ port: options.port, type: 'application/json' }, (request) => {
		if (request.method === 'POST' && request.path === LOGIN) return logIn(request);
		if (request.method === 'GET' && request.path === PERSON) return report(request, 'cpf');
		if (request.method === 'GET' && request.path === COMPANY) return report(request, 'cnpj');
		return refused(404, 'NOT_FOUND', 'Recurso não encontrado');
	});
	// The redirection reads the port out of it.
	clientId = `cobranca-${server.port}`;
	return {
		port: server.port,
		clientId,
		clientSecret,
		requests: server.requests,
		charged: () => charged,
		logins: () => given,
		know: (document, facts) => void people.set(document, facts),
		fail: server.fail,
		forgetTokens: () => tokens.clear(),
		stop: server.stop,
	};
}
