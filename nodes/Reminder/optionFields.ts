import type { INodeProperties } from 'n8n-workflow';
import { GATEWAY_OPTION } from './gatewayFields';

export const OPTIONS_FIELD: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Allow Unauthorized Certificates',
			name: 'allowUnauthorizedCerts',
			type: 'boolean',
			default: false,
			description: 'Whether to connect even if SSL certificate validation is not possible',
		},
		{
			displayName: 'Attempts',
			name: 'maxAttempts',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 20 },
			default: 3,
			description: 'How often in all, on one run each, a message is tried that the server refuses for now',
		},
		{
			displayName: 'Concurrent Sends',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 50 },
			default: 5,
			description: 'Connections to the mail server at once. If n8n is killed, at most this many messages are left unknown.',
		},
		GATEWAY_OPTION,
		{
			displayName: 'Message Key',
			name: 'messageKey',
			type: 'string',
			default: '',
			description: 'For items that come from no ruler: an invoice gets a message of this key once. The name of the message when empty.',
		},
		{
			displayName: 'One Message per Customer',
			name: 'groupByCustomer',
			type: 'boolean',
			default: true,
			description: 'Whether all of a customer’s invoices go into one message',
		},
	],
};
