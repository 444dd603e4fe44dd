import type { Day } from '../../calendar/day';
import type { LedgerDb } from '../Ledger';
import type { Instant } from '../schema';

export interface MissingCharge {
	id: number;
	number: string;
	chargeId: string;
}

/**
 * Charges that the ledger has as open or in dispute at the gateway and that a sync which began at `since` has not met: they were paid, deleted or
 * moved since the ledger last heard of them. Those after the invoice `after`, in order of their ids.
 */
export async function missingCharges(db: LedgerDb, gateway: string, since: Instant, dueUntil: Day | null, after: number, limit: number): Promise<MissingCharge[]> {
	let query = db
		.selectFrom('invoices')
		.select(['id', 'number', 'gateway_id'])
		.where('gateway', '=', gateway)
		.where('gateway_id', 'is not', null)
		.where('gateway_state', 'in', ['open', 'disputed'])
		.where('status', 'in', ['open', 'disputed'])
		.where((where) => where.or([where('gateway_seen_at', 'is', null), where('gateway_seen_at', '<', since)]))
		.where('id', '>', after)
		.orderBy('id')
		.limit(limit);
	if (dueUntil !== null) query = query.where('due_date', '<=', dueUntil);
	const rows = await query.execute();
	return rows.map(({ id, number, gateway_id }) => ({ id, number, chargeId: gateway_id ?? '' }));
}
