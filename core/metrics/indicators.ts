import type { Cents } from '../money/cents';
import { ratio, type Ratio } from './ratio';

/**
 * What became of the receivables of a period, to the cent:
 * `opening + invoiced − principal − discounts = closing`. Fine and interest came in beside it.
 */
export interface Reconciliation {
	/** Owed at the end of the day before the period. */
	openingCents: Cents;
	/** Invoices issued in the period. */
	invoicedCents: Cents;
	/** Received towards what was invoiced. */
	principalCents: Cents;
	/** Received beyond it: fine, interest, and whatever was paid too much. */
	surchargeCents: Cents;
	/** Let go when an invoice was settled for less. */
	discountsCents: Cents;
	/** Owed at the end of the last day, and of it what was not late yet. */
	closingCents: Cents;
	currentCents: Cents;
}

export interface Indicators {
	/** Days of sales that wait to be received: `receivables / sales × days`. */
	dso: Ratio;
	/** The same of what is not late: where the DSO would stand if nobody were late. */
	bestPossibleDso: Ratio;
	/** Days that lateness adds: the difference of the two. */
	averageDaysDelinquent: Ratio;
	/** Collection effectiveness, percent: `(opening + sales − closing total) / (opening + sales − closing current) × 100`. */
	cei: Ratio;
}

const NO_SALES = 'Nada foi faturado no período: não há vendas com que comparar.';
const NOTHING_TO_COLLECT = 'Nada havia a receber no período além do que ainda vai vencer.';

/** The indicators of a period of so many days. None is rounded. */
export function indicatorsOf(period: Pick<Reconciliation, 'openingCents' | 'invoicedCents' | 'closingCents' | 'currentCents'>, days: number): Indicators {
	const { openingCents: opening, invoicedCents: sales, closingCents: closing, currentCents: current } = period;
	return {
		dso: ratio(closing, sales, NO_SALES, days),
		bestPossibleDso: ratio(current, sales, NO_SALES, days),
		averageDaysDelinquent: ratio(closing - current, sales, NO_SALES, days),
		cei: ratio(opening + sales - closing, opening + sales - current, NOTHING_TO_COLLECT, 100),
	};
}
