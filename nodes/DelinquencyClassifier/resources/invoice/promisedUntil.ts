import type { IDataObject } from 'n8n-workflow';
import { isDay, type Day } from '../../../../core/calendar/day';

/** Last day of the promise to pay that an item tells of, as Promise to Pay gives them out; null without one. */
export function promisedUntilOf({ promisedUntil }: IDataObject): Day | null {
	return typeof promisedUntil === 'string' && isDay(promisedUntil) ? promisedUntil : null;
}
