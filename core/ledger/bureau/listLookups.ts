import type { LedgerDb } from '../Ledger';
import type { BureauLookupsTable } from '../schema';
import type { Selectable } from 'kysely';

export const LOOKUP_STATES = ['asked', 'answered', 'refused', 'unknown'] as const satisfies ReadonlyArray<BureauLookupsTable['state']>;

export interface LookupFilter {
	states?: ReadonlyArray<BureauLookupsTable['state']>;
	/** `YYYY-MM`. */
	month?: string;
	/** CPF or CNPJ without punctuation. */
	document?: string;
	limit?: number;
}

export type LookupRow = Selectable<BureauLookupsTable>;
export type LookupWithCustomer = LookupRow & { customer_name: string | null };

/** Lookups that fit every given condition, newest first. */
export async function listLookups(db: LedgerDb, filter: LookupFilter): Promise<LookupWithCustomer[]> {
	let query = db.selectFrom('bureau_lookups as l').leftJoin('customers as c', 'c.id', 'l.customer_id').selectAll('l').select('c.name as customer_name').orderBy('l.id', 'desc');
	if (filter.states && filter.states.length > 0) query = query.where('l.state', 'in', filter.states);
	if (filter.month) query = query.where('l.month', '=', filter.month);
	if (filter.document) query = query.where('l.document', '=', filter.document);
	if (filter.limit !== undefined) query = query.limit(filter.limit);
	return await query.execute();
}
