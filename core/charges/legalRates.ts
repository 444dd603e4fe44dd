import { civilFromNumber, daysInMonth } from '../calendar/day';
import { ChargesError } from './ChargesError';
import { formatRate, type MicroPercent } from './rate';

/** A month, `YYYY-MM`. */
export type Month = string;

/** A multiple of 28, 29, 30 and 31, so that fractions of months of any length add up exactly. */
export const MONTH_FRACTIONS = 377_580;

/**
 * The legal rate of each month (CC art. 406, Lei 14.905/2024: Selic less IPCA, never below zero), as the central
 * bank publishes it. Applied as simple interest: months are added, and a part of a month counts by its days
 * (Resolução CMN 5.171/2024, art. 6).
 */
export class LegalRates {
	constructor(private readonly rates: ReadonlyMap<Month, MicroPercent> = new Map()) {}

	/**
	 * The rate accrued on the days after `from` up to and including `to`, in millionths of a percent times
	 * {@link MONTH_FRACTIONS}. Throws a {@link ChargesError} when the table lacks a month.
	 */
	accrued(from: number, to: number): number {
		let sum = 0;
		for (let start = from; start < to; ) {
			const { year, month, date } = civilFromNumber(start + 1);
			const length = daysInMonth(year, month);
			const end = Math.min(to, start + 1 + length - date);
			sum += this.rateOf(monthOf(year, month)) * (end - start) * (MONTH_FRACTIONS / length);
			start = end;
		}
		return sum;
	}

	private rateOf(month: Month): MicroPercent {
		const rate = this.rates.get(month);
		if (rate === undefined) {
			throw new ChargesError('legalRate', month, `Falta a taxa legal de ${month.slice(5)}/${month.slice(0, 4)}. Importe a tabela do Banco Central em Receivables → Legal Rate → Import.`);
		}
		return rate;
	}

	/** The rates of the months that a period touches, for the explanation: `05/2026: 0,57%`. */
	describe(from: number, to: number): string[] {
		const months: string[] = [];
		for (let first = from + 1; first <= to; ) {
			const { year, month, date } = civilFromNumber(first);
			months.push(`${String(month).padStart(2, '0')}/${year}: ${formatRate(this.rateOf(monthOf(year, month)))}`);
			first += daysInMonth(year, month) - date + 1;
		}
		return months;
	}
}

function monthOf(year: number, month: number): Month {
	return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}
