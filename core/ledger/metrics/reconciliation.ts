import { sql } from 'kysely';
import { addDays, type Day } from '../../calendar/day';
import type { Reconciliation } from '../../metrics/indicators';
import type { Period } from '../../metrics/periods';
import type { Cents } from '../../money/cents';
import type { LedgerDb } from '../Ledger';
import { readPostponements, standingOn, type MetricsScope } from './standing';

interface Totals {
	day: Day;
	amount: Cents;
	principal: Cents;
	surcharge: Cents;
	discount: Cents;
	balance: Cents;
	current_cents: Cents;
}

/**
 * What became of the receivables of a period. All of it is the difference of what had come about by its last day and
 * by the day before its first, so that two periods side by side always add up to the whole.
 */
export async function readReconciliation(db: LedgerDb, scope: MetricsScope, { from, to }: Period): Promise<Reconciliation> {
	const before = addDays(from, -1);
	const { rows } = await sql<Totals>`
		with ${standingOn(scope, [before, to], await readPostponements(db, scope))}
		select day, sum(amount) as amount, sum(principal) as principal, sum(surcharge) as surcharge, sum(discount) as discount,
			sum(balance) as balance, sum(case when payable >= day then balance else 0 end) as current_cents
		from standing group by day
	`.execute(db);
	const at = (day: Day): Omit<Totals, 'day'> => rows.find((row) => row.day === day) ?? { amount: 0, principal: 0, surcharge: 0, discount: 0, balance: 0, current_cents: 0 };
	const [opening, closing] = [at(before), at(to)];
	return {
		openingCents: opening.balance,
		invoicedCents: closing.amount - opening.amount,
		principalCents: closing.principal - opening.principal,
		surchargeCents: closing.surcharge - opening.surcharge,
		discountsCents: closing.discount - opening.discount,
		closingCents: closing.balance,
		currentCents: closing.current_cents,
	};
}
