import { sql } from 'kysely';
import type { Alert } from '../../classification';
import { reasonsFromJson } from '../../classification/assess';
import { describeReason } from '../../classification/profile';
import { describeRow, type ScoreRow } from '../../classification/score';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';

/** Why a customer had the profile that rulers read, with the figures of that day. */
export interface StoredReasons {
	reasons: string[];
	/** The rows of the score that gave or took points. */
	points: ScoreRow[];
	alerts: Alert[];
}

/** What was kept with the profiles of these customers, in words. Whom nobody has classified is not among them. */
export async function readStoredReasons(db: LedgerDb, engine: Engine, customerIds: readonly number[]): Promise<Map<number, StoredReasons>> {
	if (customerIds.length === 0) return new Map();
	const wanted = jsonRows(engine, customerIds.map((id) => ({ id })), { id: 'integer' });
	const { rows } = await sql<{ id: number; reasons: string; alerts: string }>`
		select f.customer_id as id, f.reasons, f.alerts from ${wanted} as r join customer_profiles as f on f.customer_id = r.id
	`.execute(db);
	return new Map(rows.map((row) => {
		const { reasons, rows: points } = reasonsFromJson(row.reasons);
		return [row.id, { reasons: reasons.map(describeReason), points: points.map(describeRow), alerts: JSON.parse(row.alerts) as Alert[] }];
	}));
}
