import { sql } from 'kysely';
import type { InvoiceInput } from '../../importing/invoiceInput';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';
import type { Instant } from '../schema';

type CustomerInput = InvoiceInput['customer'];

/**
 * Writes the customers of a batch and returns their ids by key. What a row does not tell (no email in this
 * file) never erases what is known.
 */
export async function upsertCustomers(
	db: LedgerDb,
	engine: Engine,
	customers: Iterable<CustomerInput>,
	at: Instant,
): Promise<Map<string, number>> {
	const byKey = new Map<string, CustomerInput>();
	for (const customer of customers) byKey.set(customer.key, mergeTold(byKey.get(customer.key), customer));
	const rows = jsonRows(engine, [...byKey.values()], {
		key: 'text',
		name: 'text',
		document: 'text',
		email: 'text',
		phone: 'text',
		state: 'text',
		city: 'text',
		postalCode: 'text',
		code: 'text',
		since: 'text',
		creditLimitCents: 'integer',
		creditLimitUntil: 'text',
	});
	await sql`
		insert into customers as c (key, name, document, email, phone, state, city, postal_code, code, customer_since, credit_limit_cents, credit_limit_until, created_at, updated_at)
		select r.key, r.name, r.document, r.email, r.phone, r.state, r.city, r.postalCode, r.code, r.since, r.creditLimitCents, r.creditLimitUntil, ${at}, ${at} from ${rows} as r where true order by r.key
		on conflict (key) do update set
			name = excluded.name, document = coalesce(excluded.document, c.document), email = coalesce(excluded.email, c.email),
			phone = coalesce(excluded.phone, c.phone), state = coalesce(excluded.state, c.state), code = coalesce(excluded.code, c.code),
			city = coalesce(excluded.city, c.city), postal_code = coalesce(excluded.postal_code, c.postal_code),
			customer_since = coalesce(excluded.customer_since, c.customer_since),
			credit_limit_cents = coalesce(excluded.credit_limit_cents, c.credit_limit_cents), credit_limit_until = coalesce(excluded.credit_limit_until, c.credit_limit_until),
			updated_at = excluded.updated_at
		where (c.name, coalesce(c.email, ''), coalesce(c.phone, ''), coalesce(c.state, ''), coalesce(c.document, ''), coalesce(c.code, ''),
				coalesce(c.city, ''), coalesce(c.postal_code, ''), coalesce(c.customer_since, ''), coalesce(c.credit_limit_cents, -1), coalesce(c.credit_limit_until, ''))
			<> (excluded.name, coalesce(excluded.email, c.email, ''), coalesce(excluded.phone, c.phone, ''),
				coalesce(excluded.state, c.state, ''), coalesce(excluded.document, c.document, ''), coalesce(excluded.code, c.code, ''),
				coalesce(excluded.city, c.city, ''), coalesce(excluded.postal_code, c.postal_code, ''), coalesce(excluded.customer_since, c.customer_since, ''),
				coalesce(excluded.credit_limit_cents, c.credit_limit_cents, -1), coalesce(excluded.credit_limit_until, c.credit_limit_until, ''))
	`.execute(db);
	const ids = await sql<{ id: number; key: string }>`
		select c.id, c.key from ${rows} as r join customers as c on c.key = r.key
	`.execute(db);
	return new Map(ids.rows.map(({ id, key }) => [key, id]));
}

function mergeTold(known: CustomerInput | undefined, told: CustomerInput): CustomerInput {
	if (!known) return told;
	return {
		key: told.key,
		name: told.name,
		document: told.document ?? known.document,
		email: told.email ?? known.email,
		phone: told.phone ?? known.phone,
		state: told.state ?? known.state,
		city: told.city ?? known.city,
		postalCode: told.postalCode ?? known.postalCode,
		code: told.code ?? known.code,
		since: told.since ?? known.since,
		creditLimitCents: told.creditLimitCents ?? known.creditLimitCents,
		creditLimitUntil: told.creditLimitUntil ?? known.creditLimitUntil,
	};
}
