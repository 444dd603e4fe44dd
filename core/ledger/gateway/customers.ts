import { sql } from 'kysely';
import type { GatewayCustomer } from '../../gateway/Gateway';
import { upsertCustomers } from '../invoices/upsertCustomers';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';
import { lockImports } from '../locks';
import type { Instant } from '../schema';

/** Writes a gateway's customers into the ledger and notes which of ours each is. Call inside a transaction. */
export async function saveGatewayCustomers(db: LedgerDb, engine: Engine, gateway: string, customers: readonly GatewayCustomer[], at: Instant): Promise<void> {
	if (customers.length === 0) return;
	await lockImports(db, engine);
	const ids = await upsertCustomers(db, engine, customers.map(({ customer }) => customer), at);
	const links = new Map(customers.map(({ id, customer, notifies }) => [id, { id, customer: ids.get(customer.key), notifies: notifies ? 1 : 0 }]));
	const rows = jsonRows(engine, [...links.values()], { id: 'text', customer: 'integer', notifies: 'integer' });
	await sql`
		insert into gateway_customers as g (gateway, gateway_id, customer_id, notifies, updated_at)
		select ${gateway}, r.id, r.customer, r.notifies, ${at} from ${rows} as r where true order by r.id
		on conflict (gateway, gateway_id) do update set customer_id = excluded.customer_id, notifies = excluded.notifies, updated_at = excluded.updated_at
		where g.customer_id <> excluded.customer_id or g.notifies <> excluded.notifies
	`.execute(db);
}

/** Which customers of ours these of the gateway are; those it lacks are not in it. */
export async function customersOfGateway(db: LedgerDb, engine: Engine, gateway: string, gatewayIds: readonly string[]): Promise<Map<string, number>> {
	const rows = jsonRows(engine, [...new Set(gatewayIds)].map((id) => ({ id })), { id: 'text' });
	const found = await sql<{ gateway_id: string; customer_id: number }>`
		select g.gateway_id, g.customer_id from ${rows} as r cross join gateway_customers as g where g.gateway = ${gateway} and g.gateway_id = r.id
	`.execute(db);
	return new Map(found.rows.map(({ gateway_id, customer_id }) => [gateway_id, customer_id]));
}

/** What these customers of ours are called at the gateway: several ids where it has one person twice. */
export async function gatewayIdsOf(db: LedgerDb, engine: Engine, gateway: string, customerIds: readonly number[]): Promise<Map<number, Array<{ id: string; notifies: boolean }>>> {
	const rows = jsonRows(engine, [...new Set(customerIds)].map((id) => ({ id })), { id: 'integer' });
	const found = await sql<{ gateway_id: string; customer_id: number; notifies: number }>`
		select g.gateway_id, g.customer_id, g.notifies from ${rows} as r cross join gateway_customers as g where g.customer_id = r.id and g.gateway || '' = ${gateway}
		order by g.customer_id, g.gateway_id
	`.execute(db);
	const ids = new Map<number, Array<{ id: string; notifies: boolean }>>();
	for (const { gateway_id: id, customer_id, notifies } of found.rows) ids.set(customer_id, [...(ids.get(customer_id) ?? []), { id, notifies: notifies === 1 }]);
	return ids;
}

/** Customers to whom the gateway writes by itself, beside us. */
export async function countNotified(db: LedgerDb, gateway: string): Promise<number> {
	const row = await db.selectFrom('gateway_customers').select((select) => select.fn.countAll<number>().as('count')).where('gateway', '=', gateway).where('notifies', '=', 1).executeTakeFirstOrThrow();
	return Number(row.count);
}
