import { formatCents } from '../money/cents';
import { formatRate } from './rate';
import type { ChargeTerms, DiscountTier, Fine, Interest } from './terms';

/** Terms in the words that `parseFine`, `parseInterest` and `parseDiscounts` read: for items and for people. */
export function describeTerms({ fine, interest, discounts, graceBankingDays }: ChargeTerms): { fine: string; interest: string; discount: string; graceBankingDays: number } {
	return { fine: describeFine(fine), interest: describeInterest(interest), discount: describeDiscounts(discounts), graceBankingDays };
}

export function describeFine(fine: Fine): string {
	if (fine.kind === 'none') return 'isento';
	return fine.kind === 'percent' ? formatRate(fine.rate) : formatCents(fine.cents);
}

export function describeInterest(interest: Interest): string {
	if (interest.kind === 'none') return 'isento';
	if (interest.kind === 'legal') return 'taxa legal';
	return `${formatRate(interest.rate)} ${interest.kind === 'monthly' ? 'ao mês' : 'ao dia'}`;
}

export function describeDiscounts(discounts: readonly DiscountTier[]): string {
	return discounts.length === 0 ? 'isento' : discounts.map(describeTier).join('; ');
}

function describeTier(tier: DiscountTier): string {
	const value = tier.kind === 'percent' ? formatRate(tier.rate) : formatCents(tier.cents);
	if (tier.daysBefore === 0) return `${value} até o vencimento`;
	return `${value} até ${tier.daysBefore === 1 ? '1 dia' : `${tier.daysBefore} dias`} antes`;
}
