import type { Day } from '../calendar/day';
import { isTimeBarred, TIME_BAR_YEARS } from '../ruler/timeBar';

/** What stands in the way of collecting what is owed, as a ruler names it. */
export type Standstill = 'in_agreement' | 'time_barred' | 'excluded' | 'promised';

/** What may stand in the way of collecting an invoice beside its status; what is left out is not known, and does not. */
export interface StandstillFacts {
	dueDate: Day;
	/** Whether it is part of an active agreement. */
	inAgreement?: boolean;
	/** Last day on which the operator wants the customer left alone. */
	excludedUntil?: Day | null;
	/** Last day of the customer's promise to pay. */
	promisedUntil?: Day | null;
}

/** Why an invoice is not collected today, in the order in which a ruler asks; null when nothing stands in the way. */
export function standstillOf({ dueDate, inAgreement = false, excludedUntil = null, promisedUntil = null }: StandstillFacts, today: Day): Standstill | null {
	if (inAgreement) return 'in_agreement';
	if (isTimeBarred(dueDate, TIME_BAR_YEARS, today)) return 'time_barred';
	if (excludedUntil !== null && excludedUntil >= today) return 'excluded';
	if (promisedUntil !== null && promisedUntil >= today) return 'promised';
	return null;
}
