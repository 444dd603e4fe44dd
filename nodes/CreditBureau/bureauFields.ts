import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { BUREAUS } from '../../core/bureau/bureaus';
import { ACCOUNT_CREDENTIAL } from '../shared/account';

/** Which bureaus are asked, and how. A new one appears here by its line in the dictionary. */
export const BUREAU_FIELDS: INodeProperties[] = [
	{
		displayName: 'Bureaus',
		name: 'bureaus',
		type: 'multiOptions',
		noDataExpression: true,
		required: true,
		options: Object.values(BUREAUS).map(({ label, name }) => ({ name: label, value: name })),
		default: ['serasa'],
		description: 'In the order they are chosen',
	},
	{
		displayName: 'Ask',
		name: 'ask',
		type: 'options',
		options: [
			{ name: 'One After Another, Until One Answers', value: 'first' },
			{ name: 'All, and Combine Their Answers', value: 'all', description: 'Each is paid for. The summary is the worst of them.' },
		],
		default: 'first',
	},
];

/**
 * The creditor's account, and the credential of each bureau while that is chosen. Said by `hide`: none of the chosen
 * ones is it (the condition must hold for every one of them), and where no bureau is asked there is none.
 */
export const BUREAU_NODE_CREDENTIALS: INodeCredentialDescription[] = [
	{ name: ACCOUNT_CREDENTIAL, required: true },
	...Object.values(BUREAUS).map(
		({ credential, name }): INodeCredentialDescription => ({
			name: credential,
			required: true,
			// The type knows plain values alone; n8n reads conditions here as it does in those of fields.
			displayOptions: { hide: { bureaus: [{ _cnd: { not: name } }] } } as unknown as INodeCredentialDescription['displayOptions'],
			...(name === 'http' ? { testedBy: 'bureauHttpTest' } : {}),
		}),
	),
];
