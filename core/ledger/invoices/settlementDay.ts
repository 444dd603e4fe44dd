import type { Day } from '../../calendar/day';
import type { ReceivedPayment } from '../../charges';
import type { Cents } from '../../money/cents';

/**
 * The day on which payments settle an invoice: the first, in the order of their days, by which they come to `cents`, or
 * leave nothing to be paid after a discount that they have earned. It does not matter in which order they were written
 * down. Null when they do not settle it.
 */
export function settlementDay(cents: Cents, payments: readonly ReceivedPayment[], isAtDiscount: (received: readonly ReceivedPayment[]) => boolean = () => false): Day | null {
	const inOrder = [...payments].sort((a, b) => (a.paidOn < b.paidOn ? -1 : Number(a.paidOn > b.paidOn)));
	let sum = 0;
	for (const [index, payment] of inOrder.entries()) {
		sum += payment.cents;
		if (sum >= cents || isAtDiscount(inOrder.slice(0, index + 1))) return payment.paidOn;
	}
	return null;
}
