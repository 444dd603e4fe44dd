import { sql } from 'kysely';
import { wallClock, type Day } from '../../calendar/day';
import type { Overrule } from '../../classification';
import type { Importance, PayerProfile } from '../../classification/profiles';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';

/** How a customer was last classified. */
export interface StoredProfile {
	asOf: Day;
	profile: PayerProfile;
	computedProfile: PayerProfile;
	score: number;
	importance: Importance;
	/** Hash of the method that it was computed with. */
	method: string;
}

/** What the ledger keeps of a customer's classification; both null for one whom nobody has classified. */
export interface StoredStanding {
	stored: StoredProfile | null;
	/** What a person said against the computed profile, not withdrawn; it may be past its last day. */
	overrule: Overrule | null;
}

interface Row {
	id: number;
	as_of: Day | null;
	profile: PayerProfile;
	computed_profile: PayerProfile;
	score: number;
	importance: Importance;
	method: string;
	overruled_to: PayerProfile | null;
	note: string;
	author: string | null;
	until: Day | null;
	created_at: string;
}

/** The standings of these customers, in one statement. Days of instants are told in the creditor's `timeZone`. */
export async function readStandings(db: LedgerDb, engine: Engine, customerIds: readonly number[], timeZone: string): Promise<Map<number, StoredStanding>> {
	if (customerIds.length === 0) return new Map();
	const wanted = jsonRows(engine, customerIds.map((id) => ({ id })), { id: 'integer' });
	const { rows } = await sql<Row>`
		select r.id, f.as_of, f.profile, f.computed_profile, f.score, f.importance, f.method,
			o.profile as overruled_to, o.note, o.author, o.until, o.created_at
		from ${wanted} as r left join customer_profiles as f on f.customer_id = r.id
		left join profile_overrules as o on o.customer_id = r.id and o.withdrawn_at is null
	`.execute(db);
	return new Map(rows.map((row) => [row.id, { stored: storedOf(row), overrule: overruleOf(row, timeZone) }]));
}

function storedOf({ as_of: asOf, profile, computed_profile: computedProfile, score, importance, method }: Row): StoredProfile | null {
	return asOf === null ? null : { asOf, profile, computedProfile, score, importance, method };
}

function overruleOf({ overruled_to: profile, note, author, until, created_at: at }: Row, timeZone: string): Overrule | null {
	return profile === null ? null : { profile, note, author, until, on: wallClock(new Date(at), timeZone).day };
}
