import type { CreditReport, RestrictionKind } from '../bureau/CreditReport';
import type { Day } from '../calendar/day';
import { formatDay } from '../calendar/formatDay';
import type { PayerProfile } from '../classification/profiles';
import type { Cents } from '../money/cents';

/** All restrictions of one kind, by whichever bureau tells the most of it. */
export interface RestrictionFact {
	kind: RestrictionKind;
	count: number;
	/** As far as amounts are told. */
	cents: Cents;
	/** Whether the amounts of all of them are told. */
	isWhole: boolean;
}

/** A report, and the day at the creditor's on which it was given. */
export interface DatedReport {
	report: CreditReport;
	answeredOn: Day;
}

/** What bureaus say of a document, in one. */
export interface BureauFacts {
	/** For people: `Serasa Experian (20/11/2026)`. */
	sources: string[];
	/** On the scale 0 to 1000, the lowest of them; null when no bureau gives a score, which is not 0. */
	score: number | null;
	/** The bureaus' own words for why there is none. */
	noScore: string | null;
	/** The document itself is not regular at the Receita Federal; null when no bureau tells its status. */
	irregular: boolean | null;
	/** That status, in a bureau's words. */
	registration: string | null;
	/** Null when no bureau tells whether there are any. */
	restrictions: RestrictionFact[] | null;
}

/** What we know of the customer ourselves. */
export interface OwnFacts {
	/** Null when the portfolio was not classified yet. */
	profile: PayerProfile | null;
	/** Invoices past their last day to pay, what is owed of them, and the oldest one's days. */
	overdue: { count: number; cents: Cents; oldestDays: number };
	/** Owed in all. */
	openCents: Cents;
	customerSince: Day | null;
	/** Mean a month over the last 12; null when nothing was bought. */
	monthlyPurchasesCents: Cents | null;
}

/** What a credit decision is taken on. */
export interface CreditFacts {
	/** Null when no report is there, or none that is new enough. */
	bureau: BureauFacts | null;
	/** Any of the reports is of a bureau's test environment: about an invented person. */
	isTest: boolean;
	/** Null for who is no customer yet. */
	own: OwnFacts | null;
	/** What is wanted on credit; null when that was not told. */
	requestedCents: Cents | null;
}

const SCALE = 1_000;

/**
 * What several reports of one document say together, the worst of each: bureaus tell of the same debts, so counts and
 * amounts are not added up. Null without any.
 */
export function bureauFacts(stored: readonly DatedReport[]): BureauFacts | null {
	if (stored.length === 0) return null;
	const reports = stored.map(({ report }) => report);
	const scores = reports.flatMap(({ score }) => (score.value === null ? [] : [rescaled(score.value, score.min, score.max)]));
	const registrations = reports.map(({ registration }) => registration).filter(({ status, irregular }) => irregular || status !== null);
	const worst = registrations.find(({ irregular }) => irregular) ?? registrations.at(0);
	return {
		sources: stored.map(({ report, answeredOn }) => `${report.providerLabel} (${formatDay(answeredOn)})`),
		score: scores.length === 0 ? null : Math.min(...scores),
		noScore: reports.map(({ score }) => score.message).find((message) => message !== null) ?? null,
		irregular: worst?.irregular ?? null,
		registration: worst?.status ?? null,
		restrictions: worstOf(reports),
	};
}

function rescaled(value: number, min: number, max: number): number {
	if (max <= min) return Math.round(value);
	return Math.round(((Math.min(max, Math.max(min, value)) - min) / (max - min)) * SCALE);
}

function worstOf(reports: readonly CreditReport[]): RestrictionFact[] | null {
	if (reports.every(({ restrictions }) => restrictions === null)) return null;
	const worst = new Map<RestrictionKind, RestrictionFact>();
	for (const report of reports) {
		// A bureau may tell of one kind in several lines: those do add up.
		const ofReport = new Map<RestrictionKind, RestrictionFact>();
		for (const { kind, count, cents } of report.restrictions ?? []) {
			const sum = ofReport.get(kind) ?? { kind, count: 0, cents: 0, isWhole: true };
			ofReport.set(kind, { kind, count: sum.count + count, cents: sum.cents + (cents ?? 0), isWhole: sum.isWhole && cents !== null });
		}
		for (const fact of ofReport.values()) {
			const known = worst.get(fact.kind);
			worst.set(fact.kind, known ? { kind: fact.kind, count: Math.max(known.count, fact.count), cents: Math.max(known.cents, fact.cents), isWhole: known.isWhole && fact.isWhole } : fact);
		}
	}
	return [...worst.values()];
}

/** Whole months from a day to `today`, 0 for a day to come; null without one. */
export function monthsSince(day: Day | null, today: Day): number | null {
	if (day === null) return null;
	const months = (Number(today.slice(0, 4)) - Number(day.slice(0, 4))) * 12 + Number(today.slice(5, 7)) - Number(day.slice(5, 7));
	return Math.max(0, today.slice(8) >= day.slice(8) ? months : months - 1);
}
