import type { Day } from '../../core/calendar/day';
import type { Importance, PayerProfile } from '../../core/classification/profiles';
import type { Engine, LedgerDb } from '../../core/ledger/Ledger';
import { lookAgain } from '../../core/ledger/positions';
import type { Instant } from '../../core/ledger/schema';

/** Gives a customer a profile as a reclassification does: the row, and rulers look again at its open invoices. Call inside a transaction. */
export async function putProfile(db: LedgerDb, engine: Engine, customerId: number, profile: PayerProfile, importance: Importance, today: Day): Promise<void> {
	const row = { as_of: today, profile, computed_profile: profile, score: 50, importance, reasons: '[]', alerts: '[]', method: 'teste' };
	await db
		.insertInto('customer_profiles')
		.values({ customer_id: customerId, ...row })
		.onConflict((conflict) => conflict.column('customer_id').doUpdateSet(row))
		.execute();
	const open = await db.selectFrom('invoices').select('id').where('customer_id', '=', customerId).where('status', 'in', ['open', 'disputed']).orderBy('id').execute();
	await lookAgain(db, engine, open.map(({ id }) => id), { restart: false });
}

/** Puts an invoice into an agreement of its own, as the record of one does. Call inside a transaction. */
export async function startAgreement(db: LedgerDb, invoice: { id: number; customer_id: number }, today: Day, at: Instant): Promise<number> {
	const { id } = await db
		.insertInto('agreements')
		.values({ customer_id: invoice.customer_id, state: 'active', made_on: today, created_at: at, updated_at: at })
		.returning('id')
		.executeTakeFirstOrThrow();
	await db.insertInto('agreement_invoices').values({ agreement_id: id, invoice_id: invoice.id }).execute();
	await db.updateTable('invoices').set({ agreement_id: id, updated_at: at }).where('id', '=', invoice.id).execute();
	return id;
}

/** Ends it: the invoice is free again, and rulers look at it. Call inside a transaction. */
export async function endAgreement(db: LedgerDb, engine: Engine, agreementId: number, state: 'kept' | 'broken', today: Day, at: Instant): Promise<void> {
	await db.updateTable('agreements').set({ state, ended_on: today, updated_at: at }).where('id', '=', agreementId).execute();
	const freed = await db.updateTable('invoices').set({ agreement_id: null, updated_at: at }).where('agreement_id', '=', agreementId).returning('id').execute();
	await lookAgain(db, engine, freed.map(({ id }) => id), { restart: false });
}
