import { sql } from 'kysely';
import type { Calendar } from '../../calendar/Calendar';
import type { Day } from '../../calendar/day';
import { classifyCustomer, importances, methodHash, type AlertKind, type ClassificationSettings, type Importance, type PayerProfile } from '../../classification';
import { assess, reasonsToJson } from '../../classification/assess';
import { historyPeriods } from '../../history/periods';
import type { Cents } from '../../money/cents';
import { customerHistories } from '../history/customerHistories';
import { jsonRows } from '../jsonRows';
import { inTransaction, type Ledger, type LedgerDb } from '../Ledger';
import { lookAgainAtCustomers } from './personsWord';
import { readStandings, type StoredStanding } from './standings';

/** Customers a transaction writes: others need not wait long. */
const BATCH = 1_000;

export interface ReclassifyOptions {
	today: Day;
	calendar: Calendar;
	now: Date;
	/** IANA time zone of the creditor. */
	timeZone: string;
}

/** What a reclassification came to. */
export interface Reclassified {
	customers: number;
	byProfile: Partial<Record<PayerProfile, number>>;
	byImportance: Partial<Record<Importance, number>>;
	/** Customers whose profile is another than it was; `from` is null for those classified for the first time. */
	changes: Array<{ from: PayerProfile | null; to: PayerProfile; customers: number }>;
	/** Customers with each kind of alert. */
	alerts: Partial<Record<AlertKind, number>>;
	/** Customers of whom a person's word counts. */
	overruled: number;
}

/**
 * Classifies every customer and keeps the profiles, so that the steps of a ruler can ask for them. What a person said holds
 * until its last day and ends after it. Rulers look again at whom has another profile or importance than before. Run twice,
 * or by two processes at once, it comes to the same.
 */
export async function reclassifyPortfolio(ledger: Ledger, settings: ClassificationSettings, { today, calendar, now, timeZone }: ReclassifyOptions): Promise<Reclassified> {
	const at = now.toISOString();
	await ledger.db.updateTable('profile_overrules').set({ withdrawn_at: at }).where('withdrawn_at', 'is', null).where('until', '<', today).execute();
	const abc = importances(await revenues(ledger.db, today), settings.abc);
	const method = methodHash(settings);
	const result: Reclassified = { customers: 0, byProfile: {}, byImportance: {}, changes: [], alerts: {}, overruled: 0 };
	const changes = new Map<string, Reclassified['changes'][number]>();
	for await (const ids of customerIds(ledger.db)) {
		const rows = await inTransaction(ledger, async (db) => {
			const standings = await readStandings(db, ledger.engine, ids, timeZone);
			const histories = await customerHistories(db, ledger.engine, ids, { today, calendar });
			const found = [...histories].map(([id, history]) => {
				const { stored = null, overrule = null } = standings.get(id) ?? {};
				const { profile, overruled, score, importance, alerts } = classifyCustomer(history, settings, today, { importance: abc.get(id), overrule });
				const reasons = reasonsToJson(assess(history, settings, today));
				return { id, profile, computed: overruled?.computedProfile ?? profile, score, importance, reasons, alerts, stored, overruled: overruled !== null };
			});
			await store(db, ledger, found.map((row) => ({ customer_id: row.id, as_of: today, profile: row.profile, computed_profile: row.computed, score: row.score, importance: row.importance, reasons: row.reasons, alerts: JSON.stringify(row.alerts), method })));
			await lookAgainAtCustomers(db, ledger.engine, found.filter(({ profile, importance, stored }) => isNews(stored, profile, importance)).map(({ id }) => id));
			return found;
		});
		for (const { profile, importance, alerts, stored, overruled } of rows) {
			result.customers += 1;
			result.byProfile[profile] = (result.byProfile[profile] ?? 0) + 1;
			result.byImportance[importance] = (result.byImportance[importance] ?? 0) + 1;
			for (const { kind } of alerts) result.alerts[kind] = (result.alerts[kind] ?? 0) + 1;
			if (overruled) result.overruled += 1;
			if (stored?.profile === profile) continue;
			const key = `${stored?.profile} ${profile}`;
			const change = changes.get(key) ?? { from: stored?.profile ?? null, to: profile, customers: 0 };
			changes.set(key, { ...change, customers: change.customers + 1 });
		}
	}
	result.changes = [...changes.values()].sort((one, other) => other.customers - one.customers);
	return result;
}

/** Who was never classified counted as new and of importance C until now. */
function isNews(stored: StoredStanding['stored'], profile: PayerProfile, importance: Importance): boolean {
	return (stored?.profile ?? 'new') !== profile || (stored?.importance ?? 'C') !== importance;
}

async function* customerIds(db: LedgerDb): AsyncGenerator<number[]> {
	for (let after = 0; ; ) {
		const rows = await db.selectFrom('customers').select('id').where('id', '>', after).orderBy('id').limit(BATCH).execute();
		if (rows.length === 0) return;
		yield rows.map(({ id }) => id);
		after = rows[rows.length - 1].id;
	}
}

/** What every customer was invoiced in the last 12 months. */
async function revenues(db: LedgerDb, today: Day): Promise<Array<{ customerId: number; cents: Cents }>> {
	const { rows } = await sql<{ id: number; cents: number }>`
		select customer_id as id, sum(amount_cents) as cents from invoices
		where status in ('open', 'paid') and coalesce(issue_date, due_date) > ${historyPeriods(today).yearAgo} and coalesce(issue_date, due_date) <= ${today}
		group by customer_id
	`.execute(db);
	return rows.map(({ id, cents }) => ({ customerId: id, cents: Number(cents) }));
}

interface ProfileRow {
	customer_id: number;
	as_of: Day;
	profile: string;
	computed_profile: string;
	score: number;
	importance: string;
	reasons: string;
	alerts: string;
	method: string;
}

/** Writes what changed; a day on which nothing did leaves a row as it was. */
async function store(db: LedgerDb, { engine }: Ledger, profiles: readonly ProfileRow[]): Promise<void> {
	const rows = jsonRows(engine, profiles, { customer_id: 'integer', as_of: 'text', profile: 'text', computed_profile: 'text', score: 'integer', importance: 'text', reasons: 'text', alerts: 'text', method: 'text' });
	await sql`
		insert into customer_profiles as f (customer_id, as_of, profile, computed_profile, score, importance, reasons, alerts, overrule_id, method)
		select r.customer_id, r.as_of, r.profile, r.computed_profile, r.score, r.importance, r.reasons, r.alerts,
			(select o.id from profile_overrules as o where o.customer_id = r.customer_id and o.withdrawn_at is null), r.method
		from ${rows} as r where true order by r.customer_id
		on conflict (customer_id) do update set as_of = excluded.as_of, profile = excluded.profile, computed_profile = excluded.computed_profile, score = excluded.score,
			importance = excluded.importance, reasons = excluded.reasons, alerts = excluded.alerts, overrule_id = excluded.overrule_id, method = excluded.method
		where (f.as_of, f.profile, f.computed_profile, f.score, f.importance, f.reasons, f.alerts, coalesce(f.overrule_id, 0), f.method)
			<> (excluded.as_of, excluded.profile, excluded.computed_profile, excluded.score, excluded.importance, excluded.reasons, excluded.alerts, coalesce(excluded.overrule_id, 0), excluded.method)
	`.execute(db);
}
