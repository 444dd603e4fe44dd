import type { Day } from '../calendar/day';
import type { Calendar } from '../calendar/Calendar';
import type { CustomerHistory } from '../history/CustomerHistory';
import type { InvoiceStatus } from '../items';
import type { Cents } from '../money/cents';
import { alertsOf, type Alert } from './alerts';
import { approachTo, type Approach } from './approach';
import { assess, relationshipDays, type Assessment } from './assess';
import { describeReason } from './profile';
import { describeImportance } from './importance';
import { PROFILE_NAMES, type Importance, type PayerProfile } from './profiles';
import { describeRow, type ScoreRow } from './score';
import type { ClassificationSettings } from './settings';
import { stageOf } from './stages';
import { standstillOf, type StandstillFacts } from './standstill';

/** A person's word against the computed profile (LGPD art. 20). */
export interface Overrule {
	profile: PayerProfile;
	/** Who said so, where that is known. */
	author: string | null;
	note: string;
	/** The day it was said. */
	on: Day;
	/** Last day it holds; null until it is withdrawn. */
	until: Day | null;
}

/** What a customer's history does not tell. */
export interface Standing {
	/** By revenue among all customers (see `importances`); null, which counts as C, when nobody has looked at all of them. */
	importance?: Importance | null;
	overrule?: Overrule | null;
}

/** An overrule as items carry it. */
export interface OverruledItem {
	by: string | null;
	note: string;
	on: Day;
	until: Day | null;
	/** What the rules say, which the person overruled. */
	computedProfile: PayerProfile;
	computedProfileName: string;
}

/** How a customer is classified. */
export interface CustomerClassification {
	/** Null when it was made of items alone. */
	customerId: number | null;
	/** The one that counts: a person's, where a person overruled the computed one. */
	profile: PayerProfile;
	profileName: string;
	/** Risk, 0 to 100. */
	score: number;
	/** Every row of the score, also those without points. */
	points: ScoreRow[];
	importance: Importance;
	/** Why it has this importance, for people. */
	importanceReason: string;
	alerts: Alert[];
	/** Why it has the computed profile, for people. */
	reasons: string[];
	overruled: OverruledItem | null;
	customerSince: Day | null;
	/** The day that all of it is told as of. */
	asOf: Day;
	/** Whether the ledger's whole history was read, or only what items carry. */
	basis: 'ledger' | 'items';
}

/** Whether an overrule holds on a day. */
export function isInForce(overrule: Pick<Overrule, 'until'>, today: Day): boolean {
	return overrule.until === null || overrule.until >= today;
}

/** Classifies a customer by its history. An overrule that holds today replaces the profile, and the computed one stays in view. */
export function classifyCustomer(history: CustomerHistory, settings: ClassificationSettings, today: Day, standing: Standing = {}): CustomerClassification {
	return describeAssessment(history.customerId, assess(history, settings, today), alertsOf(history, settings.alerts, today), today, standing);
}

/** Puts an assessment into words. */
export function describeAssessment(customerId: number | null, assessment: Assessment, alerts: Alert[], asOf: Day, { importance, overrule }: Standing, today = asOf): CustomerClassification {
	const inForce = overrule && isInForce(overrule, today) ? overrule : null;
	const profile = inForce?.profile ?? assessment.profile;
	return {
		customerId,
		profile,
		profileName: PROFILE_NAMES[profile],
		score: assessment.score,
		points: assessment.rows.map(describeRow),
		importance: importance ?? 'C',
		importanceReason: describeImportance(importance ?? null, assessment),
		alerts,
		reasons: assessment.reasons.map(describeReason),
		overruled: inForce && {
			by: inForce.author,
			note: inForce.note,
			on: inForce.on,
			until: inForce.until,
			computedProfile: assessment.profile,
			computedProfileName: PROFILE_NAMES[assessment.profile],
		},
		customerSince: assessment.customerSince,
		asOf,
		basis: assessment.basis,
	};
}

/** What the classification of an item needs to know of its invoice. */
export interface ClassifiedInvoice extends StandstillFacts {
	status: InvoiceStatus;
	/** What is still owed of it. */
	balanceCents: Cents;
	/** All that its customer has overdue; left out, this invoice alone. */
	customerOverdueCents?: Cents;
}

/** The `classification` that items carry: ready for JSON, every field always there. */
export interface InvoiceClassification {
	stage: { id: string; name: string; color: string; daysLate: number };
	profile: PayerProfile;
	profileName: string;
	/** Risk, 0 to 100. */
	score: number;
	/** Rows of the score that gave or took points; see `CustomerClassification.points` for all. */
	points: ScoreRow[];
	importance: Importance;
	approach: Approach;
	alerts: Alert[];
	/** Why, for people: of the stage, then of the profile, then of the importance. */
	reasons: string[];
	overruled: OverruledItem | null;
	asOf: Day;
	basis: 'ledger' | 'items';
}

/**
 * Classifies one invoice of a classified customer: its stage today and how to go about it.
 *
 * @param allPoints keeps the rows without points, too.
 * @throws RangeError when a date is not a calendar day.
 */
export function classifyInvoice(
	invoice: ClassifiedInvoice,
	customer: CustomerClassification,
	settings: ClassificationSettings,
	{ today, calendar, allPoints = false }: { today: Day; calendar: Calendar; allPoints?: boolean },
): InvoiceClassification {
	const { reason, ...stage } = stageOf(invoice, settings.stages, today, calendar);
	const { profile, importance, overruled } = customer;
	const overdueCents = invoice.customerOverdueCents ?? invoice.balanceCents;
	const approach = approachTo({ profile, stage, importance, balanceCents: invoice.balanceCents, overdueCents, relationshipDays: relationshipDays(customer.customerSince, today), standstill: standstillOf(invoice, today) }, settings.approach);
	return {
		stage,
		profile,
		profileName: customer.profileName,
		score: customer.score,
		points: allPoints ? customer.points : customer.points.filter(({ points }) => points !== 0),
		importance,
		approach,
		alerts: customer.alerts,
		reasons: [reason, ...customer.reasons, customer.importanceReason, ...(overruled ? [overruleReason(overruled, customer.profileName)] : [])],
		overruled,
		asOf: customer.asOf,
		basis: customer.basis,
	};
}

function overruleReason({ by, note, computedProfileName }: OverruledItem, profileName: string): string {
	return `${by ? `${by} mudou` : 'Uma pessoa mudou'} o perfil de "${computedProfileName}" para "${profileName}": ${note}`;
}
