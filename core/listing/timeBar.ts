import type { Day } from '../calendar/day';

const YEARS = 5;

/**
 * The first day on which a debt may not stand at a credit bureau any more: 5 years after its due date (CDC art. 43 §1 and §5).
 * On that very day the debt itself may still be collected, since its term ends with it (Código Civil art. 132 §3): rulers
 * stop on the day after, while a listing must be out by then.
 */
export function barredFrom(dueDate: Day): Day {
	const year = String(Number(dueDate.slice(0, 4)) + YEARS).padStart(4, '0');
	// Five years after a 29 February there is none: the day before, in the debtor's favour.
	return dueDate.endsWith('-02-29') ? `${year}-02-28` : `${year}${dueDate.slice(4)}`;
}
