import type { Cents } from '../money/cents';
import type { ChargeLine } from './charges';
import { PERCENT_DIVISOR } from './rate';
import { roundHalfUp } from './roundHalfUp';
import type { Fine } from './terms';

/** The fine on what was not paid in time; null when it comes to nothing. */
export function fineOn(fine: Fine, baseCents: Cents): ChargeLine | null {
	if (fine.kind === 'none') return null;
	const amountCents = fine.kind === 'fixed' ? fine.cents : roundHalfUp(baseCents, fine.rate, PERCENT_DIVISOR);
	return amountCents === 0 ? null : { kind: 'fine', amountCents, baseCents, rate: fine.kind === 'fixed' ? null : fine.rate };
}
