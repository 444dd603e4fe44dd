import type { InvoiceWithCustomer } from '../ledger/invoices/toItem';
import type { NotSentReason } from './reasons';

/** One invoice to remind of. */
export interface ReminderRequest {
	/** Index of the item it came from. */
	index: number;
	invoiceId: number;
	ruler: string;
	step: { id: string; day: number };
}

/** The invoices that one message covers. */
export interface MessageGroup {
	ruler: string;
	customerId: number;
	recipient: string;
	requests: Array<ReminderRequest & { invoice: InvoiceWithCustomer }>;
}

/**
 * Puts the requests of one customer (and ruler) into one message, in the order they came. Refused are
 * invoices the ledger does not have, that are not (or for thanks: not yet) paid as the message expects,
 * customers without an email address, and an invoice asked for twice.
 */
export function groupByCustomer(
	requests: readonly ReminderRequest[],
	invoices: ReadonlyMap<number, InvoiceWithCustomer>,
	options: { together: boolean; purpose: 'reminder' | 'thanks' },
): { groups: MessageGroup[]; refused: Array<{ index: number; reason: NotSentReason }> } {
	const groups = new Map<string, MessageGroup>();
	const refused: Array<{ index: number; reason: NotSentReason }> = [];
	const seen = new Set<string>();
	for (const request of requests) {
		const invoice = invoices.get(request.invoiceId);
		const once = `${request.ruler}\u0000${request.invoiceId}`;
		if (!invoice) refused.push({ index: request.index, reason: 'not_in_ledger' });
		else if (options.purpose === 'thanks' && invoice.status !== 'paid') refused.push({ index: request.index, reason: 'not_paid' });
		else if (options.purpose === 'reminder' && invoice.status !== 'open') refused.push({ index: request.index, reason: invoice.status });
		else if (!invoice.email) refused.push({ index: request.index, reason: 'no_email' });
		else if (seen.has(once)) refused.push({ index: request.index, reason: 'already_contacted' });
		else {
			seen.add(once);
			const key = `${request.ruler}\u0000${options.together ? invoice.customer_id : `invoice ${invoice.id}`}`;
			const group = groups.get(key) ?? { ruler: request.ruler, customerId: invoice.customer_id, recipient: invoice.email, requests: [] };
			group.requests.push({ ...request, invoice });
			groups.set(key, group);
		}
	}
	return { groups: [...groups.values()], refused };
}
