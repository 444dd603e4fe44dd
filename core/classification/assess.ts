import { dayNumber, type Day } from '../calendar/day';
import type { CustomerHistory } from '../history/CustomerHistory';
import type { Cents } from '../money/cents';
import { payerFacts, type Figures } from './facts';
import type { PointKey } from './pointsTable';
import { profileOf, type FoundReason, type ReasonKey } from './profile';
import type { PayerProfile } from './profiles';
import { scoreOf, type ScoredRow } from './score';
import type { ClassificationSettings } from './settings';

/** What a history comes to, in figures. Words are made of it when somebody reads them. */
export interface Assessment {
	profile: PayerProfile;
	score: number;
	reasons: FoundReason[];
	rows: ScoredRow[];
	customerSince: Day | null;
	/** Invoiced in the last 12 months. */
	revenueCents: Cents;
	basis: 'ledger' | 'items';
}

/** Works a payer out from its history: pure, the same for the same history, settings and day. */
export function assess(history: CustomerHistory, settings: Pick<ClassificationSettings, 'profile' | 'points'>, today: Day): Assessment {
	const facts = payerFacts(history, settings.profile.minimumInvoices, today);
	const { profile, reasons } = profileOf(facts, settings.profile);
	const { score, rows } = scoreOf(facts, settings.points, today);
	return { profile, score, reasons, rows, customerSince: history.customerSince, revenueCents: history.revenue.cents, basis: history.customerId === null ? 'items' : 'ledger' };
}

type StoredReason = [key: ReasonKey, ...figures: number[]];
type StoredRow = [key: PointKey, points: number, maximum: number, ...figures: number[]];

/** The reasons of an assessment, as JSON that is small enough to keep of every customer: of the score, the rows with points. */
export function reasonsToJson({ reasons, rows, customerSince }: Assessment): string {
	return JSON.stringify({
		since: customerSince,
		reasons: reasons.map(({ key, figures }): StoredReason => [key, ...figures]),
		points: rows.filter(({ points }) => points !== 0).map(({ key, points, maximum, figures }): StoredRow => [key, points, maximum, ...figures]),
	});
}

/** What {@link reasonsToJson} kept. */
export function reasonsFromJson(json: string): Pick<Assessment, 'reasons' | 'rows' | 'customerSince'> {
	const { since, reasons, points } = JSON.parse(json) as { since: Day | null; reasons: StoredReason[]; points: StoredRow[] };
	return {
		customerSince: since,
		reasons: reasons.map(([key, ...figures]) => ({ key, figures })),
		rows: points.map(([key, given, maximum, ...figures]) => ({ key, points: given, maximum, figures: figures as Figures })),
	};
}

/** Days since somebody became a customer; null when unknown. */
export function relationshipDays(customerSince: Day | null, today: Day): number | null {
	return customerSince === null ? null : dayNumber(today) - dayNumber(customerSince);
}
