import { MAX_CENTS, type Cents } from '../money/cents';
import { ChargesError } from './ChargesError';
import { MICRO, type MicroPercent } from './rate';

/** The late-payment fine (multa de mora), owed once. */
export type Fine = { kind: 'none' } | { kind: 'percent'; rate: MicroPercent } | { kind: 'fixed'; cents: Cents };

/** Late interest (juros de mora), always simple: a percentage a month (pro rata, thirtieths) or a day, or the legal rate of each month. */
export type Interest = { kind: 'none' } | { kind: 'monthly'; rate: MicroPercent } | { kind: 'daily'; rate: MicroPercent } | { kind: 'legal' };

/** A discount for whoever pays at the latest `daysBefore` calendar days before the due date. */
export type DiscountTier = { daysBefore: number } & ({ kind: 'percent'; rate: MicroPercent } | { kind: 'fixed'; cents: Cents });

/** What is added for paying late and taken off for paying early. */
export interface ChargeTerms {
	fine: Fine;
	interest: Interest;
	/** In any order; of those still open the best one counts. */
	discounts: readonly DiscountTier[];
	/** Banking days after the due date within which nothing is charged for being late (carência). */
	graceBankingDays: number;
}

/** What one invoice says differently from its creditor's account. */
export type TermsOverride = Partial<ChargeTerms>;

/** Nothing for late, nothing for early: what holds unless a contract says otherwise. */
export const NO_TERMS: ChargeTerms = { fine: { kind: 'none' }, interest: { kind: 'none' }, discounts: [], graceBankingDays: 0 };

const MAX_DAYS_BEFORE = 365;
const MAX_TIERS = 10;
const MAX_GRACE = 60;
const MAX_RATE = 100 * MICRO;

/** The terms of an invoice: its own where it has any, else the account's. */
export function termsOf(account: ChargeTerms, own: TermsOverride | null): ChargeTerms {
	return own === null ? account : { ...account, ...own };
}

/** Terms that are sure to be whole and in range. Throws a {@link ChargesError} that names what is not. */
export function checkTerms<T extends TermsOverride>(terms: T): T {
	const { fine, interest, discounts, graceBankingDays } = terms;
	if (fine?.kind === 'percent') checkRate(fine.rate, 'fine', 'A multa');
	if (fine?.kind === 'fixed') checkCents(fine.cents, 'fine', 'A multa');
	if (interest?.kind === 'monthly' || interest?.kind === 'daily') checkRate(interest.rate, 'interest', 'Os juros');
	if (discounts && discounts.length > MAX_TIERS) throw new ChargesError('discount', discounts.length, `Há ${discounts.length} faixas de desconto; o máximo é ${MAX_TIERS}.`);
	for (const tier of discounts ?? []) {
		if (tier.kind === 'percent') checkRate(tier.rate, 'discount', 'O desconto');
		else checkCents(tier.cents, 'discount', 'O desconto');
		checkWhole(tier.daysBefore, MAX_DAYS_BEFORE, 'discount', 'Os dias antes do vencimento, no desconto,');
	}
	if (graceBankingDays !== undefined) checkWhole(graceBankingDays, MAX_GRACE, 'grace', 'A carência em dias úteis bancários');
	return terms;
}

function checkRate(rate: MicroPercent, field: 'fine' | 'interest' | 'discount', what: string): void {
	if (Number.isInteger(rate) && rate >= 0 && rate <= MAX_RATE) return;
	throw new ChargesError(field, rate / MICRO, `${what} de ${rate / MICRO}% não serve: o percentual vai de 0 a 100.`);
}

function checkCents(cents: Cents, field: 'fine' | 'discount', what: string): void {
	if (Number.isSafeInteger(cents) && cents >= 0 && cents <= MAX_CENTS) return;
	throw new ChargesError(field, cents / 100, `${what} de ${cents / 100} reais não serve: use um valor positivo, em centavos inteiros.`);
}

function checkWhole(value: number, max: number, field: 'discount' | 'grace', what: string): void {
	if (Number.isInteger(value) && value >= 0 && value <= max) return;
	throw new ChargesError(field, value, `${what} não podem ser ${value}: use um número inteiro de 0 a ${max}.`);
}
