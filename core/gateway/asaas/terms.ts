import { ChargesError, checkTerms, describeTerms, type ChargeTerms, type TermsOverride } from '../../charges';
import { MICRO, microPercent, percentOf } from '../../charges/rate';
import { centsFromDecimal, decimalFromCents } from '../../money/cents';
import { jsonIn, numberIn, textIn, type Json } from './json';

/** What the API takes and gives as a charge's terms. */
export interface AsaasTerms {
	fine?: { value: number; type: 'PERCENTAGE' | 'FIXED' };
	/** Percent a month. */
	interest?: { value: number };
	discount?: { value: number; dueDateLimitDays: number; type: 'PERCENTAGE' | 'FIXED' };
}

/**
 * What a charge says of fine, interest and discount. Always all of them: where the gateway says nothing it charges
 * nothing, whatever the creditor's account says. Throws a ChargesError for a value out of range.
 */
export function termsFrom(charge: Json): TermsOverride {
	const fine = jsonIn(charge, 'fine');
	const interest = jsonIn(charge, 'interest');
	const discount = jsonIn(charge, 'discount');
	const [fined, percent, off] = [fine, interest, discount].map((json) => (json ? (numberIn(json, 'value') ?? 0) : 0));
	const isFixed = (json: Json | null) => json !== null && textIn(json, 'type') === 'FIXED';
	return checkTerms<TermsOverride>({
		fine: fined === 0 ? { kind: 'none' } : isFixed(fine) ? { kind: 'fixed', cents: centsFromDecimal(fined) } : { kind: 'percent', rate: microPercent(fined, 'fine', 'Multa') },
		interest: percent === 0 ? { kind: 'none' } : { kind: 'monthly', rate: microPercent(percent, 'interest', 'Juros') },
		discounts: off === 0 ? [] : [{ daysBefore: numberIn(discount ?? {}, 'dueDateLimitDays') ?? 0, ...(isFixed(discount) ? { kind: 'fixed', cents: centsFromDecimal(off) } : { kind: 'percent', rate: microPercent(off, 'discount', 'Desconto') }) }],
		graceBankingDays: 0,
	});
}

/**
 * The same terms as the API takes them. Throws a {@link ChargesError} for what the API cannot charge: the boleto
 * would say another amount than the invoice does.
 */
export function termsFor(terms: ChargeTerms): AsaasTerms {
	const { fine, interest, discounts, graceBankingDays } = terms;
	const charged = fine.kind !== 'none' || interest.kind !== 'none';
	if (charged && graceBankingDays > 0) throw new ChargesError('grace', graceBankingDays, `O Asaas não tem carência, e cobraria desde o primeiro dia de atraso: a fatura tem ${graceBankingDays} dias úteis. Tire a carência, ou a multa e os juros.`);
	if (discounts.length > 1) throw new ChargesError('discount', discounts.length, `O Asaas aceita um desconto só, e a fatura tem ${discounts.length}: ${describeTerms(terms).discount}.`);
	return {
		...(fine.kind === 'none' ? {} : { fine: fine.kind === 'percent' ? { value: percentOf(fine.rate), type: 'PERCENTAGE' as const } : { value: decimalFromCents(fine.cents), type: 'FIXED' as const } }),
		...(interest.kind === 'none' ? {} : { interest: { value: monthlyPercent(interest) } }),
		...(discounts.length === 0 ? {} : { discount: discountFor(discounts[0]) }),
	};
}

/** Asaas charges simple interest by thirtieths of a month, so thirty days of a daily rate are a month of it. */
function monthlyPercent(interest: Exclude<ChargeTerms['interest'], { kind: 'none' }>): number {
	if (interest.kind === 'legal') throw new ChargesError('interest', 'legal', 'O Asaas não cobra a taxa legal. Informe os juros da fatura por mês ou por dia.');
	const rate = interest.kind === 'monthly' ? interest.rate : interest.rate * 30;
	if (rate > 100 * MICRO) throw new ChargesError('interest', rate / MICRO, `Juros de ${rate / MICRO}% ao mês passam do que o Asaas cobra: use no máximo 100%.`);
	return percentOf(rate);
}

function discountFor(tier: ChargeTerms['discounts'][number]): NonNullable<AsaasTerms['discount']> {
	const { daysBefore: dueDateLimitDays } = tier;
	return tier.kind === 'percent' ? { value: percentOf(tier.rate), type: 'PERCENTAGE', dueDateLimitDays } : { value: decimalFromCents(tier.cents), type: 'FIXED', dueDateLimitDays };
}
