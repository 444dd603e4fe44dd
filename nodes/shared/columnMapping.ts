import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Columns } from '../../core/importing/columns';
import type { FieldKey } from '../../core/importing/fields';

const FIELD_NAMES: Readonly<Record<FieldKey, string>> = {
	amount: 'Amount',
	boletoLine: 'Boleto Line (Linha Digitável)',
	cardUrl: 'Card Payment Link',
	customerCity: 'Customer City',
	customerCode: 'Customer Code',
	customerCreditLimit: 'Customer Credit Limit',
	customerCreditLimitUntil: 'Customer Credit Limit Until',
	customerDocument: 'Customer CPF or CNPJ',
	customerEmail: 'Customer Email',
	customerName: 'Customer Name',
	customerPhone: 'Customer Phone',
	customerPostalCode: 'Customer Postal Code (CEP)',
	customerSince: 'Customer Since',
	customerState: 'Customer State (UF)',
	description: 'Description',
	discount: 'Discount',
	dueDate: 'Due Date',
	fine: 'Fine',
	graceBankingDays: 'Grace (Banking Days)',
	interest: 'Interest',
	issueDate: 'Issue Date',
	number: 'Invoice Number',
	paidAmount: 'Paid Amount',
	paidOn: 'Paid On',
	paymentUrl: 'Payment Link',
	pixPayload: 'Pix Code (Copia e Cola)',
	status: 'Status',
};

/** The column mapping: names typed once, not an expression for each item. */
export function columnMapping(show: NonNullable<INodeProperties['displayOptions']>['show']): INodeProperties {
	return {
		displayName: 'Columns',
		name: 'columns',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Column',
		default: {},
		description: 'Only for columns whose name says too little: common Portuguese and English names are recognised by themselves',
		displayOptions: { show },
		options: [
			{
				displayName: 'Column',
				name: 'column',
				values: [
					{
						displayName: 'Field',
						name: 'field',
						type: 'options',
						options: Object.entries(FIELD_NAMES).map(([value, name]) => ({ name, value })),
						default: 'number',
					},
					{
						displayName: 'Column Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'vencimento',
					},
				],
			},
		],
	};
}

/** The mapping an operator typed, by field. */
export function readColumns(value: unknown): Columns {
	const rows = ((value as IDataObject | undefined)?.column ?? []) as Array<{ field: FieldKey; name: string }>;
	return Object.fromEntries(rows.filter(({ name }) => name.trim() !== '').map(({ field, name }) => [field, name.trim()]));
}
