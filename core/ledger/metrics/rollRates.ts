import type { Day } from '../../calendar/day';
import { OVERDUE_MONTHS, overdueMonth } from '../../metrics/overdueMonths';
import { monthEnds, type Period } from '../../metrics/periods';
import { rollRatesOf, type RollRate } from '../../metrics/rollRates';
import type { Cents } from '../../money/cents';
import type { LedgerDb } from '../Ledger';
import { balanceOf, readFlows, type Flow } from './flows';
import type { MetricsScope } from './standing';

/** The longest chain of months that is compared. */
const MAX_MONTHS = 60;

/**
 * Roll rates of each month that ends within the period against the month before it. Throws a RangeError, in Portuguese,
 * when none does, or more than five years of them.
 */
export async function readRollRates(db: LedgerDb, scope: MetricsScope, period: Period): Promise<RollRate[]> {
	const months = monthEnds(period);
	if (months.length === 0) throw new RangeError('Nenhum mês termina dentro do período: escolha um que contenha ao menos um fim de mês, como os últimos 12 meses.');
	if (months.length > MAX_MONTHS) throw new RangeError(`O período tem ${months.length} meses: compare até ${MAX_MONTHS} de cada vez.`);
	const days = [months[0].before, ...months.map(({ end }) => end)];
	const amounts = (await readFlows(db, scope, days)).map((flows, index) => byOverdueMonth(scope, days[index], flows));
	return months.flatMap((month, index) => rollRatesOf(month, amounts[index], amounts[index + 1]));
}

function byOverdueMonth({ calendar }: MetricsScope, end: Day, flows: readonly Flow[]): Cents[] {
	const amounts = OVERDUE_MONTHS.map(() => 0);
	for (const flow of flows) amounts[overdueMonth(calendar.nextBankingDay(flow.dueDate), end)] += balanceOf(flow);
	return amounts;
}
