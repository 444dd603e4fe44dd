import type { Day } from '../../calendar/day';
import type { CreditDecision } from '../../credit/decide';
import type { LedgerDb } from '../Ledger';
import type { Instant } from '../schema';

/** Writes a decision down with its reasons, and returns its id. Call inside a transaction. */
export async function saveDecision(db: LedgerDb, about: { document: string; customerId: number | null }, decision: CreditDecision, { today, at }: { today: Day; at: Instant }): Promise<number> {
	const { id } = await db
		.insertInto('credit_decisions')
		.values({
			document: about.document,
			customer_id: about.customerId,
			decision: decision.decision,
			limit_cents: decision.limitCents,
			limit_until: decision.until,
			down_payment_percent: decision.downPayment?.percent ?? null,
			reasons: JSON.stringify([...decision.reasons, ...decision.passedOver.map(({ text }) => text)]),
			decided_on: today,
			decided_at: at,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** Gives the customer the limit that a decision gave. Returns whether it gave one. Call inside a transaction. */
export async function grantLimit(db: LedgerDb, customerId: number, { limitCents, until }: CreditDecision, at: Instant): Promise<boolean> {
	if (limitCents === null) return false;
	await db.updateTable('customers').set({ credit_limit_cents: limitCents, credit_limit_until: until, updated_at: at }).where('id', '=', customerId).execute();
	return true;
}
