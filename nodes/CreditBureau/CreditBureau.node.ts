import { NodeConnectionTypes, NodeOperationError, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { withContext } from '../shared/context';
import { continuingOnFail } from '../shared/continueOnFail';
import { resourceProperties } from '../shared/operation';
import { bureauHttpTest } from './bureauHttpTest';
import { BUREAU_NODE_CREDENTIALS } from './bureauFields';
import { LISTING_CREDENTIALS } from './listingProvider';
import { OUTPUTS } from './outputs';
import { RESOURCES } from './resources';

const CREDENTIALS = [...BUREAU_NODE_CREDENTIALS, ...LISTING_CREDENTIALS];

export class CreditBureau implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Credit Bureau',
		name: 'creditBureau',
		icon: { light: 'file:../../icons/creditBureau.svg', dark: 'file:../../icons/creditBureau.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Lookups at Serasa, SPC and other bureaus within a budget, credit decisions, and listings (negativação)',
		defaults: { name: 'Credit Bureau' },
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		usableAsTool: true,
		credentials: CREDENTIALS,
		properties: resourceProperties(RESOURCES, {
			resource: 'report',
			operation: { decision: 'decide', listing: 'check', report: 'lookUp' },
		}),
	};

	methods = { credentialTest: { bureauHttpTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const resource = this.getNodeParameter('resource', 0) as string;
		const name = this.getNodeParameter('operation', 0) as string;
		const operation = RESOURCES[resource]?.operations[name];
		if (!operation) throw new NodeOperationError(this.getNode(), `Credit Bureau has no operation "${resource}.${name}"`);
		return await continuingOnFail(this, async () => await withContext(this, async (context) => await operation.execute.call(this, context, items)));
	}
}
