import type { ContactCount, Decision, InvoiceFacts, RulerPolicy, RulerStep, SkipReason } from './types';

/** An invoice that has a step today. */
export interface Routed {
	facts: InvoiceFacts;
	/** The invoice's own step: what its contact will be counted as. */
	step: RulerStep;
	/** The step whose output it leaves by. */
	output: RulerStep;
	superseded: RulerStep[];
}

/**
 * Sends all of a customer's invoices to one output, that of the firmest (latest) step among them, so that
 * one message can cover them; each keeps its own step.
 */
export function combineByCustomer(routed: Routed[]): void {
	const firmest = new Map<number, RulerStep>();
	for (const { facts, step } of routed) {
		const known = firmest.get(facts.customerId);
		if (!known || step.day > known.day) firmest.set(facts.customerId, step);
	}
	for (const entry of routed) entry.output = firmest.get(entry.facts.customerId) ?? entry.step;
}

/**
 * Without combining, every step of a customer is a message of its own, and those of one run count towards the
 * caps together: the firmest steps go first, the others are held. Returns what may go and what may not.
 */
export function withinCaps(
	routed: readonly Routed[],
	policy: Pick<RulerPolicy, 'maxContactsADay' | 'maxContactsAWeek'>,
	contacts: ReadonlyMap<number, ContactCount>,
): { kept: Routed[]; held: Array<{ entry: Routed; reason: SkipReason }> } {
	const days = new Map<number, Set<number>>();
	for (const { facts, step } of routed) days.set(facts.customerId, (days.get(facts.customerId) ?? new Set()).add(step.day));
	const reasons = new Map<string, SkipReason>();
	for (const [customerId, steps] of days) {
		const known = contacts.get(customerId) ?? { today: 0, week: 0 };
		const leftToday = (policy.maxContactsADay ?? Infinity) - known.today;
		const leftThisWeek = (policy.maxContactsAWeek ?? Infinity) - known.week;
		const reason = leftToday <= leftThisWeek ? 'over_daily_cap' : 'over_weekly_cap';
		const over = [...steps].sort((a, b) => b - a).slice(Math.min(leftToday, leftThisWeek));
		for (const day of over) reasons.set(`${customerId} ${day}`, reason);
	}
	const kept: Routed[] = [];
	const held: Array<{ entry: Routed; reason: SkipReason }> = [];
	for (const entry of routed) {
		const reason = reasons.get(`${entry.facts.customerId} ${entry.step.day}`);
		if (reason) held.push({ entry, reason });
		else kept.push(entry);
	}
	return { kept, held };
}

/** The routed form of a decision, before combining. */
export function routedOf(facts: InvoiceFacts, decision: Extract<Decision, { kind: 'route' }>): Routed {
	return { facts, step: decision.step, output: decision.step, superseded: decision.superseded };
}
