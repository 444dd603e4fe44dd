import { formatDay } from '../../calendar/formatDay';
import type { Day } from '../../calendar/day';
import type { Cents } from '../../money/cents';
import type { LedgerDb } from '../Ledger';
import { LedgerError } from '../LedgerError';
import type { CustomerRow, Instant } from '../schema';

/** How far a customer is trusted. */
export interface Credit {
	/** How much it may owe at once; null is no limit. */
	limitCents: Cents | null;
	/** Last day that the limit holds; null is until another is set. */
	until: Day | null;
	/** Since when it is a customer; null leaves what is known. */
	since: Day | null;
}

/**
 * Sets what a customer may owe at once. Throws a {@link LedgerError} (`invalid`) for a limit that is over already, an end
 * without a limit, or a customer since a day to come.
 */
export async function setCredit(db: LedgerDb, customer: CustomerRow, { limitCents, until, since }: Credit, today: Day, at: Instant): Promise<CustomerRow> {
	if (limitCents === null && until !== null) throw new LedgerError('invalid', `O limite de crédito de ${customer.name} tem validade (${formatDay(until)}) e não tem valor: informe o valor, ou deixe os dois vazios para tirar o limite.`);
	if (until !== null && until < today) throw new LedgerError('invalid', `A validade do limite de crédito de ${customer.name}, ${formatDay(until)}, já passou: informe um dia a partir de hoje.`);
	if (since !== null && since > today) throw new LedgerError('invalid', `${customer.name} não pode ser cliente desde ${formatDay(since)}, que ainda não chegou.`);
	return await db
		.updateTable('customers')
		.set({ credit_limit_cents: limitCents, credit_limit_until: until, ...(since === null ? {} : { customer_since: since }), updated_at: at })
		.where('id', '=', customer.id)
		.returningAll()
		.executeTakeFirstOrThrow();
}
