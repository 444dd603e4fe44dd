import { basicLogin, startBureauServer, type BureauFailure, type BureauReply, type BureauRequest } from '../server.ts';

const PATH = '/spc/remoting/ws/consulta/consultaWebService';
const XML = 'text/xml;charset=utf-8';

/** What the double knows of somebody; left out, nothing bad. */
export interface SpcFacts {
	name?: string;
	status?: string;
	/** Null: none. */
	score?: number | null;
	/** What stands beside the score; default `Risco medio`, none for `''`. */
	scoreMessage?: string;
	/** How many scores the part says it holds. Default 1. */
	scores?: number;
	/** By element: `spc`, `protesto`, `cheque-lojista`, `ccf`, `acao`, `pendencia-financeira`, `participacao-falencia`. */
	debts?: Record<string, { count: number; amount?: string; last?: string }>;
	/** `restricao`; default: whether there are debts. */
	restricted?: boolean;
	/** Answers about this document instead of the one asked for. */
	document?: string;
}

export interface SpcDouble {
	port: number;
	operator: string;
	password: string;
	requests: BureauRequest[];
	charged: () => number;
	know(document: string, facts: SpcFacts): void;
	fail(failure: BureauFailure): void;
	stop(): Promise<void>;
}

/** SPC Brasil's lookup service, as public integrations show it: SOAP 1.1, values in attributes, faults with status 500. */
export async function startSpc(options: { port?: number; people?: Record<string, SpcFacts>; products?: string[] } = {}): Promise<SpcDouble> {
	const people = new Map(Object.entries(options.people ?? {}));
	const products = options.products ?? ['337', '643'];
	const password = 'senha-de-teste-0001';
	let operator = '';
	let charged = 0;
	const answer = ({ method, path, headers, body }: BureauRequest): BureauReply => {
		const login = basicLogin(headers);
		if (login?.user !== operator || login.password !== password) return { status: 401, body: '<html><body>Unauthorized</body></html>', type: 'text/html' };
		if (path !== PATH) return { status: 404, body: '<html>404</html>', type: 'text/html' };
		if (method === 'GET') return { body: '<?xml version="1.0"?><wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"/>' };
		const asked = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1] ?? '';
		if (!products.includes(asked('codigo-produto'))) return fault('01 - O produto a ser consultado não existe ou está inativo.');
		const document = asked('documento-consumidor');
		const isPerson = asked('tipo-consumidor') === 'F';
		if (document.length !== (isPerson ? 11 : 14)) return fault(isPerson ? '07 - Número do CPF informado é inválido.' : '06 - Número do CNPJ informado é inválido.');
		charged += 1;
		return { body: envelope(resultado(document, isPerson, people.get(document) ?? {})) };
	};
	const server = await startBureauServer({ port: options.port, type: XML }, answer);
	// The redirection reads the port out of it.
	operator = `cobranca-${server.port}`;
	return { port: server.port, operator, password, requests: server.requests, charged: () => charged, know: (document, facts) => void people.set(document, facts), fail: server.fail, stop: server.stop };
}

/** A SOAP fault; the service calls its refusals, too, a fault of the server. */
export function fault(text: string, code = 'S:Server'): BureauReply {
	return { status: 500, body: envelope(`<S:Fault xmlns:ns3="http://www.w3.org/2003/05/soap-envelope"><faultcode>${code}</faultcode><faultstring>${text}</faultstring></S:Fault>`) };
}

export function envelope(content: string): string {
	return `<?xml version='1.0' encoding='UTF-8'?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>${content}</S:Body></S:Envelope>`;
}

function resultado(document: string, isPerson: boolean, facts: SpcFacts): string {
	const { debts = {}, name = isPerson ? 'FULANA DE TESTE' : 'EMPRESA DE TESTE LTDA' } = facts;
	// A long on the wire: leading zeros are not sent.
	const number = Number(facts.document ?? document);
	const status = facts.status ?? (isPerson ? 'REGULAR' : 'ATIVA');
	const consumer = isPerson
		? `<consumidor-pessoa-fisica nome="${name}" data-nascimento="1990-07-19T00:00:00.000-03:00" sexo="F"><cpf numero="${number}"/><situacao-cpf descricao-situacao="${status}"/></consumidor-pessoa-fisica>`
		: `<consumidor-pessoa-juridica razao-social="${name}" nome-comercial="${name.split(' ')[0]}" data-fundacao="2011-04-09T00:00:00.000-03:00"><cnpj numero="${number}"/><situacao-cnpj descricao-situacao="${status}"/><atividade-economica-principal codigo="4721102" descricao="PADARIA E CONFEITARIA"/></consumidor-pessoa-juridica>`;
	const parts = ['spc', 'pendencia-financeira', 'protesto', 'acao', 'cheque-lojista', 'ccf', 'participacao-falencia'].map((element) => {
		const debt = debts[element];
		return `<${element}><resumo quantidade-total="${debt?.count ?? 0}"${debt?.amount === undefined ? '' : ` valor-total="${debt.amount}"`}${debt?.last === undefined ? '' : ` data-ultima-ocorrencia="${debt.last}T00:00:00.000-03:00"`}/></${element}>`;
	});
	const score = facts.score === null ? '<spc-score-12-meses><resumo quantidade-total="0"/></spc-score-12-meses>' : `<spc-score-12-meses><resumo quantidade-total="${facts.scores ?? 1}"/><detalhe-spc-score-12-meses score="${facts.score ?? 640}" horizonte="12" classe="C" probabilidade="12,5" mesagem-interpretativa-score="${facts.scoreMessage ?? 'Risco medio'}"/></spc-score-12-meses>`;
	const restricted = facts.restricted ?? Object.keys(debts).length > 0;
	return `<ns2:resultado xmlns:ns2="http://webservice.consulta.spcjava.spcbrasil.org/" data="2026-11-24T12:00:00.000-03:00" restricao="${restricted}"><protocolo numero="123456" digito="7"/><consumidor>${consumer}</consumidor>${parts.join('')}${score}</ns2:resultado>`;
}
