import type { LedgerDb } from '../Ledger';
import type { Instant } from '../schema';
import type { StoredEvent } from './events';

export interface EventFilter {
	/** The gateway's id of the charge, or the invoice's number. */
	charge?: string;
	/** Received at or after this. */
	from?: Instant;
	/** Only those that changed an invoice. */
	changesOnly?: boolean;
	limit?: number;
}

/** An event and the invoice it was about; both null when the ledger has none of it. */
export type ListedEvent = StoredEvent & { number: string | null; source: string | null };

/** What a gateway's webhook has delivered, the last first. */
export async function listEvents(db: LedgerDb, gateway: string, filter: EventFilter): Promise<ListedEvent[]> {
	let query = db
		.selectFrom('gateway_events as e')
		.leftJoin('invoices as i', 'i.id', 'e.invoice_id')
		.selectAll('e')
		.select(['i.number', 'i.source'])
		.where('e.gateway', '=', gateway)
		.orderBy('e.received_at', 'desc')
		.orderBy('e.event_id', 'desc');
	const { charge, from, limit } = filter;
	if (charge) query = query.where((where) => where.or([where('e.charge_id', '=', charge), where('i.number', '=', charge)]));
	if (from) query = query.where('e.received_at', '>=', from);
	if (filter.changesOnly) query = query.where('e.effect', 'in', ['opened', 'paid', 'reopened', 'cancelled', 'disputed', 'updated']);
	if (limit !== undefined) query = query.limit(limit);
	return await query.execute();
}
