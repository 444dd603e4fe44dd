import type { Calendar } from '../../calendar/Calendar';
import type { Day } from '../../calendar/day';
import type { CustomerHistory } from '../../history/CustomerHistory';
import type { Engine, LedgerDb } from '../Ledger';
import { readHistories } from './readHistories';

export interface HistoryOptions {
	today: Day;
	calendar: Calendar;
	/** IANA time zone of the creditor. */
	timeZone: string;
	/** Also what all customers together were invoiced in 12 months, which takes a look at the whole ledger. */
	totalRevenue?: boolean;
}

/** The histories of some customers, by id; those that are not in the ledger are left out. */
export async function customerHistories(db: LedgerDb, engine: Engine, customerIds: readonly number[], { today, calendar, timeZone, totalRevenue = false }: HistoryOptions): Promise<Map<number, CustomerHistory>> {
	const histories = new Map<number, CustomerHistory>();
	const query = { customerIds, today, calendar, timeZone, ...(totalRevenue ? {} : { totalRevenueCents: null }) };
	for await (const batch of readHistories(db, engine, query)) for (const history of batch) histories.set(history.customerId, history);
	return histories;
}
