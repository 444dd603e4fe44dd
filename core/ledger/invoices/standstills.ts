import { sql } from 'kysely';
import type { Day } from '../../calendar/day';
import type { StandstillFacts } from '../../classification/standstill';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';

/** What may stand in the way of collecting each of these invoices; those of which nothing does are left out. */
export async function readStandstills(db: LedgerDb, engine: Engine, invoiceIds: readonly number[]): Promise<Map<number, Omit<StandstillFacts, 'dueDate' | 'excludedUntil'>>> {
	const wanted = jsonRows(engine, invoiceIds.map((id) => ({ id })), { id: 'integer' });
	const { rows } = await sql<{ id: number; promised_until: Day | null; agreement_id: number | null }>`
		select i.id, i.promised_until, i.agreement_id from ${wanted} as r join invoices as i on i.id = cast(r.id as bigint)
		where i.promised_until is not null or i.agreement_id is not null
	`.execute(db);
	return new Map(rows.map(({ id, promised_until, agreement_id }) => [id, { promisedUntil: promised_until, inAgreement: agreement_id !== null }]));
}

/** Until when each of these customers is to be left alone; those who never were are left out. */
export async function readExclusions(db: LedgerDb, engine: Engine, customerIds: readonly number[]): Promise<Map<number, Day>> {
	const wanted = jsonRows(engine, customerIds.map((id) => ({ id })), { id: 'integer' });
	const { rows } = await sql<{ id: number; excluded_until: Day }>`
		select c.id, c.excluded_until from ${wanted} as r join customers as c on c.id = cast(r.id as bigint) where c.excluded_until is not null
	`.execute(db);
	return new Map(rows.map(({ id, excluded_until }) => [id, excluded_until]));
}
