import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { InvoiceReference } from '../../core/ledger/invoices/findInvoice';
import { invoiceReference, rowReader } from './references';
import { textOf } from './values';

/** How an operation is told which invoices it is about. */
export const INVOICE_NUMBER_FIELDS: INodeProperties[] = [
	{
		displayName: 'Invoice',
		name: 'invoiceFrom',
		type: 'options',
		options: [
			{ name: 'Of Each Item', value: 'items', description: 'Items of the other nodes, or rows with a column such as numero or nosso_numero' },
			{ name: 'By Number', value: 'number', description: 'One invoice whose number is typed here' },
		],
		default: 'items',
	},
	{
		displayName: 'Invoice Number',
		name: 'invoiceNumber',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show: { invoiceFrom: ['number'] } },
	},
	{
		displayName: 'Source',
		name: 'invoiceSource',
		type: 'string',
		default: '',
		description: 'Only needed when two sources have an invoice of the same number',
		displayOptions: { show: { invoiceFrom: ['number'] } },
	},
];

/** Reads from the node's fields, or from each item, which invoice is meant. */
export function numberReader(functions: IExecuteFunctions, items: readonly INodeExecutionData[]): (json: IDataObject, index: number) => InvoiceReference {
	if (functions.getNodeParameter('invoiceFrom', 0) === 'number') {
		return (_json, index) => ({
			number: textOf(functions.getNodeParameter('invoiceNumber', index, ''), 'Invoice Number'),
			source: textOf(functions.getNodeParameter('invoiceSource', index, ''), 'Source') || undefined,
		});
	}
	const read = rowReader(items);
	return (json) => invoiceReference(json, read);
}
