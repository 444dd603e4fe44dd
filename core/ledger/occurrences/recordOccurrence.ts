import type { Day } from '../../calendar/day';
import { formatDay } from '../../calendar/formatDay';
import type { OccurrenceKind } from '../../occurrences/kinds';
import type { LedgerDb } from '../Ledger';
import { LedgerError } from '../LedgerError';
import type { Instant } from '../schema';
import { findCause } from './causes';

/** What a person tells beside an act: why the customer does not pay, who wrote it down, and the day. */
export interface Told {
	/** Key or name of the cause; null when it was not asked or is not known. */
	cause: string | null;
	author: string | null;
	/** The creditor's day. */
	today: Day;
}

export interface NewOccurrence extends Told {
	customerId: number;
	invoiceId: number | null;
	kind: OccurrenceKind;
	note: string | null;
	/** The day it happened; today without one. */
	happenedOn?: Day;
	at: Instant;
}

/**
 * Writes down what happened with a customer or an invoice, and returns its id. Throws a {@link LedgerError} for an
 * unknown or retired cause and for a day to come, before anything is written.
 */
export async function recordOccurrence(db: LedgerDb, told: NewOccurrence): Promise<number> {
	const happenedOn = told.happenedOn ?? told.today;
	if (happenedOn > told.today) throw new LedgerError('invalid', `A ocorrência não pode ser de ${formatDay(happenedOn)}, que ainda não chegou.`);
	const cause = await findCause(db, told.cause);
	const { id } = await db
		.insertInto('occurrences')
		.values({
			customer_id: told.customerId,
			invoice_id: told.invoiceId,
			kind: told.kind,
			cause: cause?.key ?? null,
			note: told.note,
			author: told.author,
			happened_on: happenedOn,
			created_at: told.at,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}
