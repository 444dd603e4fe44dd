import type { MetricsScope } from '../../core/ledger/metrics/standing';
import type { NodeContext } from './context';

/** What the metrics need to know of the creditor. */
export function metricsScope({ ledger, calendar, account }: NodeContext): MetricsScope {
	return { engine: ledger.engine, calendar, timeZone: account.timeZone };
}
