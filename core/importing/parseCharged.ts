import type { ChargedInvoice, TermsOverride } from '../charges';
import { DocumentError } from '../documents/DocumentError';
import { parseDocument } from '../documents/document';
import type { Columns } from './columns';
import { parsePayment } from './parsePayment';
import { parseTerms } from './parseTerms';
import type { RowProblem } from './problems';
import { RowReader } from './rowReader';

const DOCUMENT_LIMIT = 80;

/**
 * What charges need of a row that is in no ledger: amount and due date; issue date, payment, terms and the
 * debtor's document where it tells them. A row that cannot be read has its problems instead.
 */
export function parseCharged(row: Readonly<Record<string, unknown>>, columns: Columns, rowNumber: number): { charged?: Omit<ChargedInvoice, 'terms'>; terms: TermsOverride | null; problems: RowProblem[] } {
	const reader = new RowReader(row, columns, rowNumber);
	const amountCents = reader.amount('amount');
	if (amountCents === null) reader.missing('amount');
	const dueDate = reader.day('dueDate', 'error');
	if (dueDate === null) reader.missing('dueDate');
	const issueDate = reader.day('issueDate', 'error');
	const { paidCents, paidOn } = parsePayment(reader, amountCents ?? 0);
	if (paidCents > 0 && paidOn === null) reader.error('paidOn', 'Falta o dia do pagamento: sem ele não se sabe quanto sobra. Preencha a coluna.');
	const terms = parseTerms(reader);
	const isConsumer = readConsumer(reader);
	const { problems } = reader;
	if (reader.hasError || amountCents === null || dueDate === null) return { terms, problems };
	const payments = paidCents > 0 && paidOn !== null ? [{ cents: paidCents, paidOn }] : [];
	return { charged: { amountCents, dueDate, issueDate, isConsumer, payments }, terms, problems };
}

/** Only a good CNPJ makes a company. */
function readConsumer(row: RowReader): boolean {
	const text = row.text('customerDocument', DOCUMENT_LIMIT);
	if (text === null) return true;
	try {
		return parseDocument(text).kind !== 'cnpj';
	} catch (error) {
		if (error instanceof DocumentError) return true;
		throw error;
	}
}
