import type { INodeProperties } from 'n8n-workflow';
import { CUSTOMER_FIELDS } from '../../../shared/customerFields';
import { BUREAU_FIELDS } from '../../bureauFields';
import { purposeFields } from './purposeFields';

/** The month's budget, of a lookup and of the account of it. */
export const BUDGET_FIELD: INodeProperties = {
	displayName: 'Monthly Budget',
	name: 'monthlyBudget',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	default: 0,
	required: true,
	description: 'In reais, for the lookups of all workflows of this account in a calendar month. Nothing is asked that would exceed it.',
};

/** Fields of Look Up. What a lookup costs stands in the bureau's credential. */
export const LOOK_UP_FIELDS: INodeProperties[] = [
	...CUSTOMER_FIELDS,
	...BUREAU_FIELDS,
	BUDGET_FIELD,
	...purposeFields('credit_decision'),
	{
		displayName: 'Use Reports up to (Days Old)',
		name: 'maxAgeDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 30,
		description: 'A report of the same bureau and product that is not older is taken from the ledger and costs nothing, unless it was bought for something else than credit. 0 always asks.',
	},
	{
		displayName: 'Keep Raw Answer',
		name: 'keepRaw',
		type: 'boolean',
		default: false,
		description: 'Whether to keep each answer as it came, encrypted with the Encryption Secret of the Cobrança Account. No item ever carries it.',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: 'Whether to ask nobody, and only show what would be asked and what it would cost',
	},
];
