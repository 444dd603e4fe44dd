import type { Decision, InvoiceFacts, RulerStep } from './types';

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

/** The routed form of a decision, before combining. */
export function routedOf(facts: InvoiceFacts, decision: Extract<Decision, { kind: 'route' }>): Routed {
	return { facts, step: decision.step, output: decision.step, superseded: decision.superseded };
}
