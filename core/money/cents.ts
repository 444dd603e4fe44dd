/** An amount in integer cents of real. 1234.56 reais is `123456`. */
export type Cents = number;

/** The largest amount the ledger takes: 100 billion reais. Far above any invoice, far below 2^53. */
export const MAX_CENTS: Cents = 10_000_000_000_000;

/**
 * Cents of a decimal number of reais, as items carry them. Half a cent rounds away from zero; the
 * binary error of a decimal such as 1.005 is corrected first. Throws a RangeError when the amount is not
 * finite or over {@link MAX_CENTS}.
 */
export function centsFromDecimal(reais: number): Cents {
	const cents = Math.sign(reais) * Math.round(Number((Math.abs(reais) * 100).toFixed(6)));
	if (!Number.isFinite(cents) || Math.abs(cents) > MAX_CENTS) {
		throw new RangeError(`${reais} is not an amount in reais`);
	}
	return cents === 0 ? 0 : cents;
}

/** Decimal reais of an amount in cents, exact to the cent. */
export function decimalFromCents(cents: Cents): number {
	return cents / 100;
}

const BRL = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' });

/** `R$ 1.234,56`, with a no-break space, as Brazilian messages write amounts. */
export function formatCents(cents: Cents): string {
	return BRL.format(cents / 100);
}
