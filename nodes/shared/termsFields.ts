import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { checkTerms, parseDiscounts, type ChargeTerms } from '../../core/charges';
import { microPercent } from '../../core/charges/rate';
import { centsOf, textOf, wholeOf } from './values';

/** Fine, interest and discount as the Cobrança Account asks for them, and Compute Charges for other ones. */
export const TERMS_FIELDS: INodeProperties[] = [
	{
		displayName: 'Late Fine',
		name: 'fineKind',
		type: 'options',
		options: [
			{ name: 'None', value: 'none' },
			{ name: 'Percentage', value: 'percent', description: 'Of what was not paid in time, once. From a consumer at most 2% (CDC art. 52 §1).' },
			{ name: 'Fixed Amount', value: 'fixed' },
		],
		default: 'none',
		description: 'What your contract says is owed once for paying late (multa)',
	},
	{
		displayName: 'Fine Percentage',
		name: 'finePercent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 6 },
		default: 2,
		displayOptions: { show: { fineKind: ['percent'] } },
	},
	{
		displayName: 'Fine Amount',
		name: 'fineAmount',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'In reais',
		displayOptions: { show: { fineKind: ['fixed'] } },
	},
	{
		displayName: 'Late Interest',
		name: 'interestKind',
		type: 'options',
		options: [
			{ name: 'None', value: 'none' },
			{ name: 'Percentage a Month', value: 'monthly', description: 'Simple, by the day (a thirtieth of the month)' },
			{ name: 'Percentage a Day', value: 'daily', description: 'Simple' },
			{ name: 'Legal Rate', value: 'legal', description: 'Where no rate was agreed (CC art. 406): import the central bank’s table in Receivables → Legal Rate → Import.' },
		],
		default: 'none',
		description: 'What your contract says is owed for each day of delay (juros de mora)',
	},
	{
		displayName: 'Interest Percentage',
		name: 'interestPercent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 6 },
		default: 1,
		displayOptions: { show: { interestKind: ['monthly', 'daily'] } },
	},
	{
		displayName: 'Early Payment Discount',
		name: 'discount',
		type: 'string',
		default: '',
		placeholder: '5% até 10 dias antes; R$ 10,00 até o vencimento',
		description: 'For whoever pays early, as a percentage or in reais; several separated by semicolons. Leave empty for none.',
	},
	{
		displayName: 'Banking Days of Grace',
		name: 'graceBankingDays',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 60 },
		default: 0,
		description: 'Nothing is charged for paying up to this many banking days late (carência)',
	},
];

/** What {@link TERMS_FIELDS} say; those of an account from before they existed say nothing. Throws a RangeError that names the field. */
export function readTerms(data: IDataObject): ChargeTerms {
	return checkTerms({
		fine: readFine(data),
		interest: readInterest(data),
		discounts: parseDiscounts(textOf(data.discount, 'Early Payment Discount')),
		graceBankingDays: wholeOf(data.graceBankingDays, 'Banking Days of Grace', { otherwise: 0, min: 0 }),
	});
}

function readFine(data: IDataObject): ChargeTerms['fine'] {
	if (data.fineKind === 'percent') return { kind: 'percent', rate: microPercent(numberOf(data.finePercent ?? 2), 'fine', 'Fine Percentage') };
	if (data.fineKind === 'fixed') return { kind: 'fixed', cents: centsOf(data.fineAmount, 'Fine Amount') ?? 0 };
	return { kind: 'none' };
}

function readInterest({ interestKind: kind, interestPercent }: IDataObject): ChargeTerms['interest'] {
	if (kind === 'monthly' || kind === 'daily') return { kind, rate: microPercent(numberOf(interestPercent ?? 1), 'interest', 'Interest Percentage') };
	return kind === 'legal' ? { kind } : { kind: 'none' };
}

/** Expressions may give a number as text. */
function numberOf(value: unknown): unknown {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value.replace(',', '.')) : Number.NaN;
	return Number.isNaN(number) ? value : number;
}
