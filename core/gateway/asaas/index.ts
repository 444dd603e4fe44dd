import { ApiClient } from '../ApiClient';
import type { GatewayDefinition } from '../Gateway';
import { AsaasGateway, NAME } from './AsaasGateway';
import { eventFrom } from './eventFrom';
import { describeErrors } from './json';

const ADDRESSES = { production: 'https://api.asaas.com/v3', sandbox: 'https://api-sandbox.asaas.com/v3' } as const;
type Environment = keyof typeof ADDRESSES;

/** How a key of each environment begins; a key of the other one is refused there as if it were wrong. */
const PREFIXES: Readonly<Record<Environment, RegExp>> = { production: /^\$aact_prod_/, sandbox: /^\$aact_hmlg_/ };
const LABELS: Readonly<Record<Environment, string>> = { production: 'produção (Production)', sandbox: 'sandbox (Sandbox)' };
/** Fifty reads at once are allowed to the whole account, and others may use it too. */
const CONCURRENCY = 10;

export const ASAAS: GatewayDefinition = {
	name: NAME,
	label: 'Asaas',
	credential: 'cobrancaAsaasApi',
	webhooks: { tokenHeader: 'asaas-access-token', readEvent: eventFrom },
	secret: keyOf,
	connect(credential, transport) {
		const key = keyOf(credential);
		const environment: Environment = credential.environment === 'sandbox' ? 'sandbox' : 'production';
		const other: Environment = environment === 'sandbox' ? 'production' : 'sandbox';
		if (PREFIXES[other].test(key)) throw new RangeError(`Credencial do Asaas: esta chave é de ${LABELS[other]}, e o ambiente escolhido é ${LABELS[environment]}. Troque um dos dois.`);
		const api = new ApiClient(transport, {
			label: 'Asaas',
			baseUrl: ADDRESSES[environment],
			headers: { access_token: key, 'user-agent': 'n8n-nodes-cobranca', accept: 'application/json' },
			secrets: [key],
			concurrency: CONCURRENCY,
			describe: describeErrors,
		});
		return new AsaasGateway(api);
	},
};

function keyOf(credential: Readonly<Record<string, unknown>>): string {
	const key = typeof credential.apiKey === 'string' ? credential.apiKey.trim() : '';
	if (key === '') throw new RangeError('Credencial do Asaas: preencha o campo "API Key".');
	if (!/^[\x21-\x7e]+$/.test(key)) throw new RangeError('Credencial do Asaas: a chave tem espaços ou letras que uma chave não tem. Copie-a de novo.');
	return key;
}
