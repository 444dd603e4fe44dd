import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../calendar/day';
import { ROLL_BUCKETS } from '../../metrics/buckets';
import { monthEnds, type Period } from '../../metrics/periods';
import { rollRatesOf, type RollRate } from '../../metrics/rollRates';
import type { Cents } from '../../money/cents';
import type { LedgerDb } from '../Ledger';
import { bucketOf, readPostponements, standingOn, type MetricsScope } from './standing';

/** The longest chain of months that is compared. */
const MAX_MONTHS = 60;

/**
 * Roll rates of each month that ends within the period against the month before it. Throws a RangeError, in Portuguese,
 * when none does, or more than five years of them.
 */
export async function readRollRates(db: LedgerDb, scope: MetricsScope, period: Period): Promise<RollRate[]> {
	const months = monthEnds(period);
	if (months.length === 0) throw new RangeError('Nenhum mês termina dentro do período: escolha um que contenha ao menos um fim de mês, como os últimos 12 meses.');
	if (months.length > MAX_MONTHS) throw new RangeError(`O período tem ${months.length} meses: compare até ${MAX_MONTHS} de cada vez.`);
	const days = [months[0].before, ...months.map(({ end }) => end)];
	const { rows } = await sql<{ day: Day; bucket: number; cents: Cents }>`
		with ${standingOn(scope, days, await readPostponements(db, scope))}
		select s.day, ${bucketOnEach(days)} as bucket, sum(s.balance) as cents from standing as s where s.balance > 0 group by 1, 2
	`.execute(db);
	const amounts = new Map(days.map((day): [Day, Cents[]] => [day, ROLL_BUCKETS.map(() => 0)]));
	for (const { day, bucket, cents } of rows) (amounts.get(day) as Cents[])[Number(bucket)] = cents;
	return months.flatMap((month) => rollRatesOf(month, amounts.get(month.before) as Cents[], amounts.get(month.end) as Cents[]));
}

function bucketOnEach(days: readonly Day[]): RawBuilder<number> {
	return sql<number>`case s.day ${sql.join(days.map((day) => sql`when ${day} then ${bucketOf(ROLL_BUCKETS, day)}`), sql` `)} end`;
}
