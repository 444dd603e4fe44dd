import type { DocumentKind } from '../../documents/document';
import { ApiClient, type Transport } from '../../gateway/ApiClient';
import type { Bureau, BureauDefinition } from '../Bureau';
import { BureauError } from '../BureauError';
import { basicAuth, fieldOf, isTestOf, purchaseOf, secretOf } from '../credential';
import { asBureauFailure } from '../failures';
import { envelope, reportFrom } from './report';

const ADDRESSES = { production: 'https://servicos.spc.org.br', test: 'https://treina.spc.org.br' } as const;
const PATH = '/spc/remoting/ws/consulta/consultaWebService';
const LABEL = 'SPC Brasil';
const OF = 'do SPC';
const CONCURRENCY = 2;
/** A SOAP fault comes with this status: an answer, which says what is wrong. */
const FAULT_STATUS = 500;

export const SPC: BureauDefinition = {
	name: 'spc',
	label: LABEL,
	credential: 'cobrancaSpcApi',
	connect(credential, transport) {
		const isTest = isTestOf(credential);
		const password = secretOf(credential, 'password', 'Password', OF);
		const login = basicAuth(secretOf(credential, 'operator', 'Operator', OF), password);
		const api = new ApiClient(transport, {
			label: `bureau ${LABEL}`,
			baseUrl: ADDRESSES[isTest ? 'test' : 'production'],
			headers: { authorization: login, 'user-agent': 'n8n-nodes-cobranca', accept: 'text/xml', 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
			secrets: [password, login.slice('Basic '.length)],
			concurrency: CONCURRENCY,
			describe: () => null,
			unauthorized: 'O SPC recusou o operador ou a senha. Confira os dois na credencial, e o ambiente (produção ou teste).',
		});
		const products = { cpf: fieldOf(credential, 'personProduct'), cnpj: fieldOf(credential, 'companyProduct') };
		return spcBureau(api, transport, isTest, (kind) =>
			purchaseOf(credential, kind, { product: products[kind], productLabel: kind === 'cpf' ? 'Product for a Person (CPF)' : 'Product for a Company (CNPJ)', of: OF, isTest }),
		);
	},
};

function spcBureau(api: ApiClient, transport: Transport, isTest: boolean, purchase: (kind: DocumentKind) => ReturnType<Bureau['purchase']>): Bureau {
	return {
		name: 'spc',
		label: LABEL,
		isTest,
		purchase,
		async lookUp(document) {
			const { product } = purchase(document.kind);
			const { status, body } = await asBureauFailure(LABEL, async () => await api.call('POST', PATH, { body: envelope(document, product), accept: [FAULT_STATUS], text: true, once: true }));
			const raw = typeof body === 'string' ? body : '';
			const isFault = /Fault>/.test(raw);
			if (status === FAULT_STATUS && !isFault) throw new BureauError('unclear', `O bureau ${LABEL} respondeu com o erro 500, e não se sabe se a consulta foi feita e cobrada.`);
			return { report: reportFrom(raw, document, { product, answeredAt: new Date(transport.now()).toISOString() }), raw };
		},
	};
}
