import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DEFAULT_LISTING_POLICY, type ListingPolicy } from '../../core/listing/policy';
import { decimalFromCents } from '../../core/money/cents';
import { centsOf, flagOf, wholeOf } from './values';

const { noticeDays, minimumDaysLate, minimumBalanceCents } = DEFAULT_LISTING_POLICY;

/** What an invoice must come up to before it may be listed. */
export const LISTING_POLICY_FIELD: INodeProperties = {
	displayName: 'Guards',
	name: 'guards',
	type: 'collection',
	placeholder: 'Add Guard',
	default: {},
	description: 'What must hold besides what the law says. Left out, each has its default.',
	options: [
		{
			displayName: 'Again After Removal',
			name: 'againAfterRemoval',
			type: 'boolean',
			default: false,
			description: 'Whether invoices whose listing was taken back may be listed again. Look first why it was: a court’s order, a dispute, an agreement. A notice of yours must have been sent after the removal.',
		},
		{
			displayName: 'Days After the Notice',
			name: 'noticeDays',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: noticeDays,
			description: 'Days since the proven delivery of the notice. One more than your notice gives the customer: the day of delivery does not count, and the last day is the customer’s to its end.',
		},
		{
			displayName: 'Minimum Balance',
			name: 'minimumBalance',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: decimalFromCents(minimumBalanceCents),
			description: 'In reais. Invoices that owe less are not listed.',
		},
		{
			displayName: 'Minimum Days Late',
			name: 'minimumDaysLate',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: minimumDaysLate,
			description: 'Counted from the last day on which the invoice could be paid without being late',
		},
		{
			displayName: 'Notice Sent By',
			name: 'noticeBy',
			type: 'options',
			options: [
				{ name: 'The Bureau', value: 'bureau', description: 'Only when your contract says that the bureau or gateway writes to the customer and waits. No notice of yours is then asked for.' },
				{ name: 'Us', value: 'creditor', description: 'A notice of ours must be recorded, with its delivery proven' },
			],
			default: 'creditor',
			description: 'Who sends the written notice that the law wants before a listing (CDC art. 43 §2, STJ Súmula 359).',
		},
	],
};

/** What {@link LISTING_POLICY_FIELD} says. Throws a RangeError that names the field. */
export function readListingPolicy(value: unknown): ListingPolicy {
	const told = (value ?? {}) as IDataObject;
	return {
		noticeDays: wholeOf(told.noticeDays, 'Days After the Notice', { otherwise: noticeDays, min: 1, max: 1_825 }),
		noticeBy: told.noticeBy === 'bureau' ? 'bureau' : 'creditor',
		minimumDaysLate: wholeOf(told.minimumDaysLate, 'Minimum Days Late', { otherwise: minimumDaysLate, min: 1, max: 1_825 }),
		minimumBalanceCents: Math.max(0, centsOf(told.minimumBalance, 'Minimum Balance') ?? minimumBalanceCents),
		againAfterRemoval: flagOf(told.againAfterRemoval, 'Again After Removal'),
	};
}
