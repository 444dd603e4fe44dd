import type { INodeProperties } from 'n8n-workflow';

/** Policy fields that the Dunning Ruler and the Invoice Trigger share, alphabetical as n8n asks. */
export const POLICY_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Backlog',
		name: 'backlog',
		type: 'options',
		options: [
			{ name: 'Ignore', value: 'ignore', description: 'Only steps that fall on or after the day the invoice was first seen' },
			{ name: 'Newest Step', value: 'newest', description: 'Also the newest step already reached: the first run reaches everybody who is overdue' },
		],
		default: 'ignore',
		description: 'What becomes of steps that had already passed when this ruler first saw the invoice',
	},
	{
		displayName: 'Contact Hours From',
		name: 'hoursFrom',
		type: 'string',
		default: '09:00',
		description: 'For the contact window "Own Hours"',
	},
	{
		displayName: 'Contact Hours To',
		name: 'hoursTo',
		type: 'string',
		default: '19:00',
		description: 'For the contact window "Own Hours"',
	},
	{
		displayName: 'Contact Window',
		name: 'window',
		type: 'options',
		options: [
			{ name: 'Any Time', value: 'any', description: 'Whenever the workflow runs; no law was found that limits the hours of email' },
			{ name: 'By the Customer’s State', value: 'law', description: 'Hours of the state’s law on collection calls; business days 9–19 where there is none' },
			{ name: 'Own Hours, Business Days', value: 'own' },
		],
		default: 'law',
		description: 'When customers may be contacted, by their own clock; outside it invoices are held until the next run',
	},
	{
		displayName: 'List at Most',
		name: 'listAtMost',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10000,
		description: 'How many skipped invoices are listed; the rest is only counted',
	},
	{
		displayName: 'List Not Due',
		name: 'listNotDue',
		type: 'boolean',
		default: false,
		description: 'Whether to list invoices that have no step today as skipped, too',
	},
	{
		displayName: 'Max Contacts a Day',
		name: 'maxContactsADay',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		description: 'Reminders a customer may get on one day; 0 is no limit. Over it invoices are held until the next run.',
	},
	{
		displayName: 'Max Contacts a Week',
		name: 'maxContactsAWeek',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Reminders a customer may get in seven days; 0 is no limit. Over it invoices are held until the next run.',
	},
	{
		displayName: 'Minimum Balance',
		name: 'minimumBalance',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'Invoices that owe less, in reais, are skipped',
	},
	{
		displayName: 'One Output per Customer',
		name: 'combineByCustomer',
		type: 'boolean',
		default: true,
		description: 'Whether all of a customer’s invoices leave by the output of the firmest step among them, so that one message covers them',
	},
	{
		displayName: 'Time-Barred After (Years)',
		name: 'timeBarYears',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 5,
		description: 'Years after the due date from which a debt is not collected any more (CC art. 206 §5 I). Zero is never.',
	},
];

/** The policy fields of the given names, in their order. */
export function policyOptions(...names: string[]): INodeProperties[] {
	return POLICY_OPTIONS.filter(({ name }) => names.includes(name));
}
