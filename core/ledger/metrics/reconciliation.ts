import { addDays } from '../../calendar/day';
import type { Reconciliation } from '../../metrics/indicators';
import type { Period } from '../../metrics/periods';
import type { Cents } from '../../money/cents';
import type { LedgerDb } from '../Ledger';
import { balanceOf, readFlows, type Flow } from './flows';
import type { MetricsScope } from './standing';

/**
 * What became of the receivables of a period. All of it is the difference of what had come about by its last day and
 * by the day before its first, so that two periods side by side always add up to the whole.
 */
export async function readReconciliation(db: LedgerDb, scope: MetricsScope, { from, to }: Period): Promise<Reconciliation> {
	const [before, end] = await readFlows(db, scope, [addDays(from, -1), to]);
	const during = (part: Exclude<keyof Flow, 'dueDate'>) => sum(end, (flow) => flow[part]) - sum(before, (flow) => flow[part]);
	return {
		openingCents: sum(before, balanceOf),
		invoicedCents: during('invoicedCents'),
		principalCents: during('principalCents'),
		surchargeCents: during('surchargeCents'),
		discountsCents: during('discountsCents'),
		closingCents: sum(end, balanceOf),
		currentCents: sum(end.filter(({ dueDate }) => scope.calendar.nextBankingDay(dueDate) >= to), balanceOf),
	};
}

function sum(flows: readonly Flow[], part: (flow: Flow) => Cents): Cents {
	return flows.reduce((total, flow) => total + part(flow), 0);
}
