import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { PRICE_FIELDS } from '../nodes/shared/bureauPriceFields';

/** Any bureau with a web API that answers in JSON: Boa Vista SCPC (Equifax), Quod, a reseller. */
export class CobrancaBureauHttpApi implements ICredentialType {
	name = 'cobrancaBureauHttpApi';

	displayName = 'Credit Bureau HTTP API (Cobrança)';

	documentationUrl = 'https://github.com/n8n-nodes-cobranca/n8n-nodes-cobranca/blob/main/docs/bureaus.md';

	icon: Icon = { light: 'file:../icons/bureauHttp.svg', dark: 'file:../icons/bureauHttp.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Bureau Name',
			name: 'bureauName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'Boa Vista SCPC',
			description: 'As reports and messages say it',
		},
		{
			displayName: 'Product',
			name: 'product',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'acerta-essencial',
			description: 'What is bought, in your own words: reports of one product are not taken for those of another',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production' },
				{ name: 'Test', value: 'test', description: 'The URL is that of the bureau’s sandbox, which answers about made-up people' },
			],
			default: 'production',
		},
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: [
				{ name: 'GET', value: 'GET' },
				{ name: 'POST', value: 'POST' },
			],
			default: 'POST',
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'https://api.example.com/consulta/{documento}',
			description: 'Begins with https. {documento} becomes the CPF or CNPJ without punctuation, {documentoFormatado} the same with it, {tipo} F for a person and J for a company.',
		},
		{
			displayName: 'Header of the Key',
			name: 'headerName',
			type: 'string',
			default: 'Authorization',
			description: 'Header that carries the key',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'Bearer abc123',
			description: 'Whole value of that header',
		},
		{
			displayName: 'Further Headers',
			name: 'headers',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'X-Conta: 123',
			description: 'One a line, name and value separated by a colon. Nothing secret: this text can be read.',
		},
		{
			displayName: 'Body',
			name: 'body',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: '{ "documento": "{documento}", "tipo": "{tipo}" }',
			description: 'JSON, with the same names in braces as the URL',
			displayOptions: { show: { method: ['POST'] } },
		},
		{
			displayName: 'Path of the Document',
			name: 'documentPath',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'consulta.documento',
			description: 'Where the answer says whom it is about. An answer about somebody else is refused.',
		},
		{
			displayName: 'Path of the Name',
			name: 'namePath',
			type: 'string',
			default: '',
			placeholder: 'cadastro.nome',
		},
		{
			displayName: 'Path of the Registration Status',
			name: 'statusPath',
			type: 'string',
			default: '',
			placeholder: 'cadastro.situacao',
			description: 'The state of the CPF or CNPJ at the Receita Federal',
		},
		{
			displayName: 'Regular Statuses',
			name: 'regularStatuses',
			type: 'string',
			default: 'REGULAR, ATIVA',
			description: 'Separated by commas. Any other one is a flag.',
		},
		{
			displayName: 'Path of the Score',
			name: 'scorePath',
			type: 'string',
			default: '',
			placeholder: 'score.valor',
		},
		{
			displayName: 'Lowest Score',
			name: 'scoreMin',
			type: 'number',
			default: 0,
		},
		{
			displayName: 'Highest Score',
			name: 'scoreMax',
			type: 'number',
			default: 1000,
		},
		{
			displayName: 'Path of the Score Message',
			name: 'scoreMessagePath',
			type: 'string',
			default: '',
			placeholder: 'score.mensagem',
			description: 'Where the answer says why there is no score',
		},
		{
			displayName: 'Restrictions',
			name: 'restrictions',
			type: 'string',
			typeOptions: { rows: 6 },
			default: '',
			placeholder: 'protest: protestos.quantidade, protestos.valor, Protestos',
			description: 'One kind a line: kind, a colon, path of the count, path of the amount in reais, name for people (the last two may be left out). With ? after the kind (protest?: …) the answer may leave it out or empty; an answer with none of them tells nothing of restrictions, so keep one line without ?. Kinds: commercial_debt, bank_debt, collection, protest, lawsuit, bounced_cheque, bankruptcy, other.',
		},
		...PRICE_FIELDS,
	];
}
