import { sql } from 'kysely';
import type { GatewayCharge, InstallmentPlan } from '../../gateway/Gateway';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';
import type { Instant } from '../schema';

/** Notes how many instalments each plan has, and completes the invoices that did not know. Call inside a transaction. */
export async function savePlans(db: LedgerDb, engine: Engine, gateway: string, plans: readonly InstallmentPlan[], at: Instant): Promise<void> {
	if (plans.length === 0) return;
	const rows = jsonRows(engine, [...new Map(plans.map((plan) => [plan.id, plan])).values()].map(({ id, count }) => ({ id, count })), { id: 'text', count: 'integer' });
	await sql`
		insert into gateway_plans (gateway, gateway_id, installments) select ${gateway}, r.id, r.count from ${rows} as r where true order by r.id
		on conflict (gateway, gateway_id) do update set installments = excluded.installments
	`.execute(db);
	await sql`
		update invoices set installment_count = (select r.count from ${rows} as r where r.id = invoices.installment_id), updated_at = ${at}
		where id in (select i.id from ${rows} as r cross join invoices as i where i.installment_id = r.id and i.gateway = ${gateway} and i.installment_count is null)
	`.execute(db);
}

/** The charges, with how many instalments there are where only their plan tells. */
export async function withPlanCounts<C extends { charge: GatewayCharge }>(db: LedgerDb, engine: Engine, gateway: string, told: readonly C[]): Promise<C[]> {
	const unknown = new Set(told.flatMap(({ charge: { installment } }) => (installment && installment.count === null ? [installment.id] : [])));
	if (unknown.size === 0) return [...told];
	const rows = jsonRows(engine, [...unknown].map((id) => ({ id })), { id: 'text' });
	const found = await sql<{ gateway_id: string; installments: number }>`
		select g.gateway_id, g.installments from ${rows} as r join gateway_plans as g on g.gateway = ${gateway} and g.gateway_id = r.id
	`.execute(db);
	const counts = new Map(found.rows.map(({ gateway_id, installments }) => [gateway_id, installments]));
	return told.map((one) => {
		const { installment } = one.charge;
		const count = installment && installment.count === null ? (counts.get(installment.id) ?? null) : null;
		return installment && count !== null ? { ...one, charge: { ...one.charge, installment: { ...installment, count } } } : one;
	});
}
