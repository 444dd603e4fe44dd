import type { IAuthenticateGeneric, Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { PRICE_FIELDS } from '../nodes/shared/bureauPriceFields';

/** A contract with SPC Brasil (through a CDL or another of its associations). */
export class CobrancaSpcApi implements ICredentialType {
	name = 'cobrancaSpcApi';

	displayName = 'SPC Brasil API (Cobrança)';

	documentationUrl = 'https://github.com/n8n-nodes-cobranca/n8n-nodes-cobranca/blob/main/docs/bureaus.md';

	icon: Icon = { light: 'file:../icons/spc.svg', dark: 'file:../icons/spc.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Operator',
			name: 'operator',
			type: 'string',
			default: '',
			required: true,
			description: 'Code of the operator that your CDL has made for the web service',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production' },
				{ name: 'Test', value: 'test', description: 'The training environment (treina.spc.org.br)' },
			],
			default: 'production',
		},
		{
			displayName: 'Product for a Person (CPF)',
			name: 'personProduct',
			type: 'string',
			default: '',
			placeholder: '337',
			description: 'Its code (codigo-produto) in your contract. Empty: people are not looked up here.',
		},
		{
			displayName: 'Product for a Company (CNPJ)',
			name: 'companyProduct',
			type: 'string',
			default: '',
			placeholder: '643',
			description: 'Its code (codigo-produto) in your contract. Empty: companies are not looked up here.',
		},
		...PRICE_FIELDS,
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { auth: { username: '={{ $credentials.operator.trim() }}', password: '={{ $credentials.password.trim() }}' } },
	};

	// The service's description costs nothing; a lookup would.
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.environment === "test" ? "https://treina.spc.org.br" : "https://servicos.spc.org.br" }}',
			url: '/spc/remoting/ws/consulta/consultaWebService?wsdl',
			disableFollowRedirect: true,
		},
		rules: [401, 403].map((value) => ({
			type: 'responseCode',
			properties: { value, message: 'O SPC recusou o operador ou a senha. Confira os dois, e se são do ambiente escolhido (produção ou teste).' },
		})),
	};
}
