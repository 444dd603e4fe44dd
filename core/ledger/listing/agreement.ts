import { sql, type RawBuilder } from 'kysely';

/** 1 when the invoice of this alias is part of an agreement in force, 0 otherwise. */
export function inAgreement(alias: string): RawBuilder<number> {
	const id = sql.ref(`${alias}.id`);
	return sql<number>`case when ${sql.ref(`${alias}.agreement_id`)} is not null or exists (
		select 1 from agreement_invoices as ai join agreements as a on a.id = ai.agreement_id where ai.invoice_id = ${id} and a.state = 'active') then 1 else 0 end`;
}
