import { NodeConnectionTypes, NodeOperationError, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { withContext } from '../shared/context';
import { continuingOnFail } from '../shared/continueOnFail';
import { resourceProperties } from '../shared/operation';
import { CLASSIFIER_OUTPUTS } from './outputs';
import { RESOURCES } from './resources';

export class DelinquencyClassifier implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Delinquency Classifier',
		name: 'delinquencyClassifier',
		icon: { light: 'file:../../icons/delinquencyClassifier.svg', dark: 'file:../../icons/delinquencyClassifier.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Stage of delay, payer profile, risk and recommended approach, each with its reasons',
		defaults: { name: 'Delinquency Classifier' },
		inputs: [NodeConnectionTypes.Main],
		outputs: CLASSIFIER_OUTPUTS,
		usableAsTool: true,
		credentials: [{ name: 'cobrancaAccountApi', required: true }],
		properties: resourceProperties(RESOURCES, {
			resource: 'invoice',
			operation: { invoice: 'classify', portfolio: 'reclassify', customer: 'getClassification' },
		}),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const resource = this.getNodeParameter('resource', 0) as string;
		const name = this.getNodeParameter('operation', 0) as string;
		const operation = RESOURCES[resource]?.operations[name];
		if (!operation) throw new NodeOperationError(this.getNode(), `Delinquency Classifier has no operation "${resource}.${name}"`);
		return await continuingOnFail(this, async () => await withContext(this, async (context) => await operation.execute.call(this, context, items)));
	}
}
