import { sql } from 'kysely';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';
import type { Instant } from '../schema';

/** A customer to whom the gateway writes by itself. */
export interface NotifiedCustomer {
	gatewayId: string;
	customerId: number;
	name: string;
}

/** Customers to whom the gateway writes by itself, beside us; those after `after`, in order of their ids there. */
export async function notifiedCustomers(db: LedgerDb, gateway: string, after: string, limit: number): Promise<NotifiedCustomer[]> {
	return await db
		.selectFrom('gateway_customers as g')
		.innerJoin('customers as c', 'c.id', 'g.customer_id')
		.select(['g.gateway_id as gatewayId', 'g.customer_id as customerId', 'c.name'])
		.where('g.gateway', '=', gateway)
		.where('g.notifies', '=', 1)
		.where('g.gateway_id', '>', after)
		.orderBy('g.gateway_id')
		.limit(limit)
		.execute();
}

/** Writes down that the gateway no longer writes to these customers by itself. */
export async function noteSilenced(db: LedgerDb, engine: Engine, gateway: string, gatewayIds: readonly string[], at: Instant): Promise<void> {
	if (gatewayIds.length === 0) return;
	const rows = jsonRows(engine, gatewayIds.map((id) => ({ id })), { id: 'text' });
	await sql`update gateway_customers set notifies = 0, updated_at = ${at} where gateway = ${gateway} and notifies = 1 and gateway_id in (select r.id from ${rows} as r)`.execute(db);
}
