import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { CustomerReference } from '../../core/ledger/customers/exclusions';
import { customerReference, rowReader } from './references';
import { textOf } from './values';

/** How an operation is told which customers it is about. */
export const CUSTOMER_FIELDS: INodeProperties[] = [
	{
		displayName: 'Customer',
		name: 'customerFrom',
		type: 'options',
		options: [
			{ name: 'Of Each Item', value: 'items', description: 'Items of the other nodes, or rows with a column such as cpf_cnpj or email' },
			{ name: 'By CPF, CNPJ or Email', value: 'typed' },
		],
		default: 'items',
	},
	{
		displayName: 'CPF, CNPJ or Email',
		name: 'customer',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show: { customerFrom: ['typed'] } },
	},
];

/** Reads from the node's fields, or from each item, which customer is meant. */
export function customerReader(functions: IExecuteFunctions, items: readonly INodeExecutionData[]): (json: IDataObject, index: number) => CustomerReference {
	if (functions.getNodeParameter('customerFrom', 0) !== 'typed') {
		const read = rowReader(items);
		return (json) => customerReference(json, read);
	}
	return (_json, index) => {
		const name = textOf(functions.getNodeParameter('customer', index, ''), 'CPF, CNPJ or Email');
		return name.includes('@') ? { email: name } : { document: name };
	};
}
