import type { INodeProperties } from 'n8n-workflow';

/** What a lookup costs by the contract: a matter of the credential, so that every node that asks counts the same. */
export const PRICE_FIELDS: INodeProperties[] = [
	{
		displayName: 'Price of a Person (CPF)',
		name: 'personPrice',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'In reais, for each lookup. Of a package: its price divided by its lookups. Counts in the monthly budget.',
	},
	{
		displayName: 'Price of a Company (CNPJ)',
		name: 'companyPrice',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'In reais, for each lookup. Of a package: its price divided by its lookups. Counts in the monthly budget.',
	},
];
