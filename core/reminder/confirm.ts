import type { Day } from '../calendar/day';
import type { Charges } from '../charges';
import { applyAnswers, type ChargeLink, type LiveAnswer, type LiveStatus } from '../gateway/liveStatus';
import { chargesOf, type Charging } from '../ledger/charging';
import { invoicesByIds } from '../ledger/invoices/listInvoices';
import type { InvoiceWithCustomer } from '../ledger/invoices/toItem';
import { inTransaction, type Ledger } from '../ledger/Ledger';
import type { NotSentReason } from './reasons';

/** How invoices that came from a payment gateway are asked about there right before a reminder of them goes out. */
export interface LiveCheck {
	status: Pick<LiveStatus, 'ask'>;
	/** What becomes of a reminder when no answer comes: it waits, or goes out by what the ledger knows. */
	ifUnreachable: 'hold' | 'send';
}

/** What is said of an invoice that must not be written about now. */
export interface Unconfirmed {
	reason: NotSentReason;
	detail: string | null;
}

/** An invoice as it is after the gateway was asked, and what it amounts to. */
export interface Confirmed {
	invoice: InvoiceWithCustomer;
	charges: Charges;
}

export type Answers = ReadonlyMap<number, ChargeLink & { answer: LiveAnswer }>;

/** The charge that an invoice is at a gateway; null for an invoice that came from none. */
export function linkOf({ gateway, gateway_id: chargeId }: Pick<InvoiceWithCustomer, 'gateway' | 'gateway_id'>): ChargeLink | null {
	return gateway !== null && chargeId !== null ? { gateway, chargeId } : null;
}

/** Asks about every invoice that came from a gateway, all at once; the gateway's client keeps to its limits. */
export async function askGateways(check: Pick<LiveCheck, 'status'>, invoices: readonly InvoiceWithCustomer[]): Promise<Answers> {
	const linked = invoices.flatMap((invoice) => {
		const link = linkOf(invoice);
		return link ? [{ id: invoice.id, link }] : [];
	});
	return new Map(await Promise.all(linked.map(async ({ id, link }) => [id, { ...link, answer: await check.status.ask(link) }] as const)));
}

/**
 * Writes the answers into the ledger and reads the invoices again: what of them may be written about, with the amount
 * of today, and why the others may not. Paid there is paid here; one whose due date has moved comes back by its new one.
 */
export async function applyConfirmation(
	ledger: Ledger,
	invoices: readonly InvoiceWithCustomer[],
	answers: Answers,
	options: { ifUnreachable: LiveCheck['ifUnreachable']; charging: Charging; today: Day; at: string; inside?: boolean },
): Promise<Map<number, Confirmed | Unconfirmed>> {
	const told = [...answers.values()];
	if (told.some(({ answer }) => answer.kind === 'told')) {
		// A dry run is in a transaction of its own already, and takes all of this back.
		if (options.inside) await applyAnswers(ledger.db, ledger.engine, told, options.at);
		else await inTransaction(ledger, async (db) => await applyAnswers(db, ledger.engine, told, options.at));
	}
	const now = await invoicesByIds(ledger.db, ledger.engine, invoices.map(({ id }) => id));
	const charges = await chargesOf(ledger.db, ledger.engine, [...now.values()], options.charging, options.today);
	return new Map(invoices.map((before) => [before.id, confirmed(before, now.get(before.id), charges.get(before.id), answers.get(before.id)?.answer, options.ifUnreachable)]));
}

function confirmed(before: InvoiceWithCustomer, now: InvoiceWithCustomer | undefined, charges: Charges | RangeError | undefined, answer: LiveAnswer | undefined, ifUnreachable: LiveCheck['ifUnreachable']): Confirmed | Unconfirmed {
	if (answer?.kind === 'unsure' || (answer?.kind === 'unreachable' && ifUnreachable === 'hold')) return { reason: 'unconfirmed', detail: answer.detail };
	if (!now) return { reason: 'not_in_ledger', detail: null };
	// What was just said counts even if the ledger holds something that it takes for newer: nobody who paid is dunned.
	const told = answer?.kind === 'told' ? answer.copy.charge : null;
	if (told !== null && told.state !== 'open' && now.status === 'open') return { reason: told.state ?? 'unconfirmed', detail: told.note };
	if (now.status !== 'open') return { reason: now.status, detail: now.status_note };
	// The message would ask for another amount, or for another day, than the boleto and Pix in it.
	if (told !== null && (told.dueDate !== now.due_date || (now.source === now.gateway && told.amountCents !== now.amount_cents))) return { reason: 'changed', detail: null };
	// The step was chosen by the due date that it had.
	if (now.due_date !== before.due_date) return { reason: 'changed', detail: null };
	if (!charges) return { reason: 'not_in_ledger', detail: null };
	return charges instanceof Error ? { reason: 'charges', detail: charges.message } : { invoice: now, charges };
}
