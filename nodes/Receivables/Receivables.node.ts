import { NodeConnectionTypes, NodeOperationError, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { cobrancaAccountTest } from '../shared/accountTest';
import { getCauses } from '../shared/causeFields';
import { withContext } from '../shared/context';
import { continuingOnFail } from '../shared/continueOnFail';
import { resourceProperties } from '../shared/operation';
import { RESOURCES } from './resources';

/** Reading operations have nothing to refuse, so they have no second output. */
const OUTPUTS = `={{ ['getAll', 'getUnknown', 'ageing', 'indicators', 'recovery', 'reportByCause', 'rollRates'].includes($parameter["operation"]) ? [{ type: 'main' }] : [{ type: 'main', displayName: $parameter["operation"] === 'import' ? 'Imported' : 'Done' }, { type: 'main', displayName: 'Problems' }] }}`;

export class Receivables implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Receivables',
		name: 'receivables',
		icon: { light: 'file:../../icons/receivables.svg', dark: 'file:../../icons/receivables.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'The ledger of invoices, customers, payments and contacts, and its reports',
		defaults: { name: 'Receivables' },
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		usableAsTool: true,
		credentials: [{ name: 'cobrancaAccountApi', required: true, testedBy: 'cobrancaAccountTest' }],
		properties: resourceProperties(RESOURCES, {
			resource: 'invoice',
			operation: { agreement: 'record', cause: 'getAll', contact: 'getUnknown', customer: 'exclude', invoice: 'import', legalRate: 'import', occurrence: 'create', report: 'ageing' },
		}),
	};

	methods = { credentialTest: { cobrancaAccountTest }, loadOptions: { getCauses } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const resource = this.getNodeParameter('resource', 0) as string;
		const name = this.getNodeParameter('operation', 0) as string;
		const operation = RESOURCES[resource]?.operations[name];
		if (!operation) throw new NodeOperationError(this.getNode(), `Receivables has no operation "${resource}.${name}"`);
		return await continuingOnFail(this, async () => await withContext(this, async (context) => await operation.execute.call(this, context, items)));
	}
}
