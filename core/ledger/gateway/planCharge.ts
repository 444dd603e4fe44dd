import type { Day } from '../../calendar/day';
import { termsToJson, type ReceivedPayment } from '../../charges';
import type { GatewayCharge } from '../../gateway/Gateway';
import type { InvoiceStatus } from '../../items';
import type { Cents } from '../../money/cents';
import { settlementDay } from '../invoices/settlementDay';
import type { InvoiceRow } from '../schema';
import type { GatewayOrder } from './order';

/**
 * What a charge does to its invoice. `opened`: it is new here, and owed. `superseded`: something later is known
 * already. `refused`: it cannot be taken, see its detail. `no_customer`: its customer is not known here yet.
 */
export type ChargeEffect = 'opened' | 'paid' | 'reopened' | 'cancelled' | 'disputed' | 'updated' | 'unchanged' | 'superseded' | 'refused' | 'no_customer';

/** The invoice of a charge as the ledger has it. */
export type KnownInvoice = InvoiceRow & {
	/** What the gateway's payment of it adds to `paid_cents`; 0 without one. */
	gateway_paid_cents: Cents;
};

/** The columns that a charge decides. */
export type ChargeFacts = Pick<
	InvoiceRow,
	| 'customer_id'
	| 'description'
	| 'issue_date'
	| 'due_date'
	| 'amount_cents'
	| 'paid_cents'
	| 'status'
	| 'paid_on'
	| 'status_note'
	| 'payment_url'
	| 'boleto_line'
	| 'pix_payload'
	| 'terms'
	| 'installment_id'
	| 'installment_number'
	| 'installment_count'
>;

export interface ChargePlan {
	effect: Exclude<ChargeEffect, 'superseded' | 'refused' | 'no_customer'>;
	facts: ChargeFacts;
	/** The gateway's payment as it must stand in the ledger; null for none. */
	payment: GatewayCharge['payment'];
	dueDateChanged: boolean;
}

/** Whether something later than this is known of the invoice. Of two readings of one instant the one that comes last counts. */
export function isSuperseded(known: Pick<InvoiceRow, 'gateway_as_of'> | undefined, order: GatewayOrder): boolean {
	return known !== undefined && known.gateway_as_of !== null && order < known.gateway_as_of;
}

/**
 * What a charge makes of its invoice. What the gateway said last is all that counts, never the way that led there:
 * that is why events may come in any order. A person's decision here (paid by other means, disputed, cancelled) stands
 * until the gateway says something new about where the charge is. `otherPayments`: those that others told of.
 */
export function planCharge(charge: GatewayCharge & { state: InvoiceStatus }, customerId: number, known: KnownInvoice | undefined, gateway: string, otherPayments: readonly ReceivedPayment[]): ChargePlan {
	const otherPaid = known ? known.paid_cents - known.gateway_paid_cents : 0;
	const paidElsewhere = known !== undefined && known.status === 'paid' && known.gateway_paid_cents === 0;
	const status = statusOf(charge, known, paidElsewhere);
	// The same payment that another source has told of already is not counted twice.
	const payment = charge.state === 'paid' && !paidElsewhere ? charge.payment : null;
	const foreign = known !== undefined && known.source !== gateway ? known : null;
	const amount = paidElsewhere ? known.amount_cents : foreign ? amountOf(charge, foreign) : charge.amountCents;
	const moved = known !== undefined && (known.due_date !== charge.dueDate || known.amount_cents !== amount);
	const facts: ChargeFacts = {
		customer_id: foreign?.customer_id ?? customerId,
		// Of an invoice of its own what the gateway says, even nothing; another source's invoice keeps what that one says.
		description: foreign ? foreign.description : charge.description,
		issue_date: foreign ? foreign.issue_date : charge.issueDate,
		due_date: charge.dueDate,
		amount_cents: amount,
		paid_cents: otherPaid + (payment?.cents ?? 0),
		status,
		paid_on: status !== 'paid' ? null : paidElsewhere ? known.paid_on : (settledOn(amount, charge, payment, otherPayments) ?? known?.paid_on ?? null),
		status_note: status === charge.state ? charge.note : (known?.status_note ?? null),
		payment_url: charge.paymentUrl ?? known?.payment_url ?? null,
		// A boleto or Pix of another amount or day is no way to pay this one: the gateway gives new ones when asked.
		boleto_line: moved ? null : (known?.boleto_line ?? null),
		pix_payload: moved ? null : (known?.pix_payload ?? null),
		terms: termsToJson(charge.terms),
		installment_id: charge.installment?.id ?? null,
		installment_number: charge.installment?.number ?? null,
		installment_count: charge.installment?.count ?? null,
	};
	return { effect: effectOf(facts, known), facts, payment, dueDateChanged: known !== undefined && known.due_date !== facts.due_date };
}

/** The day on which all payments together settle the invoice; a charge that is paid for less has been let off the rest. */
function settledOn(amount: Cents, charge: GatewayCharge, payment: GatewayCharge['payment'], otherPayments: readonly ReceivedPayment[]): Day | null {
	if (payment === null) return settlementDay(amount, otherPayments);
	const letOff = Math.max(0, charge.amountCents - payment.cents);
	return settlementDay(amount - letOff, [...otherPayments, payment]) ?? payment.paidOn;
}

/** Another source's invoice may have been paid in part before its charge was made for the rest: only the charge's changes count. */
function amountOf({ amountCents }: GatewayCharge, { amount_cents, gateway_amount_cents }: KnownInvoice): Cents {
	return gateway_amount_cents === null ? amount_cents : amount_cents + amountCents - gateway_amount_cents;
}

function statusOf(charge: { state: InvoiceStatus }, known: KnownInvoice | undefined, paidElsewhere: boolean): InvoiceStatus {
	if (!known) return charge.state;
	if (paidElsewhere) return 'paid';
	// Nothing new: whatever a person has decided since stands. So does an invoice's own state when a charge is made for it.
	if (charge.state === known.gateway_state || (known.gateway_state === null && charge.state === 'open')) return known.status;
	if (charge.state !== 'open') return charge.state;
	const otherPaid = known.paid_cents - known.gateway_paid_cents;
	return otherPaid >= known.amount_cents ? 'paid' : 'open';
}

function effectOf(facts: ChargeFacts, known: KnownInvoice | undefined): ChargePlan['effect'] {
	if (!known) return facts.status === 'open' ? 'opened' : facts.status;
	if (facts.status !== known.status) return facts.status === 'open' ? 'reopened' : facts.status;
	return (Object.keys(facts) as Array<keyof ChargeFacts>).some((name) => facts[name] !== known[name]) ? 'updated' : 'unchanged';
}
