import type { ContactWindow } from '../calendar/contactWindow';
import type { Day } from '../calendar/day';
import type { Importance, PayerProfile } from '../classification/profiles';
import type { InvoiceStatus } from '../items';
import type { Cents } from '../money/cents';
import type { Segment } from './stepId';

/** One row of the régua. */
export interface RulerStep extends Segment {
	/** Made from the day and whom it is for: `D-5`, `D0`, `D+15 [critical]`. Claims count it by its day alone: see claimKey. */
	id: string;
	/** Day relative to the due date; negative is before it. */
	day: number;
	/** Text on the output. */
	label: string;
	/** Below this balance the step does nothing. */
	minimumBalanceCents: Cents;
	/** Count from the due date as moved to the next banking day, which is when the bill can still be paid. */
	fromBankingDay: boolean;
}

/** What the operator set on the ruler. */
export interface RulerPolicy {
	/** Key in the ledger. Two rulers of one name share their steps: nobody gets a step of it twice. */
	ruler: string;
	/** Sorted by day, each day at most once for each customer. */
	steps: readonly RulerStep[];
	/**
	 * What becomes of steps that had passed when the ruler first saw the invoice. `ignore`: only steps that
	 * fall on or after that day are taken. `newest`: the newest one reached is taken.
	 */
	backlog: 'ignore' | 'newest';
	minimumBalanceCents: Cents;
	/** Contacts a customer may get on one day and in seven days, over all rulers; null is no limit. */
	maxContactsADay: number | null;
	maxContactsAWeek: number | null;
	window: ContactWindow;
	/** Years after the due date from which the debt counts as time-barred (CC art. 206 §5 I); null never. */
	timeBarYears: number | null;
	/** One output for all of a customer's invoices: that of the firmest step among them. */
	combineByCustomer: boolean;
	/**
	 * How often an invoice leaves by a step that nobody has carried out yet. `every_run`: each time, the claim
	 * keeps it from being sent twice. `once_a_day`: at the first run of a day. `never`: leaving counts as done.
	 */
	repeat: 'every_run' | 'once_a_day' | 'never';
}

/** The facts of one invoice that a decision reads. */
export interface InvoiceFacts {
	invoiceId: number;
	customerId: number;
	dueDate: Day;
	balanceCents: Cents;
	status: InvoiceStatus;
	/** The active agreement that it is part of. */
	agreementId: number | null;
	promisedUntil: Day | null;
	excludedUntil: Day | null;
	customerState: string | null;
	customerCity: string | null;
	customerPostalCode: string | null;
	/** How the customer counts; only read when a step asks, and as of one never classified otherwise. */
	profile: PayerProfile;
	importance: Importance;
	enrolledOn: Day | null;
	doneDay: number | null;
	routedOn: Day | null;
}

/** Contacts that reached the customer, or may have. */
export interface ContactCount {
	today: number;
	week: number;
}

export const SKIP_REASONS = [
	'paid',
	'cancelled',
	'disputed',
	'in_agreement',
	'promised',
	'excluded',
	'below_minimum',
	'time_barred',
	'backlog',
	'too_late',
	'not_late',
	'done',
	'not_due',
	'past_last_step',
	'other_segment',
	'outside_window',
	'over_daily_cap',
	'over_weekly_cap',
	'routed_today',
	'bad_row',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Held today, and due again at the next run; everything else waits for a fact to change. */
export const HOLD_REASONS: readonly SkipReason[] = ['outside_window', 'over_daily_cap', 'over_weekly_cap'];

export type Decision =
	| { kind: 'route'; step: RulerStep; superseded: RulerStep[] }
	| {
			kind: 'skip';
			reason: SkipReason;
			/** The step that the reason kept from being taken, where there is one. */
			step: RulerStep | null;
			/** The first day on which the ruler may act on the invoice again, if no fact changes; null is never. */
			nextOn: Day | null;
			/** The day on which it must look again: before `nextOn` where a step of other customers comes first, which it tells of. */
			lookOn: Day | null;
	  };
