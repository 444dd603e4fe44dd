import type { Day } from '../calendar/day';
import { parseDay } from '../calendar/parseDay';
import type { Cents } from '../money/cents';
import { parseAmount } from '../money/parseAmount';
import type { Columns } from './columns';
import { FIELD_BY_KEY, type FieldKey } from './fields';
import { valueAt } from './nested';
import { excerpt, ParseError, type RowProblem } from './problems';
import { cleanText, isBlank } from './text';

/** Spreadsheets and databases write these for "no date". */
const ZERO_DATE = /^0{1,4}[/.-]0{1,2}[/.-]0{1,4}(?:[T ][0:.]*Z?)?$/;

/** Reads the fields of one row and gathers what is wrong with them. */
export class RowReader {
	readonly problems: RowProblem[] = [];
	private failed = false;

	constructor(
		private readonly row: Readonly<Record<string, unknown>>,
		private readonly columns: Columns,
		private readonly rowNumber: number,
	) {}

	/** Whether an `error` was noted: the row is not imported. */
	get hasError(): boolean {
		return this.failed;
	}

	/** The value of a field as the row has it; undefined when no column holds it. */
	raw(field: FieldKey): unknown {
		const column = this.columns[field];
		return column === undefined ? undefined : valueAt(this.row, column);
	}

	/** The field as clean text, null when it is blank. Over `limit` characters or not text is an error. */
	text(field: FieldKey, limit: number): string | null {
		const value = this.raw(field);
		if (value === undefined || value === null) return null;
		const text = this.asText(field, value);
		if (text === null || isBlank(text)) return null;
		if (text.length > limit) {
			this.error(field, `${FIELD_BY_KEY[field].label} com ${text.length} caracteres: o limite é ${limit}. Encurte o texto.`);
			return null;
		}
		return text;
	}

	/** The field in cents; null when it is blank or, with a problem noted, when it is not an amount. */
	amount(field: FieldKey, severity: RowProblem['severity'] = 'error'): Cents | null {
		const value = this.raw(field);
		if (isNothing(value)) return null;
		try {
			return parseAmount(value);
		} catch (error) {
			this.note(field, severity, reasonOf(error) + withoutIt(field, severity));
			return null;
		}
	}

	/** The field as a day; null when it is blank or, with a problem noted, when it is not a day. */
	day(field: FieldKey, severity: RowProblem['severity']): Day | null {
		const value = this.raw(field);
		if (isNothing(value) || (typeof value === 'string' && value.length < 40 && ZERO_DATE.test(value.trim()))) return null;
		try {
			return typeof value === 'string' ? dayOf(value) : parseDay(value);
		} catch (error) {
			this.note(field, severity, reasonOf(error) + withoutIt(field, severity));
			return null;
		}
	}

	/** Notes that a required field is missing, unless its value was already found wrong. */
	missing(field: FieldKey): void {
		if (this.problems.some((problem) => problem.field === field)) return;
		const { label } = FIELD_BY_KEY[field];
		const reason =
			this.columns[field] === undefined
				? `Nenhuma coluna traz ${label}. Indique a coluna no mapeamento.`
				: `${label} é obrigatório e está vazio. Preencha a coluna.`;
		this.error(field, reason);
	}

	error(field: FieldKey, reason: string): void {
		this.note(field, 'error', reason);
	}

	warn(field: FieldKey, reason: string): void {
		this.note(field, 'warning', reason);
	}

	private note(field: FieldKey, severity: RowProblem['severity'], reason: string): void {
		if (severity === 'error') this.failed = true;
		const column = this.columns[field] ?? null;
		this.problems.push({ row: this.rowNumber, field, column, value: excerpt(this.raw(field)), severity, reason });
	}

	private asText(field: FieldKey, value: unknown): string | null {
		if (typeof value === 'string') return cleanText(value);
		if (typeof value === 'number' && Number.isFinite(value)) {
			if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value);
			this.error(field, `${FIELD_BY_KEY[field].label} perdeu dígitos na planilha. Formate a coluna como texto e exporte de novo.`);
			return null;
		}
		if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
		if (typeof value === 'number') return null;
		this.error(field, `${FIELD_BY_KEY[field].label} precisa ser um texto ou um número.`);
		return null;
	}
}

/** A file has many rows and few days: each is read once. */
const daysRead = new Map<string, Day>();
const DAYS_TO_KEEP = 5_000;

function dayOf(text: string): Day {
	const known = daysRead.get(text);
	if (known !== undefined) return known;
	const day = parseDay(text);
	if (daysRead.size >= DAYS_TO_KEEP) daysRead.clear();
	if (text.length <= 10) daysRead.set(text, day);
	return day;
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.length <= 40 && isBlank(value.trim()));
}

/** What becomes of a row in which a field that it can do without could not be read. */
function withoutIt(field: FieldKey, severity: RowProblem['severity']): string {
	if (severity === 'error') return '';
	return field.startsWith('customer') ? ' O cliente fica sem essa informação.' : ' A fatura fica sem ela.';
}

function reasonOf(error: unknown): string {
	if (error instanceof ParseError) return error.message;
	// A value whose own code fails when it is read, such as a broken date object of another node.
	return 'O valor não pôde ser lido. Envie a coluna como texto.';
}
