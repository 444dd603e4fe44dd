import { dayFromNumber, dayNumber, type Day } from '../calendar/day';
import { BoletoError } from './BoletoError';

/** The day of factor 0, were there one. */
const BASE = dayNumber('1997-10-07');
/** After 9999, on 2025-02-21, the factor went back to 1000. */
const CYCLE = 9000;
const FIRST_OF_CYCLE = 1000;
const LAST = 9999;

/**
 * The due factor of a day, four digits: days since 1997-10-07 up to 9999 = 2025-02-21, then again from
 * 1000 = 2025-02-22 (Febraban, Comunicado FB-009/2023). `0000`, no due date, for null.
 *
 * @throws BoletoError (`dueFactor`) outside 1997-10-08 to 2049-10-13: of a third cycle nothing has been said
 * @throws RangeError when `day` is not a calendar day
 */
export function dueFactor(day: Day | null): string {
	if (day === null) return '0000';
	const days = dayNumber(day) - BASE;
	if (days < 1 || days > LAST + CYCLE) {
		throw new BoletoError('dueFactor', `O vencimento ${day} não cabe num boleto. Use uma data de 08/10/1997 a 13/10/2049.`);
	}
	return String(days > LAST ? days - CYCLE : days).padStart(4, '0');
}

/**
 * The due date that a factor stands for: of the two days, 9000 days apart, the nearer one to `reference`, the later
 * one when both are as near. Factors under 1000 belong to the first cycle only. Null for `0000`: no due date.
 *
 * @param factor four digits
 * @param reference a day on which the boleto is in use, such as today or the day it was issued
 * @throws RangeError when `reference` is not a calendar day
 */
export function dueDateOfFactor(factor: string, reference: Day): Day | null {
	const near = dayNumber(reference);
	const days = Number(factor);
	if (days === 0) return null;
	const first = BASE + days;
	const second = first + CYCLE;
	const isFirst = days < FIRST_OF_CYCLE || Math.abs(first - near) < Math.abs(second - near);
	return dayFromNumber(isFirst ? first : second);
}
