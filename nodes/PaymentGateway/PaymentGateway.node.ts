import { NodeConnectionTypes, NodeOperationError, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { withContext } from '../shared/context';
import { continuingOnFail } from '../shared/continueOnFail';
import { GATEWAY_FIELD, GATEWAY_NODE_CREDENTIALS } from '../shared/gatewayField';
import { resourceProperties } from '../shared/operation';
import { RESOURCES } from './resources';

const OUTPUTS = `={{ [{ type: 'main', displayName: $parameter["operation"] === 'sync' ? 'Summary' : 'Done' }, { type: 'main', displayName: 'Problems' }] }}`;

export class PaymentGateway implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Payment Gateway',
		name: 'paymentGateway',
		icon: { light: 'file:../../icons/paymentGateway.svg', dark: 'file:../../icons/paymentGateway.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'The charges, subscriptions and listings of a payment gateway such as Asaas',
		defaults: { name: 'Payment Gateway' },
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		usableAsTool: true,
		credentials: GATEWAY_NODE_CREDENTIALS,
		properties: [
			GATEWAY_FIELD,
			...resourceProperties(RESOURCES, {
				resource: 'charge',
				operation: { charge: 'sync', customer: 'turnOffNotifications', event: 'getAll', listing: 'request', subscription: 'create' },
			}),
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const resource = this.getNodeParameter('resource', 0) as string;
		const name = this.getNodeParameter('operation', 0) as string;
		const operation = RESOURCES[resource]?.operations[name];
		if (!operation) throw new NodeOperationError(this.getNode(), `Payment Gateway has no operation "${resource}.${name}"`);
		return await continuingOnFail(this, async () => await withContext(this, async (context) => await operation.execute.call(this, context, items)));
	}
}
