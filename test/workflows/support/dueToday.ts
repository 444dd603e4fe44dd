import type { Day } from '../../../core/calendar/day';
import type { InvoiceInput } from '../../../core/importing/invoiceInput';
import { put } from '../../support/invoices';
import { dayFromToday, TODAY } from './clock';
import type { TestCreditor } from './creditor';

/** One due date for each step of the standard régua that is today. */
export const DUE_BY_STEP: Readonly<Record<string, Day>> = {
	'D-5': dayFromToday(5),
	'D-1': dayFromToday(1),
	D0: TODAY,
	'D+1': dayFromToday(-1),
	'D+5': dayFromToday(-5),
	'D+15': dayFromToday(-15),
	'D+30': dayFromToday(-30),
};

export interface Portfolio {
	/** Ids in the ledger. */
	invoiceIds: number[];
	/** How many customers, each with an e-mail address of its own: so many messages are to go out. */
	customers: number;
}

/** Writes `count` invoices with a step today into the ledger, over all steps; every eighth customer has two. */
export async function putDueToday(creditor: TestCreditor, count: number): Promise<Portfolio> {
	const dues = Object.values(DUE_BY_STEP);
	const invoices: InvoiceInput[] = [];
	let customer = 0;
	while (invoices.length < count) {
		customer += 1;
		const own = customer % 8 === 0 ? 2 : 1;
		for (let place = 0; place < own && invoices.length < count; place += 1) invoices.push(invoice(invoices.length + 1, customer, dues));
	}
	return { invoiceIds: await creditor.inLedger(async (ledger) => await put(ledger, invoices, { today: TODAY })), customers: customer };
}

function invoice(place: number, customer: number, dues: readonly Day[]): InvoiceInput {
	return {
		number: `F-${String(place).padStart(4, '0')}`,
		description: 'Mensalidade',
		issueDate: null,
		dueDate: dues[place % dues.length] ?? TODAY,
		amountCents: 10_000 + place,
		paidCents: 0,
		paidOn: null,
		status: 'open',
		paymentUrl: null,
		cardUrl: null,
		boletoLine: null,
		pixPayload: null,
		terms: null,
		customer: { key: `code:${customer}`, name: `Cliente ${customer}`, document: null, email: `cliente${customer}@example.com`, phone: null, state: null, city: null, postalCode: null, code: String(customer) },
	};
}
