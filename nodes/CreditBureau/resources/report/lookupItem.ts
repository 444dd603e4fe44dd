import type { IDataObject } from 'n8n-workflow';
import { PURPOSE_TEXTS } from '../../../../core/bureau/purposes';
import { maskDocument } from '../../../../core/documents/document';
import type { LookupRow } from '../../../../core/ledger/bureau/listLookups';
import { decimalFromCents } from '../../../../core/money/cents';

/** A lookup as items carry it. Of whom it was about it shows enough to tell two apart. */
export function lookupItem(lookup: LookupRow & { customer_name?: string | null }): IDataObject {
	return {
		lookup: {
			id: lookup.id,
			state: lookup.state,
			bureau: lookup.provider,
			product: lookup.product,
			environment: lookup.is_test === 1 ? 'test' : 'production',
			document: maskDocument(lookup.document),
			purpose: lookup.purpose,
			purposeText: purposeText(lookup.purpose),
			purposeNote: lookup.purpose_note,
			cost: decimalFromCents(lookup.cost_cents),
			fromCache: lookup.reused_lookup_id !== null,
			reusedLookupId: lookup.reused_lookup_id,
			month: lookup.month,
			detail: lookup.detail,
			settledNote: lookup.settled_note,
			askedAt: lookup.asked_at,
			finishedAt: lookup.finished_at,
		},
		customer: lookup.customer_id === null ? null : { id: lookup.customer_id, name: lookup.customer_name ?? null },
	};
}

/** In Portuguese; a purpose that this version does not know stays as it is. */
export function purposeText(purpose: string): string {
	return Object.hasOwn(PURPOSE_TEXTS, purpose) ? PURPOSE_TEXTS[purpose as keyof typeof PURPOSE_TEXTS] : purpose;
}
