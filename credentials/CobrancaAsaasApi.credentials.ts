import type { IAuthenticateGeneric, Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

/** The key of an Asaas account. Named after this package: credential names are shared by all that are installed. */
export class CobrancaAsaasApi implements ICredentialType {
	name = 'cobrancaAsaasApi';

	displayName = 'Asaas API (Cobrança)';

	documentationUrl = 'https://github.com/n8n-nodes-cobranca/n8n-nodes-cobranca/blob/main/docs/asaas.md';

	icon: Icon = { light: 'file:../icons/asaas.svg', dark: 'file:../icons/asaas.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: '$aact_prod_...',
			description: 'In Asaas: Integrações → Chaves de API. Whoever has it can charge in your name: make one for n8n alone.',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production' },
				{ name: 'Sandbox', value: 'sandbox', description: 'An account to try things out in: its keys begin with $aact_hmlg_' },
			],
			default: 'production',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				access_token: '={{ $credentials.apiKey.trim() }}',
				'User-Agent': 'n8n-nodes-cobranca',
			},
		},
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.environment === "sandbox" ? "https://api-sandbox.asaas.com/v3" : "https://api.asaas.com/v3" }}',
			url: '/customers',
			qs: { limit: 1 },
			disableFollowRedirect: true,
		},
		rules: [401, 403].map((value) => ({
			type: 'responseCode',
			properties: { value, message: 'O Asaas recusou a chave. Confira se ela foi copiada inteira, se está ativa e se é do ambiente escolhido (produção ou sandbox).' },
		})),
	};
}
