import type { TimelineFacts } from '../../history/timeline';
import type { LedgerDb } from '../Ledger';

/**
 * All that the ledger holds of what happened with one customer, oldest first; of contacts and occurrences the newest
 * `limit`, since no timeline of that length tells more.
 */
export async function readTimelineFacts(db: LedgerDb, customerId: number, limit: number): Promise<TimelineFacts> {
	const ofCustomer = db.selectFrom('invoices').select('id').where('customer_id', '=', customerId);
	const invoices = await db
		.selectFrom('invoices')
		.select(['id', 'number', 'issue_date as issueDate', 'due_date as dueDate', 'amount_cents as amountCents', 'status', 'paid_on as paidOn', 'status_note as note'])
		.where('customer_id', '=', customerId)
		.orderBy('id')
		.execute();
	const payments = await db.selectFrom('payments').select(['invoice_id as invoiceId', 'amount_cents as cents', 'paid_on as paidOn']).where('invoice_id', 'in', ofCustomer).orderBy('id').execute();
	const promises = await db.selectFrom('promises').select(['invoice_id as invoiceId', 'until', 'note', 'created_at as madeAt']).where('invoice_id', 'in', ofCustomer).orderBy('id').execute();
	const contacts = await db
		.selectFrom('contacts')
		.select(['claimed_on as on', 'channel', 'purpose', 'steps', 'state', 'reason', 'invoice_ids as invoiceIds'])
		.where('customer_id', '=', customerId)
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
	const occurrences = await db
		.selectFrom('occurrences as o')
		.leftJoin('causes as u', 'u.key', 'o.cause')
		.select(['o.happened_on as on', 'o.kind', 'u.name as cause', 'o.note', 'o.author', 'o.invoice_id as invoiceId'])
		.where('o.customer_id', '=', customerId)
		.orderBy('o.happened_on', 'desc')
		.orderBy('o.id', 'desc')
		.limit(limit)
		.execute();
	const agreements = await db.selectFrom('agreements').select(['id', 'state', 'made_on as madeOn', 'created_at as madeAt', 'ends_on as endsOn', 'ended_on as endedOn', 'note']).where('customer_id', '=', customerId).orderBy('id').execute();
	const covered = agreements.length === 0 ? [] : await db.selectFrom('agreement_invoices').selectAll().where('agreement_id', 'in', agreements.map(({ id }) => id)).orderBy('invoice_id').execute();
	return {
		invoices,
		payments,
		promises,
		contacts: contacts.reverse().map((contact) => ({ ...contact, invoiceIds: JSON.parse(contact.invoiceIds) as number[] })),
		occurrences: occurrences.reverse(),
		agreements: agreements.map(({ id, ...agreement }) => ({ ...agreement, invoiceIds: covered.filter(({ agreement_id }) => agreement_id === id).map(({ invoice_id }) => invoice_id) })),
	};
}
