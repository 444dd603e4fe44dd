import type { INodeCredentialDescription } from 'n8n-workflow';
import { ACCOUNT_CREDENTIAL } from '../shared/account';
import { credentialsOfGateways } from '../shared/gatewayField';
import { NO_GATEWAY } from './gatewayFields';
import { SMTP_CREDENTIAL } from './smtpSettings';

/** The creditor's account, what sends, and the key of the gateway that is chosen. */
export const CREDENTIALS: INodeCredentialDescription[] = [
	{ name: ACCOUNT_CREDENTIAL, required: true },
	// Shown by no field: while email is the only channel, the editor would take the channel for a way to log in.
	{ name: SMTP_CREDENTIAL, required: true },
	...credentialsOfGateways([NO_GATEWAY]),
];
