import { sql } from 'kysely';
import type { Day } from '../../calendar/day';
import { formatDay } from '../../calendar/formatDay';
import type { PayerProfile } from '../../classification/profiles';
import { UNCLASSIFIED } from '../../ruler/segments';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';
import { LedgerError } from '../LedgerError';
import { lockProfiles } from '../locks';
import { hasRulers, lookAgain } from '../positions';
import type { CustomerRow, Instant } from '../schema';

/** What a person says against a computed profile (LGPD art. 20). */
export interface PersonsWord {
	profile: PayerProfile;
	/** Why: it is shown wherever the profile is. */
	note: string;
	author: string | null;
	/** Last day it holds; null until it is withdrawn. */
	until: Day | null;
}

/**
 * Puts a person's word in place of a customer's computed profile, and in place of any earlier word; rulers look at the
 * customer again. Throws a {@link LedgerError} (`invalid`) without a reason, or for a last day that is over. Call inside a
 * transaction.
 */
export async function overrule(db: LedgerDb, engine: Engine, customer: CustomerRow, word: PersonsWord, at: Instant, today: Day): Promise<void> {
	if (word.note.trim() === '') throw new LedgerError('invalid', `Para mudar o perfil de ${customer.name}, escreva a justificativa: quem revisar precisa saber por quê.`);
	if (word.until !== null && word.until < today) throw new LedgerError('invalid', `A mudança de perfil de ${customer.name} valeria até ${formatDay(word.until)}, que já passou: informe um dia a partir de hoje, ou deixe vazio.`);
	await lockProfiles(db, engine);
	await withdrawInForce(db, customer.id, at);
	const { id } = await db.insertInto('profile_overrules').values({ ...word, customer_id: customer.id, created_at: at }).returning('id').executeTakeFirstOrThrow();
	await db
		.insertInto('customer_profiles')
		// Whom nobody has classified yet counts as new: that is what the person overrules.
		.values({ customer_id: customer.id, as_of: today, profile: word.profile, computed_profile: UNCLASSIFIED.profile, score: 0, importance: UNCLASSIFIED.importance, reasons: NO_REASONS, alerts: '[]', overrule_id: id, method: '' })
		.onConflict((conflict) => conflict.column('customer_id').doUpdateSet({ profile: word.profile, overrule_id: id }))
		.execute();
	await lookAgainAtCustomers(db, engine, [customer.id]);
}

const NO_REASONS = JSON.stringify({ since: null, reasons: [], points: [] });

/** Takes a person's word back: the computed profile counts again. Whether there was one. Call inside a transaction. */
export async function withdrawOverrule(db: LedgerDb, engine: Engine, customer: Pick<CustomerRow, 'id'>, at: Instant): Promise<boolean> {
	await lockProfiles(db, engine);
	if (!(await withdrawInForce(db, customer.id, at))) return false;
	await db.updateTable('customer_profiles').set(({ ref }) => ({ profile: ref('computed_profile'), overrule_id: null })).where('customer_id', '=', customer.id).execute();
	await lookAgainAtCustomers(db, engine, [customer.id]);
	return true;
}

/** Makes rulers look again at what customers still owe. */
export async function lookAgainAtCustomers(db: LedgerDb, engine: Engine, customerIds: readonly number[]): Promise<void> {
	if (customerIds.length === 0 || !(await hasRulers(db, engine))) return;
	const wanted = jsonRows(engine, customerIds.map((id) => ({ id })), { id: 'integer' });
	// By the customers, whose index SQLite would otherwise leave for the one by status.
	const { rows } = await sql<{ id: number }>`
		select i.id from (select cast(r.id as bigint) as id from ${wanted} as r) as c cross join invoices as i
		where i.customer_id = c.id and i.status <> 'paid' and i.status <> 'cancelled' order by i.id
	`.execute(db);
	await lookAgain(db, engine, rows.map(({ id }) => id), { restart: false });
}

async function withdrawInForce(db: LedgerDb, customerId: number, at: Instant): Promise<boolean> {
	const result = await db.updateTable('profile_overrules').set({ withdrawn_at: at }).where('customer_id', '=', customerId).where('withdrawn_at', 'is', null).executeTakeFirst();
	return Number(result.numUpdatedRows) > 0;
}
