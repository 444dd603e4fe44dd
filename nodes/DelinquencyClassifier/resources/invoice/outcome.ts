import type { Day } from '../../../../core/calendar/day';
import type { ClassificationSettings, InvoiceClassification } from '../../../../core/classification';
import type { Columns } from '../../../../core/importing/columns';
import { undatedPaymentDay } from '../../../../core/history/undatedPayment';
import type { InvoiceInput } from '../../../../core/importing/invoiceInput';
import type { RowProblem } from '../../../../core/importing/problems';
import { undatedPayment } from '../../../../core/importing/undatedPayment';
import type { InvoiceWithCustomer } from '../../../../core/ledger/invoices/toItem';

/**
 * What became of one item: its classification (with the ledger's invoice, where it has one, and with what was taken for
 * granted in it), or what is wrong with it.
 */
export type Outcome = { classification: InvoiceClassification; invoice: InvoiceWithCustomer | null; warnings?: RowProblem[] } | { problems: RowProblem[] };

/** How an execution classifies. */
export interface Method {
	settings: ClassificationSettings;
	columns: Columns;
	allPoints: boolean;
}

/** A problem of a whole item. */
export function problemOf(index: number, reason: string): { problems: RowProblem[] } {
	return { problems: [{ row: index + 1, field: 'row', column: null, value: '', severity: 'error', reason }] };
}

/** What a history of rows alone takes for granted in one of them. */
export function warningsOf(index: number, { status, paidOn, dueDate }: InvoiceInput, today: Day): RowProblem[] {
	return status === 'paid' && paidOn === null ? [undatedPayment(index + 1, undatedPaymentDay(dueDate, today), dueDate)] : [];
}
