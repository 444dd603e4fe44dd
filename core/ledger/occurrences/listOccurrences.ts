import { sql } from 'kysely';
import type { Day } from '../../calendar/day';
import type { CauseOrigin, OccurrenceKind } from '../../occurrences/kinds';
import { fitsCustomer } from '../customers/fitsCustomer';
import type { LedgerDb } from '../Ledger';

export interface OccurrenceFilter {
	ids?: readonly number[];
	/** Part of the name, whatever its case and accents, or the whole CPF, CNPJ or email. */
	customer?: string;
	kinds?: readonly OccurrenceKind[];
	/** Key of the cause. */
	cause?: string;
	origin?: CauseOrigin;
	from?: Day;
	to?: Day;
	limit?: number;
}

/** An occurrence with whom and what it is about, in full. */
export interface OccurrenceRow {
	id: number;
	kind: OccurrenceKind;
	note: string | null;
	author: string | null;
	happened_on: Day;
	cause: string | null;
	cause_name: string | null;
	cause_origin: CauseOrigin | null;
	customer_id: number;
	customer_name: string;
	customer_document: string | null;
	invoice_id: number | null;
	invoice_number: string | null;
	invoice_source: string | null;
}

/** Occurrences that fit every given condition, newest first. */
export async function listOccurrences(db: LedgerDb, filter: OccurrenceFilter): Promise<OccurrenceRow[]> {
	let query = db
		.selectFrom('occurrences as o')
		.innerJoin('customers as c', 'c.id', 'o.customer_id')
		.leftJoin('invoices as i', 'i.id', 'o.invoice_id')
		.leftJoin('causes as a', 'a.key', 'o.cause')
		.select(['o.id', 'o.kind', 'o.note', 'o.author', 'o.happened_on', 'o.cause', 'a.name as cause_name', 'a.origin as cause_origin'])
		.select(['c.id as customer_id', 'c.name as customer_name', 'c.document as customer_document', 'o.invoice_id', 'i.number as invoice_number', 'i.source as invoice_source'])
		.orderBy('o.happened_on', 'desc')
		.orderBy('o.id', 'desc');
	if (filter.ids) query = query.where('o.id', 'in', filter.ids.length > 0 ? filter.ids : sql<number>`(select 0)`);
	if (filter.customer) query = query.where(fitsCustomer(filter.customer));
	if (filter.kinds && filter.kinds.length > 0) query = query.where('o.kind', 'in', filter.kinds);
	if (filter.cause) query = query.where('o.cause', '=', filter.cause);
	if (filter.origin) query = query.where('a.origin', '=', filter.origin);
	if (filter.from) query = query.where('o.happened_on', '>=', filter.from);
	if (filter.to) query = query.where('o.happened_on', '<=', filter.to);
	if (filter.limit !== undefined) query = query.limit(filter.limit);
	return await query.execute();
}
