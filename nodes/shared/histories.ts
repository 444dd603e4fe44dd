import type { CustomerHistory } from '../../core/history/CustomerHistory';
import { customerHistories } from '../../core/ledger/history/customerHistories';
import type { NodeContext } from './context';

/** The histories of these customers, by id, all read at once; `totalRevenue` is what their share is of. */
export async function historiesOf({ ledger, today, calendar, account }: Pick<NodeContext, 'ledger' | 'today' | 'calendar' | 'account'>, customerIds: readonly number[], { totalRevenue = false } = {}): Promise<Map<number, CustomerHistory>> {
	return await customerHistories(ledger.db, ledger.engine, customerIds, { today, calendar, timeZone: account.timeZone, totalRevenue });
}
