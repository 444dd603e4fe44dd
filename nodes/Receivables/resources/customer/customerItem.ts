import type { IDataObject } from 'n8n-workflow';
import type { CustomerRow } from '../../../../core/ledger/schema';
import { decimalFromCents } from '../../../../core/money/cents';

/** A customer as items carry it. */
export function customerItem({ id, name, document, email, phone, state, city, postal_code: postalCode }: Pick<CustomerRow, 'id' | 'name' | 'document' | 'email' | 'phone' | 'state' | 'city' | 'postal_code'>): IDataObject {
	return { id, name, document, email, phone, state, city, postalCode };
}

/** What a customer may owe at once; `limit` null is no limit, `until` null is no end. */
export function creditItem({ credit_limit_cents: cents, credit_limit_until: until }: CustomerRow): IDataObject {
	return { limit: cents === null ? null : decimalFromCents(cents), until };
}
