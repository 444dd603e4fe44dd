import { formatDay } from '../calendar/formatDay';
import type { Day } from '../calendar/day';
import { formatDocument, kindOf } from '../documents/document';
import type { Cents } from '../money/cents';
import type { ListingDebt } from './ListingProvider';

const SEPARATOR = ';';
/** Without it Excel reads UTF-8 as something else. */
const BOM = '\uFEFF';

interface InclusionRow extends ListingDebt {
	noticeSentOn: Day | null;
	noticeDeliveredOn: Day | null;
}

interface RemovalRow extends ListingDebt {
	/** Why, and until when; null dueOn is at once. */
	why: string;
	dueOn: Day | null;
}

type Columns<Row> = ReadonlyArray<[header: string, value: (row: Row) => string | null]>;

const DEBTOR: Columns<ListingDebt> = [
	['negativacao', ({ listingId }) => String(listingId)],
	['cpf_cnpj', ({ invoice }) => formatDocument(invoice.document ?? '')],
	['tipo', ({ invoice }) => (kindOf(invoice.document ?? '') === 'cnpj' ? 'J' : 'F')],
	['nome', ({ invoice }) => invoice.name],
];

const DEBT: Columns<ListingDebt> = [
	['contrato', ({ invoice }) => invoice.number],
	['valor', ({ amountCents }) => amount(amountCents)],
	['vencimento', ({ invoice }) => formatDay(invoice.due_date)],
];

const INCLUSION: Columns<InclusionRow> = [
	...DEBTOR,
	['endereco', ({ address }) => address?.address ?? null],
	['numero', ({ address }) => address?.addressNumber ?? null],
	['complemento', ({ address }) => address?.complement ?? null],
	['bairro', ({ address }) => address?.province ?? null],
	['cidade', ({ invoice }) => invoice.city],
	['uf', ({ invoice }) => invoice.state],
	['cep', ({ invoice }) => invoice.postal_code],
	['telefone', ({ invoice }) => invoice.phone],
	['email', ({ invoice }) => invoice.email],
	...DEBT,
	['descricao', ({ description }) => description],
	['aviso_enviado', ({ noticeSentOn }) => day(noticeSentOn)],
	['aviso_entregue', ({ noticeDeliveredOn }) => day(noticeDeliveredOn)],
];

const REMOVAL: Columns<RemovalRow> = [
	...DEBTOR,
	...DEBT,
	['pago_em', ({ invoice }) => day(invoice.paid_on)],
	['motivo', ({ why }) => why],
	['retirar_ate', ({ dueOn }) => day(dueOn) ?? 'imediatamente'],
];

/** The debts to be listed, one a line, for a person to upload at the bureau. */
export function inclusionsCsv(rows: readonly InclusionRow[]): string {
	return csv(rows, INCLUSION);
}

/** The listings to be taken back. */
export function removalsCsv(rows: readonly RemovalRow[]): string {
	return csv(rows, REMOVAL);
}

function csv<Row>(rows: readonly Row[], columns: Columns<Row>): string {
	const lines = [columns.map(([header]) => header), ...rows.map((row) => columns.map(([, value]) => cell(value(row) ?? '')))];
	return BOM + lines.map((cells) => `${cells.join(SEPARATOR)}\r\n`).join('');
}

/** What spreadsheets would run as a formula is text: an apostrophe in front says so (a telephone's plus sign, too). */
function cell(value: string): string {
	const line = value.replace(/[\r\n]+/g, ' ');
	const text = /^[\s]*[=+\-@\t]/.test(line) ? `'${line}` : line;
	return /[";]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `1234,56`. */
function amount(cents: Cents): string {
	return `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
}

function day(value: Day | null): string | null {
	return value === null ? null : formatDay(value);
}
