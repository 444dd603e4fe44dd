import type { IDataObject } from 'n8n-workflow';
import type { OccurrenceRow } from '../../../../core/ledger/occurrences/listOccurrences';
import { KIND_NAMES, ORIGIN_NAMES } from '../../../../core/occurrences/kinds';

/** An occurrence as items carry it. */
export function occurrenceItem(row: OccurrenceRow): IDataObject {
	return {
		occurrence: {
			id: row.id,
			kind: row.kind,
			kindName: KIND_NAMES[row.kind],
			happenedOn: row.happened_on,
			cause: row.cause === null || row.cause_origin === null ? null : { key: row.cause, name: row.cause_name, origin: row.cause_origin, originName: ORIGIN_NAMES[row.cause_origin] },
			note: row.note,
			author: row.author,
		},
		customer: { id: row.customer_id, name: row.customer_name, document: row.customer_document },
		invoice: row.invoice_id === null ? null : { id: row.invoice_id, number: row.invoice_number, source: row.invoice_source },
	};
}
