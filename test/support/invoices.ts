import { randomUUID } from 'node:crypto';
import type { Day } from '../../core/calendar/day';
import type { InvoiceInput } from '../../core/importing/invoiceInput';
import { importInvoices } from '../../core/ledger/invoices/importInvoices';
import { inTransaction, type Ledger } from '../../core/ledger/Ledger';

export const TODAY: Day = '2026-11-24';
export const NOON = new Date('2026-11-24T15:00:00.000Z');

/** An invoice of 100 reais of a customer named after its number, with whatever `changes` says differs. */
export function anInvoice(number: string, changes: Partial<Omit<InvoiceInput, 'customer'>> & { customer?: Partial<InvoiceInput['customer']> } = {}): InvoiceInput {
	const { customer, ...rest } = changes;
	return {
		number,
		description: null,
		issueDate: null,
		dueDate: TODAY,
		amountCents: 10_000,
		paidCents: 0,
		paidOn: null,
		status: 'open',
		paymentUrl: null,
		cardUrl: null,
		boletoLine: null,
		pixPayload: null,
		terms: null,
		...rest,
		customer: {
			key: `email:c${number}@example.com`,
			name: `Cliente ${number}`,
			document: null,
			email: `c${number}@example.com`,
			phone: null,
			state: null,
			city: null,
			postalCode: null,
			code: null,
			...customer,
		},
	};
}

/** Imports the invoices and returns their ids, in order. */
export async function put(ledger: Ledger, invoices: InvoiceInput[], options: { source?: string; today?: Day; importId?: string } = {}): Promise<number[]> {
	const { imported, problems } = await inTransaction(ledger, async (db) =>
		await importInvoices(db, ledger.engine, invoices.map((input, index) => ({ row: index + 1, input })), {
			source: options.source ?? 'teste',
			importId: options.importId ?? randomUUID(),
			at: NOON.toISOString(),
			today: options.today ?? TODAY,
		}),
	);
	const refused = problems.find(({ severity }) => severity === 'error');
	if (refused) throw new Error(refused.reason);
	return imported.map(({ invoiceId }) => invoiceId);
}
