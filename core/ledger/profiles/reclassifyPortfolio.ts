import { sql } from 'kysely';
import type { Calendar } from '../../calendar/Calendar';
import type { Day } from '../../calendar/day';
import { methodHash, type Alert, type ClassificationSettings, type Importance, type PayerProfile } from '../../classification';
import { alertsOf } from '../../classification/alerts';
import { assess, reasonsToJson } from '../../classification/assess';
import { isInForce } from '../../classification/classify';
import { withoutMapping } from '../engine/tuning';
import { readHistories } from '../history/readHistories';
import { AbcCurve } from '../history/AbcCurve';
import { jsonRows } from '../jsonRows';
import { inTransaction, type Engine, type Ledger, type LedgerDb } from '../Ledger';
import { lockProfiles } from '../locks';
import { ReclassifyCount, type Reclassified } from './ReclassifyCount';
import { lookAgainAtCustomers } from './personsWord';
import { readStandings, type StoredStanding } from './standings';

export interface ReclassifyOptions {
	today: Day;
	calendar: Calendar;
	now: Date;
	/** IANA time zone of the creditor. */
	timeZone: string;
}

/**
 * Classifies every customer and keeps the profiles, so that the steps of a ruler can ask for them. What a person said holds
 * until its last day and ends after it. Rulers look again at whom has another profile or importance than before. Run twice,
 * or by two processes at once, it comes to the same.
 */
export async function reclassifyPortfolio(ledger: Ledger, settings: ClassificationSettings, options: ReclassifyOptions): Promise<Reclassified> {
	return await withoutMapping(ledger, async () => await reclassify(ledger, settings, options));
}

async function reclassify(ledger: Ledger, settings: ClassificationSettings, { today, calendar, now, timeZone }: ReclassifyOptions): Promise<Reclassified> {
	const { db, engine } = ledger;
	const at = now.toISOString();
	await db.updateTable('profile_overrules').set({ withdrawn_at: at }).where('withdrawn_at', 'is', null).where('until', '<', today).execute();
	const curve = await AbcCurve.read(db, today, settings.abc);
	const method = methodHash(settings);
	const count = new ReclassifyCount();
	for await (const histories of readHistories(db, engine, { customerIds: null, today, calendar, timeZone, totalRevenueCents: curve.totalCents })) {
		const computed = histories.map((history): Computed => {
			const { profile, score, ...rest } = assess(history, settings, today);
			return { id: history.customerId, profile, score, reasons: reasonsToJson({ profile, score, ...rest }), alerts: alertsOf(history, settings.alerts, today), importance: curve.importanceOf({ customerId: history.customerId, cents: history.revenue.cents }) };
		});
		await inTransaction(ledger, async (transaction) => await keep(transaction, engine, computed, { today, timeZone, method }, count.begin()));
		count.commit();
	}
	return count.result();
}

/** What a customer's history comes to. */
interface Computed {
	id: number;
	profile: PayerProfile;
	score: number;
	importance: Importance;
	reasons: string;
	alerts: Alert[];
}

/** Writes the profiles of a batch, with a person's word in place of the computed one where there is one, and counts them. */
async function keep(db: LedgerDb, engine: Engine, batch: readonly Computed[], { today, timeZone, method }: { today: Day; timeZone: string; method: string }, count: ReclassifyCount): Promise<void> {
	await lockProfiles(db, engine);
	const standings = await readStandings(db, engine, batch.map(({ id }) => id), timeZone);
	const changed: number[] = [];
	const rows = batch.map(({ id, profile: computed, score, importance, reasons, alerts }): ProfileRow => {
		const { stored = null, overrule = null } = standings.get(id) ?? {};
		const profile = overrule && isInForce(overrule, today) ? overrule.profile : computed;
		if (isNews(stored, profile, importance)) changed.push(id);
		count.add({ from: stored?.profile ?? null, to: profile, importance, alerts, isOverruled: overrule !== null && isInForce(overrule, today) });
		return { customer_id: id, as_of: today, profile, computed_profile: computed, score, importance, reasons, alerts: JSON.stringify(alerts), method };
	});
	await store(db, engine, rows);
	await lookAgainAtCustomers(db, engine, changed);
}

/** Who was never classified counted as new and of importance C until now. */
function isNews(stored: StoredStanding['stored'], profile: PayerProfile, importance: Importance): boolean {
	return (stored?.profile ?? 'new') !== profile || (stored?.importance ?? 'C') !== importance;
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
async function store(db: LedgerDb, engine: Engine, profiles: readonly ProfileRow[]): Promise<void> {
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
