import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { STATES } from '../core/importing/states';
import { TERMS_FIELDS } from '../nodes/shared/termsFields';

/**
 * The Cobrança Account: one credential is one creditor, with a ledger of its own. A consultant who clones a
 * régua for another client makes another of these and selects it in every node.
 */
export class CobrancaAccountApi implements ICredentialType {
	name = 'cobrancaAccountApi';

	displayName = 'Cobrança Account API';

	documentationUrl = 'https://github.com/n8n-nodes-cobranca/n8n-nodes-cobranca#the-cobrança-account';

	icon: Icon = { light: 'file:../icons/cobranca.svg', dark: 'file:../icons/cobranca.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Creditor Name',
			name: 'creditorName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'Padaria Exemplo Ltda.',
			description: 'Who collects, as customers know it. Shown in every message.',
		},
		{
			displayName: 'Creditor CNPJ or CPF',
			name: 'creditorDocument',
			type: 'string',
			default: '',
			required: true,
			placeholder: '11.222.333/0001-81',
			description: 'Shown in every message, as the law asks (CDC art. 42-A), and the name of the ledger: another CNPJ is another ledger',
		},
		{
			displayName: 'Creditor Address',
			name: 'creditorAddress',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'Rua das Flores, 100, Centro, São Paulo, SP, 01000-000',
			description: 'Shown in every message, as the law asks (CDC art. 42-A)',
		},
		{
			displayName: 'Creditor Email',
			name: 'creditorEmail',
			type: 'string',
			default: '',
			placeholder: 'cobranca@example.com',
			description: 'Where customers can write to. Answers to reminders go there.',
		},
		{
			displayName: 'Creditor Phone',
			name: 'creditorPhone',
			type: 'string',
			default: '',
			placeholder: '(11) 4000-0000',
		},
		{
			displayName: 'Creditor State (UF)',
			name: 'creditorState',
			type: 'options',
			options: [{ name: 'Not Told', value: '' }, ...STATES.map((state) => ({ name: state, value: state }))],
			default: '',
			description: 'Brings the state’s holidays along',
		},
		{
			displayName: 'Creditor City',
			name: 'creditorCity',
			type: 'string',
			default: '',
			placeholder: 'Campinas',
			description: 'Stands in Pix codes; a capital brings its holidays along',
		},
		{
			displayName: 'Pix Key',
			name: 'pixKey',
			type: 'string',
			default: '',
			placeholder: 'cobranca@example.com',
			description: 'CPF, CNPJ, phone, email or random key. With it, messages about invoices without a code of their own carry a Pix of the updated amount.',
		},
		...TERMS_FIELDS,
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: 'America/Sao_Paulo',
			required: true,
			description: 'IANA name of the zone whose calendar day counts as today',
		},
		{
			displayName: 'Local Holidays',
			name: 'localHolidays',
			type: 'string',
			default: '',
			placeholder: '20/01, 2026-07-09',
			description: 'Further days off, separated by commas: day and month come back every year. National, banking and state holidays and those of the capitals are known.',
		},
		{
			displayName: 'Encryption Secret',
			name: 'encryptionSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Only needed to keep the answers of credit bureaus as they came: they are encrypted with it. At least 16 characters; keep a copy elsewhere, without it they cannot be read again.',
		},
		{
			displayName: 'Ledger',
			name: 'ledgerEngine',
			type: 'options',
			options: [
				{ name: 'File in n8n’s Own Folder (SQLite)', value: 'sqlite' },
				{ name: 'PostgreSQL', value: 'postgres' },
			],
			default: 'sqlite',
			description: 'Where invoices, payments and contacts are kept. With n8n in queue mode choose PostgreSQL.',
		},
		{
			displayName: 'Ledger Folder',
			name: 'ledgerFolder',
			type: 'string',
			default: '',
			placeholder: '/home/node/.n8n/cobranca',
			description: 'Leave empty for the folder "cobranca" beside n8n’s own database',
			displayOptions: { show: { ledgerEngine: ['sqlite'] } },
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: 'localhost',
			displayOptions: { show: { ledgerEngine: ['postgres'] } },
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			default: 5432,
			displayOptions: { show: { ledgerEngine: ['postgres'] } },
		},
		{
			displayName: 'Database',
			name: 'database',
			type: 'string',
			default: 'postgres',
			displayOptions: { show: { ledgerEngine: ['postgres'] } },
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: 'postgres',
			displayOptions: { show: { ledgerEngine: ['postgres'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { ledgerEngine: ['postgres'] } },
		},
		{
			displayName: 'Schema',
			name: 'schema',
			type: 'string',
			default: '',
			placeholder: 'cobranca_11222333000181',
			description: 'Leave empty for a schema named after the creditor’s CNPJ',
			displayOptions: { show: { ledgerEngine: ['postgres'] } },
		},
		{
			displayName: 'SSL',
			name: 'ssl',
			type: 'options',
			options: [
				{ name: 'Off', value: 'disable' },
				{ name: 'On', value: 'require', description: 'Encrypted; the certificate is not checked' },
				{ name: 'On, Certificate Checked', value: 'verify' },
			],
			default: 'disable',
			displayOptions: { show: { ledgerEngine: ['postgres'] } },
		},
	];
}
