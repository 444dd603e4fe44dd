import { inTransaction, type Ledger } from '../Ledger';
import { LedgerError } from '../LedgerError';
import type { Instant } from '../schema';
import type { LookupRow } from './listLookups';

/**
 * A person's word on an `unknown` lookup: `charged` keeps its price in the budget, `not_charged` gives it back. Either
 * way the document may be asked about again. Throws a LedgerError for a lookup that is not `unknown`.
 */
export async function settleLookup(ledger: Ledger, lookupId: number, verdict: 'charged' | 'not_charged', note: string | null, at: Instant): Promise<LookupRow> {
	return await inTransaction(ledger, async (db) => {
		const settled = await db
			.updateTable('bureau_lookups')
			.set({
				state: verdict === 'charged' ? 'answered' : 'refused',
				detail: verdict === 'charged' ? 'Conferido por uma pessoa: foi cobrada, sem relatório.' : 'Conferido por uma pessoa: não foi cobrada.',
				settled_note: note ?? '',
				finished_at: at,
			})
			.where('id', '=', lookupId)
			.where('state', '=', 'unknown')
			.returningAll()
			.executeTakeFirst();
		if (settled) return settled;
		const found = await db.selectFrom('bureau_lookups').select('state').where('id', '=', lookupId).executeTakeFirst();
		if (!found) throw new LedgerError('not_found', `A consulta ${lookupId} não está no livro.`);
		throw new LedgerError('invalid', `A consulta ${lookupId} está "${found.state}" e não "unknown": não há o que resolver.`);
	});
}
