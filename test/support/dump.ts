import { sql } from 'kysely';
import type { Ledger } from '../../core/ledger/Ledger';

const TABLES = ['customers', 'invoices', 'payments', 'rulers', 'positions', 'contacts', 'claims', 'promises', 'exclusions', 'gateway_customers', 'gateway_plans', 'gateway_events', 'gateway_deliveries', 'gateway_syncs', 'gateway_orders', 'ledger_meta'];

/** Every row of every table, as sorted text: two dumps are equal when nothing was written. */
export async function dump(ledger: Ledger): Promise<Record<string, string[]>> {
	const rows: Record<string, string[]> = {};
	for (const table of TABLES) {
		const found = await sql<object>`select * from ${sql.table(table)}`.execute(ledger.db);
		rows[table] = found.rows.map((row) => JSON.stringify(row)).sort();
	}
	return rows;
}
