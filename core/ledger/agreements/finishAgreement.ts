import { sql } from 'kysely';
import type { OccurrenceKind } from '../../occurrences/kinds';
import { AGREEMENT_STATE_NAMES, type AgreementState } from '../../occurrences/kinds';
import type { Engine, LedgerDb } from '../Ledger';
import { LedgerError } from '../LedgerError';
import { forUpdateOf } from '../locks';
import { findCause } from '../occurrences/causes';
import { recordOccurrence, type Told } from '../occurrences/recordOccurrence';
import { lookAgain } from '../positions';
import type { Instant } from '../schema';

export type AgreementEnd = Exclude<AgreementState, 'active'>;

const KINDS: Readonly<Record<AgreementEnd, OccurrenceKind>> = { kept: 'agreement_kept', broken: 'agreement_broken', cancelled: 'agreement_cancelled' };

export interface Finish extends Told {
	end: AgreementEnd;
	note: string | null;
	at: Instant;
}

/**
 * Ends an active agreement. What is still open of it goes on with the régua where it was. Ended the same way again is no
 * error and writes nothing. Throws a {@link LedgerError} when there is no such agreement, when it ended otherwise, and
 * when it would be kept with an invoice still open: the régua would dun whoever kept the word. Call inside a transaction.
 */
export async function finishAgreement(db: LedgerDb, engine: Engine, id: number, { end, note, at, ...told }: Finish): Promise<void> {
	const cause = (await findCause(db, told.cause))?.key ?? null;
	// Invoices before the agreement, as whoever makes one takes them.
	const { rows: invoices } = await sql<{ id: number; number: string; status: string }>`
		select i.id, i.number, i.status from invoices as i where i.agreement_id = ${id} order by i.id ${forUpdateOf(engine, 'i')}
	`.execute(db);
	const { rows } = await sql<{ state: AgreementState; customer_id: number }>`
		select g.state, g.customer_id from agreements as g where g.id = ${id} ${forUpdateOf(engine, 'g')}
	`.execute(db);
	if (rows.length === 0) throw new LedgerError('not_found', `O acordo ${id} não está no livro: veja os que há em Agreement → Get Many.`);
	const [{ state, customer_id }] = rows;
	if (state === end) return;
	if (state !== 'active') throw new LedgerError('invalid', `O acordo ${id} já foi encerrado: ${AGREEMENT_STATE_NAMES[state].toLowerCase()}.`);
	const open = invoices.filter(({ status }) => status === 'open' || status === 'disputed');
	if (end === 'kept' && open.length > 0) {
		throw new LedgerError('invalid', `O acordo ${id} não pode ser dado por cumprido: ${open.map(({ number }) => number).join(', ')} ${open.length === 1 ? 'ainda está em aberto e voltaria' : 'ainda estão em aberto e voltariam'} a ser cobrada${open.length === 1 ? '' : 's'}. Dê baixa (ou cancele) antes.`);
	}
	await db.updateTable('agreements').set({ state: end, ended_on: told.today, updated_at: at }).where('id', '=', id).execute();
	await db.updateTable('invoices').set({ agreement_id: null, updated_at: at }).where('agreement_id', '=', id).execute();
	await lookAgain(db, engine, open.map((invoice) => invoice.id), { restart: false });
	const words = `Acordo ${id} ${AGREEMENT_STATE_NAMES[end].toLowerCase()}`;
	await recordOccurrence(db, { ...told, cause, customerId: customer_id, invoiceId: null, kind: KINDS[end], note: note === null ? `${words}.` : `${words}: ${note}`, at });
}
