import type { Day } from '../calendar/day';
import { formatDay } from '../calendar/formatDay';
import type { Columns } from './columns';
import type { InvoiceInput } from './invoiceInput';
import { parseCustomer } from './parseCustomer';
import { parsePayment } from './parsePayment';
import { parseBoletoLine, parsePixPayload } from './parsePaymentCodes';
import { parseTerms } from './parseTerms';
import { excerpt, type RowProblem } from './problems';
import { RowReader } from './rowReader';

const NUMBER_LIMIT = 80;
const DESCRIPTION_LIMIT = 500;
const URL_LIMIT = 2_000;

export interface ParsedRow {
	/** Absent when a problem is an error. */
	input?: InvoiceInput;
	problems: RowProblem[];
}

/**
 * The invoice and the customer of one row, checked, or what is wrong with it. Never throws: whatever the row
 * holds, it comes back as an input (perhaps with warnings) or as at least one error.
 *
 * @param columns which column holds each field, see guessColumns
 * @param rowNumber how problems name the row: the line of the file, or the position from 1
 */
export function parseRow(row: Readonly<Record<string, unknown>>, columns: Columns, rowNumber: number): ParsedRow {
	if (typeof row !== 'object' || row === null || Array.isArray(row)) {
		return { problems: [brokenRow(row, rowNumber, 'A linha não é um registro com colunas.')] };
	}
	try {
		return readRow(new RowReader(row, columns, rowNumber));
	} catch {
		// Values are data, except for an object that runs code of its own when it is read.
		return { problems: [brokenRow(null, rowNumber, 'A linha não pôde ser lida. Envie valores simples: textos, números e datas.')] };
	}
}

function readRow(row: RowReader): ParsedRow {
	const number = parseNumber(row);
	const dueDate = row.day('dueDate', 'error');
	if (dueDate === null) row.missing('dueDate');
	const amountCents = row.amount('amount');
	if (amountCents === null) row.missing('amount');
	else if (amountCents === 0) row.error('amount', 'O valor precisa ser maior que zero. Corrija o valor ou retire a linha.');
	const customer = parseCustomer(row);
	const issueDate = row.day('issueDate', 'warning');
	if (issueDate !== null && dueDate !== null && issueDate > dueDate) refuseOrder(row, issueDate, dueDate);
	const description = row.text('description', DESCRIPTION_LIMIT);
	const paymentUrl = parseUrl(row, 'paymentUrl');
	const cardUrl = parseUrl(row, 'cardUrl');
	const payment = parsePayment(row, amountCents ?? 0);
	const owed = dueDate === null || amountCents === null ? null : { dueDate, amountCents, balanceCents: Math.max(0, amountCents - payment.paidCents) };
	const boletoLine = parseBoletoLine(row, owed);
	const pixPayload = parsePixPayload(row, owed);
	const terms = parseTerms(row);
	const { problems } = row;
	if (row.hasError || number === null || dueDate === null || amountCents === null || customer === null) return { problems };
	return {
		input: {
			number,
			description,
			issueDate,
			dueDate,
			amountCents,
			paidCents: payment.paidCents,
			paidOn: payment.paidOn,
			status: payment.status,
			paymentUrl,
			cardUrl,
			boletoLine,
			pixPayload,
			terms,
			customer,
		},
		problems,
	};
}

/** One of the two is wrong, and both decide what is charged and when: an invoice is not due before it exists. */
function refuseOrder(row: RowReader, issueDate: Day, dueDate: Day): void {
	const due = formatDay(dueDate);
	const issued = formatDay(issueDate);
	row.error('dueDate', `O vencimento (${due}) é anterior à emissão (${issued}). Corrija a data que estiver errada.`);
}

const SCIENTIFIC = /^\d(?:[.,]\d+)?e\+\d+$/i;

function parseNumber(row: RowReader): string | null {
	const number = row.text('number', NUMBER_LIMIT);
	if (number === null) {
		row.missing('number');
		return null;
	}
	if (!SCIENTIFIC.test(number)) return number;
	// Two invoices would become one: the last digits are gone.
	row.error('number', 'O número perdeu dígitos na planilha. Formate a coluna como texto e exporte de novo.');
	return null;
}

const WEB_ADDRESS = /^https?:\/\/[^\s<>"'`\\]+$/i;

function parseUrl(row: RowReader, field: 'paymentUrl' | 'cardUrl'): string | null {
	const url = row.text(field, URL_LIMIT);
	if (url === null || (WEB_ADDRESS.test(url) && URL.canParse(url))) return url;
	row.warn(field, 'O link não começa com http:// ou https://, ou não é um endereço. A fatura fica sem link.');
	return null;
}

function brokenRow(value: unknown, row: number, reason: string): RowProblem {
	return { row, field: 'row', column: null, value: excerpt(value), severity: 'error', reason };
}
