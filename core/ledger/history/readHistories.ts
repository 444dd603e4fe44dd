import type { Calendar } from '../../calendar/Calendar';
import type { Day } from '../../calendar/day';
import type { CustomerHistory, Lateness } from '../../history/CustomerHistory';
import { historyPeriods } from '../../history/periods';
import type { Cents } from '../../money/cents';
import type { Engine, LedgerDb } from '../Ledger';
import { readAgreedInvoices, readInvoiceFacts, type AgreedRow, type InvoiceFactsRow } from './invoiceFacts';
import {
	readAgreementFacts,
	readContactFacts,
	readCustomerFacts,
	readDisputeCounts,
	readPromiseFacts,
	readTotalRevenue,
	type AgreementFactsRow,
	type ContactFactsRow,
	type CustomerFactsRow,
	type PromiseFactsRow,
} from './otherFacts';
import { EVERYBODY, scopes } from './scope';
import { LedgerDays } from './shiftedDays';

/** A history of the ledger: its customer is known. */
export type LedgerHistory = CustomerHistory & { customerId: number };

export interface HistoryQuery {
	/** Null is all customers. Ids that are not in the ledger are left out. */
	customerIds: readonly number[] | null;
	today: Day;
	/** Whose banking days decide until when a bill could be paid. */
	calendar: Calendar;
	/** IANA time zone of the creditor, whose days instants are told as. */
	timeZone: string;
	/** Revenue of all customers in the last 12 months, where the caller has it or (null) needs none: it takes a pass over the ledger. */
	totalRevenueCents?: Cents | null;
}

/**
 * The histories of customers in the order of their ids, in batches, so that memory does not grow with the ledger. Set-based:
 * a handful of queries a batch, whatever it holds. `historyFromInvoices` is what it comes to, invoice by invoice.
 */
export async function* readHistories(db: LedgerDb, engine: Engine, { customerIds, today, calendar, timeZone, totalRevenueCents }: HistoryQuery): AsyncGenerator<LedgerHistory[]> {
	if (customerIds?.length === 0) return;
	const periods = historyPeriods(today);
	const days = await LedgerDays.read(db, engine, { today, calendar, timeZone });
	const totalCents = totalRevenueCents === undefined ? await readTotalRevenue(db, periods, today) : totalRevenueCents;
	// Few have promised, agreed or disputed anything: for all customers at once they are found by that, not by their invoices.
	const allDisputes = customerIds === null ? byCustomer(await readDisputeCounts(db, EVERYBODY)) : null;
	const allPromises = customerIds === null ? byCustomer(await readPromiseFacts(db, EVERYBODY, days, periods, today)) : null;
	const allAgreed = customerIds === null ? groupedByCustomer(await readAgreedInvoices(db, EVERYBODY)) : null;
	for await (const scope of scopes(db, engine, customerIds)) {
		const customers = await readCustomerFacts(db, scope, periods);
		const agreed = allAgreed ? customers.flatMap(({ customer_id }) => allAgreed.get(customer_id) ?? []) : await readAgreedInvoices(db, scope);
		const invoices = byCustomer(await readInvoiceFacts(db, engine, scope, { days, periods, today, agreed }));
		const promises = allPromises ?? byCustomer(await readPromiseFacts(db, scope, days, periods, today));
		const agreements = byCustomer(await readAgreementFacts(db, scope));
		const disputes = allDisputes ?? byCustomer(await readDisputeCounts(db, scope));
		const contacts = byCustomer(await readContactFacts(db, scope, days));
		yield customers.map((customer) => {
			const id = customer.customer_id;
			return assemble(customer, invoices.get(id), { promises: promises.get(id), agreements: agreements.get(id), contacts: contacts.get(id), disputes: disputes.get(id)?.total ?? 0, totalCents });
		});
	}
}

function byCustomer<Row extends { customer_id: number }>(rows: readonly Row[]): Map<number, Row> {
	return new Map(rows.map((row) => [row.customer_id, row]));
}

function groupedByCustomer(rows: readonly AgreedRow[]): Map<number, AgreedRow[]> {
	const groups = new Map<number, AgreedRow[]>();
	for (const row of rows) groups.set(row.customer_id, [...(groups.get(row.customer_id) ?? []), row]);
	return groups;
}

interface OtherFacts {
	promises: PromiseFactsRow | undefined;
	agreements: AgreementFactsRow | undefined;
	contacts: ContactFactsRow | undefined;
	disputes: number;
	totalCents: Cents | null;
}

function assemble(customer: CustomerFactsRow, row: InvoiceFactsRow | undefined, { promises, agreements, contacts, disputes, totalCents }: OtherFacts): LedgerHistory {
	const recent: Lateness = { due: row?.recent_due ?? 0, late: row?.recent_late ?? 0, days: row?.recent_days ?? 0, worst: row?.recent_worst ?? 0 };
	const before: Lateness = { due: row?.before_due ?? 0, late: row?.before_late ?? 0, days: row?.before_days ?? 0, worst: row?.before_worst ?? 0 };
	return {
		customerId: customer.customer_id,
		customerSince: customer.customer_since ?? began(row),
		invoiced: { count: row?.invoiced ?? 0, cents: row?.invoiced_cents ?? 0 },
		paidOnTime: { count: row?.on_time ?? 0, cents: row?.on_time_cents ?? 0 },
		paidLate: { count: row?.paid_late ?? 0, cents: row?.paid_late_cents ?? 0 },
		lateness: {
			all: { due: row?.due ?? 0, late: row?.late ?? 0, days: row?.late_days ?? 0, worst: row?.worst ?? 0 },
			year: { due: recent.due + before.due, late: recent.late + before.late, days: recent.days + before.days, worst: Math.max(recent.worst, before.worst) },
			recent,
			before,
		},
		matured: { all: row?.matured ?? 0, year: row?.matured_year ?? 0 },
		open: { count: row?.open ?? 0, cents: row?.open_cents ?? 0 },
		overdue: { count: row?.overdue ?? 0, cents: row?.overdue_cents ?? 0, oldestDays: row?.oldest ?? 0 },
		promises: { kept: promises?.kept ?? 0, broken: promises?.broken ?? 0, pending: promises?.pending ?? 0, brokenInYear: promises?.broken_in_year ?? 0 },
		agreements: { kept: agreements?.kept ?? 0, broken: agreements?.broken ?? 0, active: agreements?.active ?? 0 },
		contacts: { reached: contacts?.reached ?? 0, answered: contacts?.answered ?? 0, bounced: contacts?.bounced ?? 0 },
		disputes: { open: row?.disputed ?? 0, total: disputes },
		revenue: { cents: row?.revenue_cents ?? 0, totalCents },
		creditLimit: { cents: customer.credit_limit_cents, until: customer.credit_limit_until },
		bureau: customer.answered_on === null ? null : { restricted: customer.restricted === null ? null : customer.restricted === 1, score: customer.score, answeredOn: customer.answered_on },
	};
}

function began(row: InvoiceFactsRow | undefined): Day | null {
	if (!row) return null;
	return row.first_issue !== null && row.first_issue < row.first_due ? row.first_issue : row.first_due;
}
