import { NodeConnectionTypes, type IHookFunctions, type INodeType, type INodeTypeDescription, type IWebhookFunctions, type IWebhookResponseData } from 'n8n-workflow';
import { GATEWAY_FIELD, GATEWAY_NODE_CREDENTIALS } from '../shared/gatewayField';
import { EMIT_FIELD } from './emit';
import { receiveWebhook } from './receive';
import { hasWebhook, registerWebhook, removeWebhook } from './registration';

export class PaymentTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Payment Trigger',
		name: 'paymentTrigger',
		icon: { light: 'file:../../icons/paymentTrigger.svg', dark: 'file:../../icons/paymentTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["emit"].join(", ") }}',
		description: 'Starts the workflow when a payment gateway tells of a payment, and brings the ledger up to date at once',
		defaults: { name: 'Payment Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: GATEWAY_NODE_CREDENTIALS,
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'pagamentos' }],
		properties: [
			GATEWAY_FIELD,
			{
				displayName: 'The gateway must be able to reach this n8n: set WEBHOOK_URL to a public https address. Publishing the workflow registers the webhook at the gateway by itself, with a secret token of its own; after changing the API key, unpublish and publish it again.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: '"Listen for test event" changes nothing in the ledger: it shows any event about a charge, as a dry run.',
				name: 'testNotice',
				type: 'notice',
				default: '',
			},
			EMIT_FIELD,
		],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await hasWebhook(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await registerWebhook(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await removeWebhook(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this);
	}
}
