import type { IExecuteFunctions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { readContract } from '../../core/bureau/http/contract';
import type { Method } from '../../core/gateway/ApiClient';
import { GATEWAYS } from '../../core/gateway/gateways';
import { LiveStatus } from '../../core/gateway/liveStatus';
import { FILE_PROVIDER, fileProvider } from '../../core/listing/fileProvider';
import { gatewayProvider } from '../../core/listing/gatewayProvider';
import { httpProvider, type HttpListingCall } from '../../core/listing/httpProvider';
import type { ListingProvider } from '../../core/listing/ListingProvider';
import { connectGateway, PATIENCE_MS, transportOf, type ConnectedGateway } from '../shared/gateway';
import { linesOf, textOf } from '../shared/values';

const NO_GATEWAY = 'none';
const GATEWAY_PROVIDER = 'gateway';
/** Shows the HTTP credential, as the bureau of that name does in lookups. */
const HTTP_PROVIDER = 'http';
const HTTP_CREDENTIAL = 'cobrancaBureauHttpApi';

/** Who takes listings to the bureau. Named as the field of lookups is: by it the editor knows whether to ask for the HTTP credential. */
export const PROVIDER_FIELD: INodeProperties = {
	displayName: 'Provider',
	name: 'bureaus',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'File for Upload', value: FILE_PROVIDER, description: 'A CSV file for the bureau’s own site. A person uploads it and says so in Confirm.' },
		{ name: 'HTTP API of a Bureau', value: HTTP_PROVIDER, description: 'Any bureau with a web API, by the credential Credit Bureau HTTP API' },
		{ name: 'Payment Gateway', value: GATEWAY_PROVIDER, description: 'The gateway that has the invoice’s charge, such as Asaas' },
	],
	default: FILE_PROVIDER,
	description: 'Who takes it to the credit bureau',
};

/** Which gateway is asked whether an invoice is still owed, and lists where the gateway is the provider. */
export const LISTING_GATEWAY_FIELD: INodeProperties = {
	displayName: 'Payment Gateway',
	name: 'gateway',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'None', value: NO_GATEWAY, description: 'For invoices from files and systems. Invoices that came from a gateway are not listed until it is chosen here.' },
		...Object.values(GATEWAYS).map(({ label, name }) => ({ name: label, value: name, description: 'Asked right before each request whether the invoice was paid' })),
	],
	default: NO_GATEWAY,
};

/** The credential of each gateway while it is chosen; in operations without the field there is none. */
export const LISTING_CREDENTIALS: INodeCredentialDescription[] = Object.values(GATEWAYS).map(({ credential, name }) => ({
	name: credential,
	required: true,
	displayOptions: { hide: { gateway: [{ _cnd: { not: name } }] } } as unknown as INodeCredentialDescription['displayOptions'],
}));

const PLACES = 'In braces: {documento}, {documentoFormatado}, {tipo}, {nome}, {contrato}, {valor}, {valorCentavos}, {vencimento}, {descricao}, {negativacao}, {referencia}, {endereco}, {numeroEndereco}, {complemento}, {bairro}, {cidade}, {uf}, {cep}, {telefone}, {email}';

/** The request of the HTTP API that makes a listing, or takes it back. */
export function httpFields(which: 'listing' | 'removal'): INodeProperties[] {
	const title = which === 'listing' ? 'Listing' : 'Removal';
	const show = { bureaus: [HTTP_PROVIDER] };
	return [
		{
			displayName: `${title} Method`,
			name: `${which}Method`,
			type: 'options',
			options: [
				{ name: 'DELETE', value: 'DELETE' },
				{ name: 'POST', value: 'POST' },
				{ name: 'PUT', value: 'PUT' },
			],
			default: 'POST',
			displayOptions: { show },
		},
		{
			displayName: `${title} URL`,
			name: `${which}Url`,
			type: 'string',
			noDataExpression: true,
			default: '',
			required: true,
			placeholder: which === 'listing' ? 'https://api.example.com/negativacoes' : 'https://api.example.com/negativacoes/{referencia}',
			description: 'On the server of the credential’s URL',
			displayOptions: { show },
		},
		{
			displayName: `${title} Body`,
			name: `${which}Body`,
			type: 'string',
			noDataExpression: true,
			typeOptions: { rows: 6 },
			default: '',
			placeholder: '{ "documento": "{documento}", "valor": "{valor}", "contrato": "{contrato}" }',
			description: `JSON. ${PLACES}.`,
			displayOptions: { show },
		},
		...(which === 'listing'
			? [
					{
						displayName: 'Path of the Reference',
						name: 'referencePath',
						type: 'string',
						noDataExpression: true,
						default: '',
						placeholder: 'dados.codigo',
						description: 'Where the answer says the listing’s own ID, which the removal may name as {referencia}. Leave empty when it says none.',
						displayOptions: { show },
					} satisfies INodeProperties,
				]
			: []),
	];
}

export interface ChosenProvider {
	provider: ListingProvider;
	live: LiveStatus;
	/** Whether a gateway lists, which wants the customer's address. */
	wantsAddress: boolean;
	/** Whether a person takes a file to the bureau. */
	makesFile: boolean;
}

/** The chosen provider and gateway. Throws a RangeError that names the field to correct. */
export async function chosenProvider(functions: IExecuteFunctions, which: 'listing' | 'removal' | 'question'): Promise<ChosenProvider> {
	const kind = functions.getNodeParameter('bureaus', 0) as string;
	const name = functions.getNodeParameter('gateway', 0, NO_GATEWAY) as string;
	const connected = name === NO_GATEWAY ? null : await connectGateway(functions, name, { patienceMs: PATIENCE_MS.execution });
	return {
		provider: await providerOf(functions, kind, connected, which),
		live: new LiveStatus(new Map(connected ? [[connected.gateway.name, connected.gateway]] : [])),
		wantsAddress: kind === GATEWAY_PROVIDER,
		makesFile: kind === FILE_PROVIDER,
	};
}

async function providerOf(functions: IExecuteFunctions, kind: string, connected: ConnectedGateway | null, which: 'listing' | 'removal' | 'question'): Promise<ListingProvider> {
	if (kind === FILE_PROVIDER) return fileProvider;
	if (kind === HTTP_PROVIDER) return await readHttpProvider(functions, which);
	if (connected === null) throw new RangeError('Escolha o gateway em "Payment Gateway": é por ele que a negativação é pedida.');
	return gatewayProvider(connected.gateway, connected.definition.label);
}

async function readHttpProvider(functions: IExecuteFunctions, which: 'listing' | 'removal' | 'question'): Promise<ListingProvider> {
	const { name, label, url, headers, secrets, isTest } = readContract(await functions.getCredentials(HTTP_CREDENTIAL));
	// The ledger would take a listing in a sandbox for one that is in force.
	if (isTest) throw new RangeError(`A credencial do bureau ${label} é do ambiente de testes, e uma negativação fica no livro como feita. Use uma credencial de produção.`);
	const call = (of: 'listing' | 'removal'): HttpListingCall | null =>
		which === of
			? {
					method: functions.getNodeParameter(`${of}Method`, 0) as Method,
					url: textOf(functions.getNodeParameter(`${of}Url`, 0, ''), `${of} URL`),
					body: linesOf(functions.getNodeParameter(`${of}Body`, 0, ''), `${of} Body`),
				}
			: null;
	const referencePath = which === 'listing' ? textOf(functions.getNodeParameter('referencePath', 0, ''), 'Path of the Reference') : '';
	return httpProvider({ name, label, headers, secrets, credentialUrl: url.replace(/[{}]/g, ''), request: call('listing'), remove: call('removal'), referencePath }, transportOf(functions, PATIENCE_MS.execution));
}
