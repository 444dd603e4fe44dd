import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { DEFAULT_CREDIT_POLICY } from '../../../../core/credit/defaultPolicy';
import { PROFILE_FIELD_OPTIONS } from '../../../shared/segmentFields';
import { rowFields } from './policyRows';

const NUMBER = { type: 'string', default: '' } as const;

/** A row, in the order one thinks of it: what it is, what it decides, and for whom. */
const ROW_FIELDS: INodeProperties[] = [
	{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'Muitas restrições', description: 'What the row is about, for whoever reads the reasons' },
	{
		displayName: 'Decision',
		name: 'decision',
		type: 'options',
		options: [
			{ name: 'Approve', value: 'approve' },
			{ name: 'Approve with Down Payment', value: 'approve_with_down_payment' },
			{ name: 'Ask a Person', value: 'ask_person' },
			{ name: 'Refuse', value: 'refuse' },
		],
		default: 'ask_person',
	},
	{ displayName: 'Down Payment (%)', name: 'downPaymentPercent', ...NUMBER, placeholder: '30', displayOptions: { show: { decision: ['approve_with_down_payment'] } } },
	{
		displayName: 'Limit',
		name: 'limitKind',
		type: 'options',
		options: [
			{ name: 'Fixed Amount', value: 'fixed', description: 'In reais' },
			{ name: 'None', value: 'none' },
			{ name: 'Percentage of What Is Requested', value: 'percent_of_requested', description: 'On top of what is open already' },
			{ name: 'Times the Monthly Purchases', value: 'monthly_purchases', description: 'Mean of the last 12 months' },
		],
		default: 'none',
		displayOptions: { show: { decision: ['approve', 'approve_with_down_payment'] } },
	},
	{ displayName: 'Limit Value', name: 'limitValue', ...NUMBER, placeholder: '100', description: 'Reais, percent or times, as Limit says', displayOptions: { show: { decision: ['approve', 'approve_with_down_payment'], limitKind: ['fixed', 'percent_of_requested', 'monthly_purchases'] } } },
	{ displayName: 'Limit Valid for (Days)', name: 'validDays', ...NUMBER, placeholder: '90', displayOptions: { show: { decision: ['approve', 'approve_with_down_payment'], limitKind: ['fixed', 'percent_of_requested', 'monthly_purchases'] } } },
	{
		displayName: 'Only If Within the Limit',
		name: 'withinLimit',
		type: 'boolean',
		default: false,
		description: 'Whether what is open and what is requested must fit in the limit of this row',
		displayOptions: { show: { decision: ['approve', 'approve_with_down_payment'], limitKind: ['fixed', 'percent_of_requested', 'monthly_purchases'] } },
	},
	{
		displayName: 'Report',
		name: 'report',
		type: 'options',
		options: [
			{ name: 'Any', value: 'any' },
			{ name: 'None There', value: 'missing' },
			{ name: 'There', value: 'present' },
		],
		default: 'any',
	},
	{
		displayName: 'Score Given',
		name: 'scoreGiven',
		type: 'options',
		options: [
			{ name: 'Any', value: 'any' },
			{ name: 'No Score', value: 'no', description: 'The bureau gave none. That is not a score of 0.' },
		],
		default: 'any',
	},
	{ displayName: 'Score From', name: 'scoreFrom', ...NUMBER, description: 'On the scale 0 to 1000' },
	{ displayName: 'Score To', name: 'scoreTo', ...NUMBER },
	{
		displayName: 'Registration at the Receita',
		name: 'registration',
		type: 'options',
		options: [
			{ name: 'Any', value: 'any' },
			{ name: 'Irregular', value: 'irregular' },
			{ name: 'Regular', value: 'regular', description: 'And a bureau says so: not told is not regular' },
		],
		default: 'any',
	},
	{
		displayName: 'Restrictions Told',
		name: 'restrictionsTold',
		type: 'options',
		options: [
			{ name: 'Any', value: 'any' },
			{ name: 'Not Told', value: 'no', description: 'The bureau did not say whether there are restrictions. That is not that there are none.' },
		],
		default: 'any',
	},
	{
		displayName: 'Restriction Kinds',
		name: 'restrictionKinds',
		type: 'multiOptions',
		options: [
			{ name: 'Bank Debt (Refin)', value: 'bank_debt' },
			{ name: 'Bankruptcy', value: 'bankruptcy' },
			{ name: 'Bounced Cheque', value: 'bounced_cheque' },
			{ name: 'Collection', value: 'collection' },
			{ name: 'Commercial Debt (Pefin)', value: 'commercial_debt' },
			{ name: 'Lawsuit', value: 'lawsuit' },
			{ name: 'Other', value: 'other' },
			{ name: 'Protest', value: 'protest' },
		],
		default: [],
		description: 'Which restrictions are counted in this row. None selected means all.',
	},
	{ displayName: 'Restrictions From', name: 'restrictionsFrom', ...NUMBER, description: 'How many, at least' },
	{ displayName: 'Restrictions To', name: 'restrictionsTo', ...NUMBER, description: 'How many, at most. 0 means none.' },
	{ displayName: 'Restrictions Amount From', name: 'restrictionsAmountFrom', ...NUMBER, description: 'In reais' },
	{ displayName: 'Restrictions Amount To', name: 'restrictionsAmountTo', ...NUMBER, description: 'In reais' },
	{
		displayName: 'Our Own Profile',
		name: 'profiles',
		type: 'multiOptions',
		options: PROFILE_FIELD_OPTIONS,
		default: [],
		description: 'As the portfolio was last classified; who is no customer yet counts as new. None selected means any.',
	},
	{ displayName: 'Overdue with Us From (Days)', name: 'overdueDaysFrom', ...NUMBER },
	{ displayName: 'Overdue with Us From (Reais)', name: 'overdueFrom', ...NUMBER },
	{ displayName: 'Overdue with Us To (Reais)', name: 'overdueTo', ...NUMBER },
	{ displayName: 'Customer For, From (Months)', name: 'monthsFrom', ...NUMBER },
	{ displayName: 'Customer For, To (Months)', name: 'monthsTo', ...NUMBER },
	{
		displayName: 'Requested Told',
		name: 'requestedTold',
		type: 'options',
		options: [
			{ name: 'Any', value: 'any' },
			{ name: 'Not Told', value: 'no', description: 'The item has no requested amount, or not in the column that is named' },
		],
		default: 'any',
	},
	{ displayName: 'Requested From', name: 'requestedFrom', ...NUMBER, description: 'In reais' },
	{ displayName: 'Requested To', name: 'requestedTo', ...NUMBER, description: 'In reais' },
];

/** The table of the policy: one row a line, tried from the top. */
export const POLICY_FIELD: INodeProperties = {
	displayName: 'Policy',
	name: 'policy',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Row',
	default: { row: DEFAULT_CREDIT_POLICY.map(rowFields) as INodeParameters[] },
	description: 'Tried from the top: the first row whose conditions all hold decides. Conditions left empty are not asked. Where no row fits, a person decides.',
	options: [
		{
			displayName: 'Row',
			name: 'row',
			values: ROW_FIELDS,
		},
	],
};
