import type { Day } from '../../calendar/day';
import type { InvoiceInput } from '../../importing/invoiceInput';
import type { InvoiceStatus } from '../../items';
import type { Cents } from '../../money/cents';
import type { InvoiceRow } from '../schema';

/** The columns of an invoice that an import may write. */
export interface InvoiceFacts {
	description: string | null;
	issue_date: Day | null;
	due_date: Day;
	amount_cents: Cents;
	paid_cents: Cents;
	status: InvoiceStatus;
	paid_on: Day | null;
	payment_url: string | null;
}

export interface ImportPlan {
	kind: 'created' | 'updated' | 'unchanged';
	facts: InvoiceFacts;
	/** What the import adds to the payments known so far; 0 when it tells nothing new. */
	newlyPaidCents: Cents;
	dueDateChanged: boolean;
}

/**
 * What importing `input` does to the invoice the ledger has (`existing`) or does not have yet.
 *
 * A file is often older than the ledger, so an import never takes back what the ledger learnt since: a paid
 * invoice stays paid, a payment stays counted, a dispute or cancellation stays until a person ends it. And
 * an invoice that is settled keeps the amounts it was settled with.
 */
export function planImport(input: InvoiceInput, existing: InvoiceRow | undefined, today: Day): ImportPlan {
	if (!existing) return { kind: 'created', facts: factsOf(input, today), newlyPaidCents: input.paidCents, dueDateChanged: false };
	if (existing.status === 'paid' || existing.status === 'cancelled') {
		return { kind: 'unchanged', facts: existing, newlyPaidCents: 0, dueDateChanged: false };
	}
	const paid = Math.max(existing.paid_cents, input.paidCents);
	const told = factsOf({ ...input, paidCents: paid }, today);
	const facts: InvoiceFacts = {
		...told,
		description: told.description ?? existing.description,
		issue_date: told.issue_date ?? existing.issue_date,
		payment_url: told.payment_url ?? existing.payment_url,
		status: told.status === 'open' ? (paid >= told.amount_cents ? 'paid' : existing.status) : told.status,
	};
	if (facts.status === 'paid') facts.paid_on ??= today;
	else facts.paid_on = null;
	return {
		kind: sameFacts(facts, existing) ? 'unchanged' : 'updated',
		facts,
		newlyPaidCents: paid - existing.paid_cents,
		dueDateChanged: facts.due_date !== existing.due_date,
	};
}

function factsOf(input: InvoiceInput, today: Day): InvoiceFacts {
	const paid = input.status !== 'cancelled' && input.paidCents >= input.amountCents;
	const status = paid ? 'paid' : input.status;
	return {
		description: input.description,
		issue_date: input.issueDate,
		due_date: input.dueDate,
		amount_cents: input.amountCents,
		paid_cents: input.paidCents,
		status,
		paid_on: status === 'paid' ? (input.paidOn ?? today) : null,
		payment_url: input.paymentUrl,
	};
}

function sameFacts(a: InvoiceFacts, b: InvoiceFacts): boolean {
	return (
		a.due_date === b.due_date &&
		a.amount_cents === b.amount_cents &&
		a.paid_cents === b.paid_cents &&
		a.status === b.status &&
		a.description === b.description &&
		a.issue_date === b.issue_date &&
		a.payment_url === b.payment_url
	);
}
