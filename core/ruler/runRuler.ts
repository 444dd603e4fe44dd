import type { Day } from '../calendar/day';
import { LOOK_NOW } from '../ledger/positions';
import { inTransaction, type Ledger, type LedgerDb } from '../ledger/Ledger';
import { combineByCustomer, routedOf, withinCaps, type Routed } from './combine';
import { decider, type Moment } from './decide';
import { allCandidates, countContacts, dueCandidates, givenCandidates, type Candidate, type Reading } from './facts';
import { findRuler, registerRuler, rememberSteps, takeLeaving, writePositions, type PositionChange, type RegisteredRuler } from './registry';
import { asksForSegments, stepsHash } from './steps';
import type { ContactCount, RulerPolicy, RulerStep, SkipReason } from './types';

export interface Skipped {
	invoiceId: number;
	reason: SkipReason;
	step: RulerStep | null;
	nextOn: Day | null;
}

export interface RulerRun {
	routed: Routed[];
	/** Invoices a step was due for, or that the operator should know of; at most `listAtMost`. */
	skipped: Skipped[];
	/** Every invoice looked at that was not routed, by reason: also those `skipped` leaves out. */
	skippedCounts: Map<SkipReason, number>;
}

export interface RunOptions {
	/** Only these invoices; null is the whole ledger. */
	invoiceIds: readonly number[] | null;
	/** Decide, and write nothing. */
	dryRun: boolean;
	/** List invoices with nothing due, too. */
	listNotDue: boolean;
	/** How many skipped invoices are listed; the rest is only counted. */
	listAtMost: number;
}

/** Invoices with nothing to do today: counted, and listed only when asked for. */
const QUIET: ReadonlySet<SkipReason> = new Set(['not_due', 'done', 'past_last_step']);

/**
 * Runs a ruler over the ledger, or over the given invoices: decides for each invoice that it has to look
 * at, and remembers when it has to look next. Routing completes nothing; the contact that carries a step out
 * does. Memory is bounded by what is due, not by the portfolio.
 */
export async function runRuler(ledger: Ledger, policy: RulerPolicy, moment: Moment, options: RunOptions): Promise<RulerRun> {
	const hash = stepsHash(policy, moment.calendar);
	const ruler = await openRuler(ledger, policy.ruler, moment, options.dryRun);
	const caps = policy.maxContactsADay !== null || policy.maxContactsAWeek !== null;
	const contacts = caps ? await countContacts(ledger.db, moment.today, policy.maxContactsAWeek !== null) : new Map<number, ContactCount>();
	const run: RulerRun = { routed: [], skipped: [], skippedCounts: new Map() };
	const decide = decider(policy, moment);
	const seen = new Set<number>();

	const reading = { segments: asksForSegments(policy.steps) };
	for await (const batch of candidates(ledger.db, ledger, ruler, hash, moment.today, options, reading)) {
		const changes: PositionChange[] = [];
		for (const candidate of batch) {
			if (seen.has(candidate.invoiceId)) continue;
			const decision = decide(candidate, contacts.get(candidate.customerId));
			const nextOn = decision.kind === 'route' ? moment.today : decision.lookOn;
			// An invoice enrolled a moment ago moves up in the order that the batches are read in.
			if (nextOn !== null && nextOn <= moment.today) seen.add(candidate.invoiceId);
			if (decision.kind === 'route') run.routed.push(routedOf(candidate, decision));
			else note(run, { invoiceId: candidate.invoiceId, ...decision }, options);
			if (positionChanges(candidate, nextOn, moment.today)) {
				changes.push({ invoiceId: candidate.invoiceId, enrolledOn: candidate.enrolledOn ?? moment.today, nextOn, revision: candidate.revision });
			}
		}
		if (!options.dryRun && ruler) await inTransaction(ledger, async (db) => await writePositions(db, ledger.engine, ruler.id, changes));
	}

	if (caps && !policy.combineByCustomer) {
		const { kept, held } = withinCaps(run.routed, policy, contacts);
		run.routed = kept;
		for (const { entry, reason } of held) noteInstead(run, entry, reason, moment.today, options);
	}
	if (!options.dryRun && ruler) {
		await rememberHash(ledger, ruler, hash, options);
		if (policy.repeat !== 'every_run') await keepTaken(ledger, ruler.id, run, policy.repeat, moment.today, options);
	}
	if (policy.combineByCustomer) combineByCustomer(run.routed);
	return run;
}

async function openRuler(ledger: Ledger, key: string, moment: Moment, dryRun: boolean): Promise<RegisteredRuler | null> {
	const known = await findRuler(ledger.db, key);
	if (known || dryRun) return known;
	return await inTransaction(ledger, async (db) => await registerRuler(db, ledger.engine, key, moment.now.toISOString()));
}

function candidates(db: LedgerDb, ledger: Ledger, ruler: RegisteredRuler | null, hash: string, today: Day, options: RunOptions, reading: Reading): AsyncGenerator<Candidate[]> {
	if (options.invoiceIds) return givenCandidates(db, ledger.engine, ruler?.id ?? null, options.invoiceIds, reading);
	if (ruler?.stepsHash === hash && !options.listNotDue) return dueCandidates(db, ruler.id, today, reading);
	return allCandidates(db, ruler?.id ?? null, reading);
}

/** Whether the position must be written: a first look, or another day to look next. Days not after today are all "now". */
function positionChanges(candidate: Candidate, nextOn: Day | null, today: Day): boolean {
	if (!candidate.hasPosition || candidate.enrolledOn === null || candidate.nextOn === LOOK_NOW) return true;
	const dueNow = (day: Day | null) => day !== null && day <= today;
	return candidate.nextOn !== nextOn && !(dueNow(candidate.nextOn) && dueNow(nextOn));
}

function note(run: RulerRun, skipped: Skipped, options: RunOptions): void {
	// Settled, and no step was due either: history, not work.
	if (skipped.step === null && (skipped.reason === 'paid' || skipped.reason === 'cancelled') && options.invoiceIds === null) return;
	run.skippedCounts.set(skipped.reason, (run.skippedCounts.get(skipped.reason) ?? 0) + 1);
	if (options.invoiceIds === null && !options.listNotDue && QUIET.has(skipped.reason)) return;
	if (run.skipped.length < options.listAtMost) {
		run.skipped.push({ invoiceId: skipped.invoiceId, reason: skipped.reason, step: skipped.step, nextOn: skipped.nextOn });
	}
}

/** Notes what was to be routed, but is not after all. */
function noteInstead(run: RulerRun, entry: Routed, reason: SkipReason, today: Day, options: RunOptions): void {
	note(run, { invoiceId: entry.facts.invoiceId, reason, step: entry.step, nextOn: today }, options);
}

async function rememberHash(ledger: Ledger, ruler: RegisteredRuler, hash: string, options: RunOptions): Promise<void> {
	if (ruler.stepsHash === hash) return;
	// A run over some invoices with other steps leaves positions that fit neither: look at all next time.
	const fits = options.invoiceIds === null ? hash : '';
	if (fits !== ruler.stepsHash) await rememberSteps(ledger.db, ruler.id, fits);
}

async function keepTaken(ledger: Ledger, rulerId: number, run: RulerRun, repeat: 'once_a_day' | 'never', today: Day, options: RunOptions): Promise<void> {
	if (run.routed.length === 0) return;
	const leaving = run.routed.map(({ facts, step }) => ({ invoiceId: facts.invoiceId, stepDay: step.day }));
	const taken = await inTransaction(ledger, async (db) => await takeLeaving(db, ledger.engine, rulerId, leaving, repeat, today));
	const routed = run.routed;
	run.routed = [];
	for (const entry of routed) {
		if (taken.has(entry.facts.invoiceId)) run.routed.push(entry);
		else noteInstead(run, entry, repeat === 'never' ? 'done' : 'routed_today', today, options);
	}
}
