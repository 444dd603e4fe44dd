import { inTransaction, type Ledger } from '../Ledger';
import { LedgerError } from '../LedgerError';
import type { ContactRow, Instant } from '../schema';
import { releaseClaims } from './finishContact';

/**
 * A person's word on an `unknown` contact. `sent`: it arrived, the régua goes on. `not_sent`: it did not; the
 * step is given back and comes again at the next run if it is still the newest. Throws a LedgerError for a
 * contact that is not `unknown`.
 */
export async function settleContact(ledger: Ledger, contactId: number, verdict: 'sent' | 'not_sent', note: string | null, at: Instant): Promise<ContactRow> {
	return await inTransaction(ledger, async (db) => {
		const contact = await db.selectFrom('contacts').selectAll().where('id', '=', contactId).executeTakeFirst();
		if (!contact) throw new LedgerError('not_found', `O contato ${contactId} não está no livro.`);
		if (contact.state !== 'unknown') {
			throw new LedgerError('invalid', `O contato ${contactId} está "${contact.state}" e não "unknown": não há o que resolver.`);
		}
		const settled = await db
			.updateTable('contacts')
			.set({
				state: verdict === 'sent' ? 'sent' : 'failed',
				reason: verdict === 'sent' ? null : 'Conferido por uma pessoa: não foi enviado.',
				settled_note: note ?? '',
				finished_at: at,
			})
			.where('id', '=', contactId)
			.where('state', '=', 'unknown')
			.returningAll()
			.executeTakeFirstOrThrow();
		if (verdict === 'not_sent') await releaseClaims(db, ledger.engine, contactId, { attempts: 'forgotten' });
		return settled;
	});
}
