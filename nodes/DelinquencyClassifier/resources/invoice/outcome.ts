import type { ClassificationSettings, InvoiceClassification } from '../../../../core/classification';
import type { Columns } from '../../../../core/importing/columns';
import type { RowProblem } from '../../../../core/importing/problems';
import type { InvoiceWithCustomer } from '../../../../core/ledger/invoices/toItem';

/** What became of one item: its classification (with the ledger's invoice, where it has one), or what is wrong with it. */
export type Outcome = { classification: InvoiceClassification; invoice: InvoiceWithCustomer | null } | { problems: RowProblem[] };

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
