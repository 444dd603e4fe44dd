import { daysBetween, type Day } from '../../calendar/day';
import type { CollectionItem, InvoiceStatus } from '../../items';
import { decimalFromCents, type Cents } from '../../money/cents';
import type { LedgerDb } from '../Ledger';
import { termsItem } from './termsItem';

/** An invoice together with its customer, as one flat row. */
export interface InvoiceWithCustomer {
	id: number;
	source: string;
	number: string;
	description: string | null;
	issue_date: Day | null;
	due_date: Day;
	amount_cents: Cents;
	paid_cents: Cents;
	status: InvoiceStatus;
	paid_on: Day | null;
	payment_url: string | null;
	boleto_line: string | null;
	pix_payload: string | null;
	card_url: string | null;
	terms: string | null;
	status_note: string | null;
	gateway: string | null;
	gateway_id: string | null;
	gateway_status: string | null;
	installment_number: number | null;
	installment_count: number | null;
	customer_id: number;
	name: string;
	document: string | null;
	email: string | null;
	phone: string | null;
	state: string | null;
	city: string | null;
	postal_code: string | null;
}

/** The query every list of invoices starts from. */
export function selectInvoices(db: LedgerDb) {
	return db
		.selectFrom('invoices as i')
		.innerJoin('customers as c', 'c.id', 'i.customer_id')
		.select([
			'i.id',
			'i.source',
			'i.number',
			'i.description',
			'i.issue_date',
			'i.due_date',
			'i.amount_cents',
			'i.paid_cents',
			'i.status',
			'i.paid_on',
			'i.payment_url',
			'i.boleto_line',
			'i.pix_payload',
			'i.card_url',
			'i.terms',
			'i.status_note',
			'i.gateway',
			'i.gateway_id',
			'i.gateway_status',
			'i.installment_number',
			'i.installment_count',
			'i.customer_id',
			'c.name',
			'c.document',
			'c.email',
			'c.phone',
			'c.state',
			'c.city',
			'c.postal_code',
		]);
}

/** The item that nodes pass on; `today` decides `daysOverdue`. */
export function toItem(row: InvoiceWithCustomer, today: Day): CollectionItem {
	return {
		invoice: {
			id: row.id,
			source: row.source,
			number: row.number,
			description: row.description,
			issueDate: row.issue_date,
			dueDate: row.due_date,
			amount: decimalFromCents(row.amount_cents),
			paidAmount: decimalFromCents(row.paid_cents),
			balance: decimalFromCents(balanceCents(row)),
			status: row.status,
			statusNote: row.status_note,
			paidOn: row.paid_on,
			paymentUrl: row.payment_url,
			cardUrl: row.card_url,
			boletoLine: row.boleto_line,
			pixPayload: row.pix_payload,
			terms: termsItem(row.terms),
			gateway: row.gateway !== null && row.gateway_id !== null ? { name: row.gateway, chargeId: row.gateway_id, status: row.gateway_status } : null,
			installment: row.installment_number === null ? null : { number: row.installment_number, count: row.installment_count },
			daysOverdue: daysBetween(row.due_date, today),
		},
		customer: {
			id: row.customer_id,
			name: row.name,
			document: row.document,
			email: row.email,
			phone: row.phone,
			state: row.state,
			city: row.city,
			postalCode: row.postal_code,
		},
	};
}

/** What is still owed of the face amount: nothing once it is paid (perhaps at a discount) or cancelled. */
export function balanceCents(row: { status: InvoiceStatus; amount_cents: Cents; paid_cents: Cents }): Cents {
	if (row.status === 'paid' || row.status === 'cancelled') return 0;
	return Math.max(0, row.amount_cents - row.paid_cents);
}
