import { ApiClient } from '../../gateway/ApiClient';
import type { BureauDefinition } from '../Bureau';
import { basicAuth, fieldOf, isTestOf, secretOf } from '../credential';
import { describeError } from './report';
import { SerasaBureau } from './SerasaBureau';

const ADDRESSES = { production: 'https://api.serasaexperian.com.br', test: 'https://uat-api.serasaexperian.com.br' } as const;
const OF = 'da Serasa';
/** Lookups under way at once: no limit is published, and a batch of a few hundred does not need more. */
const CONCURRENCY = 4;

export const SERASA: BureauDefinition = {
	name: 'serasa',
	label: 'Serasa Experian',
	credential: 'cobrancaSerasaApi',
	connect(credential, transport) {
		const isTest = isTestOf(credential);
		const secret = secretOf(credential, 'clientSecret', 'Client Secret', OF);
		const login = basicAuth(secretOf(credential, 'clientId', 'Client ID', OF), secret);
		const api = new ApiClient(transport, {
			label: 'bureau Serasa Experian',
			baseUrl: ADDRESSES[isTest ? 'test' : 'production'],
			headers: { 'user-agent': 'n8n-nodes-cobranca', accept: 'application/json' },
			secrets: [secret, login.slice('Basic '.length)],
			concurrency: CONCURRENCY,
			describe: describeError,
			unauthorized: 'A Serasa recusou o login. Confira, na credencial, o Client ID, o Client Secret e o ambiente (produção ou teste), e no contrato, se o relatório está liberado.',
		});
		return new SerasaBureau(api, transport.now, {
			login,
			isTest,
			reports: { cpf: fieldOf(credential, 'personReport'), cnpj: fieldOf(credential, 'companyReport') },
			features: fieldOf(credential, 'optionalFeatures').split(/[,;\s]+/).filter((feature) => feature !== ''),
			prices: credential,
		});
	},
};
