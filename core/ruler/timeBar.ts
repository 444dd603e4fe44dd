import type { Day } from '../calendar/day';

/** Years after which a debt of a document is time-barred (CC art. 206 §5 I). */
export const TIME_BAR_YEARS = 5;

/** Whether a debt is time-barred: it is not collected any more, not even out of court (STJ REsp 2.088.100). Null years are no bar. */
export function isTimeBarred(dueDate: Day, years: number | null, today: Day): boolean {
	if (years === null) return false;
	const barredFrom = `${String(Number(dueDate.slice(0, 4)) + years).padStart(4, '0')}${dueDate.slice(4)}`;
	return today > barredFrom;
}
