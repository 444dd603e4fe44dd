import { sql } from 'kysely';
import type { MicroPercent } from '../charges/rate';
import { jsonRows } from './jsonRows';
import type { Engine, LedgerDb } from './Ledger';
import type { Instant } from './schema';

export interface LegalRateRow {
	/** `YYYY-MM`. */
	month: string;
	rate: MicroPercent;
}

/** Writes the rates of months down; a month told again takes the new rate. Months must not repeat. */
export async function writeLegalRates(db: LedgerDb, engine: Engine, rates: readonly LegalRateRow[], at: Instant): Promise<void> {
	if (rates.length === 0) return;
	const rows = jsonRows(engine, rates, { month: 'text', rate: 'integer' });
	await sql`
		insert into legal_rates (month, rate, updated_at) select r.month, r.rate, ${at} from ${rows} as r where true order by r.month
		on conflict (month) do update set rate = excluded.rate, updated_at = excluded.updated_at
	`.execute(db);
}

/** The table, oldest month first. */
export async function listLegalRates(db: LedgerDb): Promise<LegalRateRow[]> {
	return await db.selectFrom('legal_rates').select(['month', 'rate']).orderBy('month').execute();
}
