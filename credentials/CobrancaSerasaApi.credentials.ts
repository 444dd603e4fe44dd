import type { IAuthenticateGeneric, Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { PRICE_FIELDS } from '../nodes/shared/bureauPriceFields';

/** A contract with Serasa Experian: who asks, what is bought, and what that costs. */
export class CobrancaSerasaApi implements ICredentialType {
	name = 'cobrancaSerasaApi';

	displayName = 'Serasa Experian API (Cobrança)';

	documentationUrl = 'https://github.com/n8n-nodes-cobranca/n8n-nodes-cobranca/blob/main/docs/bureaus.md';

	icon: Icon = { light: 'file:../icons/serasa.svg', dark: 'file:../icons/serasa.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: 'Serasa gives it with the contract of its API',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Whoever has it can look people up at your cost',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production' },
				{ name: 'Test', value: 'test', description: 'Made-up people, about 200 lookups a day, another client ID' },
			],
			default: 'production',
		},
		{
			displayName: 'Report on a Person (CPF)',
			name: 'personReport',
			type: 'string',
			default: 'RELATORIO_BASICO_PF_PME',
			description: 'The reportName of your contract. Empty: people are not looked up here.',
		},
		{
			displayName: 'Report on a Company (CNPJ)',
			name: 'companyReport',
			type: 'string',
			default: 'RELATORIO_BASICO_PJ_PME',
			description: 'The reportName of your contract. Empty: companies are not looked up here.',
		},
		{
			displayName: 'Optional Features',
			name: 'optionalFeatures',
			type: 'string',
			default: '',
			placeholder: 'SCORE_POSITIVO',
			description: 'Extras of your contract, separated by commas. They may cost more: count them in the prices.',
		},
		...PRICE_FIELDS,
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { auth: { username: '={{ $credentials.clientId.trim() }}', password: '={{ $credentials.clientSecret.trim() }}' } },
	};

	// A login costs nothing; a lookup would.
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: '={{ $credentials.environment === "test" ? "https://uat-api.serasaexperian.com.br" : "https://api.serasaexperian.com.br" }}',
			url: '/security/iam/v1/client-identities/login',
			disableFollowRedirect: true,
		},
		rules: [400, 401, 403].map((value) => ({
			type: 'responseCode',
			properties: { value, message: 'A Serasa recusou o login. Confira o Client ID e o Client Secret, e se são do ambiente escolhido (produção ou teste).' },
		})),
	};
}
