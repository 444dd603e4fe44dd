import type { INodeProperties } from 'n8n-workflow';

/** How customers are asked to pay. */
export const BILLING_FIELD: INodeProperties = {
	displayName: 'Paid By',
	name: 'billing',
	type: 'options',
	options: [
		{ name: 'Boleto', value: 'boleto', description: 'Its page also has a Pix code' },
		{ name: 'Card', value: 'card' },
		{ name: 'Pix', value: 'pix' },
		{ name: 'Whatever the Customer Chooses', value: 'any' },
	],
	default: 'boleto',
};
