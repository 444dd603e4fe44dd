import { excerpt } from '../importing/problems';
import { ChargesError, type ChargesField } from './ChargesError';

/**
 * A percentage in millionths of a percent: 2% is `2_000_000`, 0,033% is `33_000`. Six decimals are what the
 * central bank publishes the legal rate with (Resolução CMN 5.171/2024, art. 2 §1).
 */
export type MicroPercent = number;

export const MICRO = 1_000_000;
const MAX_PERCENT = 100;

/** What `cents × rate` is divided by to give the percentage of the cents. */
export const PERCENT_DIVISOR = 100 * MICRO;

/** A number of percent, 0 to 100 with at most six decimals, as an exact rate. Throws a {@link ChargesError} that names `field`. */
export function microPercent(percent: unknown, field: ChargesField, label: string): MicroPercent {
	if (typeof percent !== 'number' || !Number.isFinite(percent)) {
		throw new ChargesError(field, percent, `${label}: "${excerpt(percent)}" não é um percentual. Use um número como 2 ou 0.033.`);
	}
	if (percent < 0) throw new ChargesError(field, percent, `${label}: ${percent}% é negativo. Use zero ou mais.`);
	if (percent > MAX_PERCENT) throw new ChargesError(field, percent, `${label}: ${percent}% passa de 100%. Confira se o número não está em outra unidade.`);
	const rate = Math.round(percent * MICRO);
	if (Math.abs(percent * MICRO - rate) > 1e-3) {
		throw new ChargesError(field, percent, `${label}: ${percent}% tem mais de seis casas decimais. Arredonde-o.`);
	}
	return rate;
}

/** Percent of an exact rate, for items and texts. */
export function percentOf(rate: MicroPercent): number {
	return rate / MICRO;
}

const PERCENT = new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 6 });

/** `2%`, `0,033%`. */
export function formatRate(rate: MicroPercent): string {
	return `${PERCENT.format(percentOf(rate))}%`;
}
