import { FIELD_BY_KEY, FIELD_KEYS, IMPORT_FIELDS, normaliseHeader, type FieldKey, type ImportField } from './fields';
import { fieldsWithin } from './nested';
import { excerpt } from './problems';

/** Which column holds each field. */
export type Columns = Partial<Record<FieldKey, string>>;

export interface GuessedColumns {
	columns: Columns;
	/** Required fields that no column was found for. */
	missing: FieldKey[];
	/** Columns that hold no field. */
	unused: string[];
}

/** A column named by the operator that cannot be used. The message is in Portuguese. */
export class ColumnError extends Error {
	override name = 'ColumnError';

	constructor(
		message: string,
		readonly field: FieldKey,
		readonly column: string,
	) {
		super(message);
	}
}

/** Words that say nothing: prepositions and the currency in brackets. */
const IGNORED = new Set(['de', 'do', 'da', 'dos', 'das', 'of', 'the', 'r', 'rs', 'brl']);
const SYNONYMS: Record<string, string> = { n: 'numero', no: 'numero', nr: 'numero', nro: 'numero', num: 'numero', cod: 'codigo', dt: 'data', vl: 'valor', vlr: 'valor', val: 'valor' };

function simplify(normalised: string): string {
	const kept = normalised.replace(/(^|_)e_mail(?=_|$)/g, '$1email').split('_').filter((word) => !IGNORED.has(word));
	return kept.map((word) => (Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : word)).join('_');
}

interface Header {
	normalised: string;
	simple: string;
}

function headerOf(name: string): Header {
	const normalised = normaliseHeader(name);
	return { normalised, simple: simplify(normalised) };
}

/** What a field of the customer's object may be called outside it: `cliente.endereco.uf` is the `uf`, `cliente.id` the `id_cliente`. */
function namesWithin(path: string): string[] {
	const last = path.split('.').at(-1) ?? path;
	return [path, last, `${last}_cliente`];
}

interface Match {
	field: FieldKey;
	column: string;
	/** The lower, the surer. */
	score: number;
}

/** Score of a header that only contains the words of a field: always behind every exact name. */
const WITHIN = 100_000;

function score(field: ImportField, header: Header): number | null {
	const exact = field.names.indexOf(header.normalised);
	if (exact >= 0) return exact * 2;
	const simple = field.names.findIndex((name) => simplify(name) === header.simple);
	if (simple >= 0) return simple * 2 + 1;
	const tokens = header.simple.split('_');
	if (field.never?.some((word) => tokens.includes(word))) return null;
	let best: number | null = null;
	for (const run of field.within ?? []) {
		if (!`_${header.simple}_`.includes(`_${simplify(run)}_`)) continue;
		const length = run.split('_').length;
		// The longer the part that was recognised and the fewer the other words, the better.
		const candidate = WITHIN - length * 1_000 + (tokens.length - length) * 10;
		if (best === null || candidate < best) best = candidate;
	}
	return best;
}

/**
 * Finds the column of each field by the headers' names. A column named in `explicit` wins; then exact names,
 * the surest first; then headers that contain a field's words, the most specific first. A column is used
 * once.
 *
 * @param explicit columns named by the operator, by field; blank ones are guessed
 * @param nested which of the headers are paths to fields within an object: of them only the customer's own are guessed
 * @throws ColumnError when an explicit column does not exist or is named for two fields
 */
export function guessColumns(headers: readonly string[], explicit: Columns = {}, nested: ReadonlySet<string> = new Set()): GuessedColumns {
	const columns: Columns = {};
	const used = new Set<string>();
	for (const key of FIELD_KEYS) {
		const wanted = explicit[key]?.trim();
		if (!wanted) continue;
		const column = findExplicit(headers, wanted, key);
		if (used.has(column)) {
			const message = `A coluna "${excerpt(column)}" foi indicada para mais de um campo. Indique uma coluna para cada campo.`;
			throw new ColumnError(message, key, column);
		}
		columns[key] = column;
		used.add(column);
	}
	for (const match of matches(headers, nested)) {
		if (columns[match.field] !== undefined || used.has(match.column)) continue;
		columns[match.field] = match.column;
		used.add(match.column);
	}
	return {
		columns,
		missing: IMPORT_FIELDS.filter((field) => field.required && columns[field.key] === undefined).map((field) => field.key),
		unused: headers.filter((header) => !used.has(header)),
	};
}

function matches(headers: readonly string[], nested: ReadonlySet<string>): Match[] {
	const found: Match[] = [];
	for (const name of headers) {
		const isNested = nested.has(name);
		const allowed = isNested ? fieldsWithin(name) : FIELD_KEYS;
		const read = (isNested ? namesWithin(name) : [name]).map(headerOf).filter(({ normalised }) => normalised !== '');
		for (const field of IMPORT_FIELDS) {
			if (!allowed.includes(field.key)) continue;
			const scores = read.map((header) => score(field, header)).filter((one) => one !== null);
			if (scores.length > 0) found.push({ field: field.key, column: name, score: Math.min(...scores) });
		}
	}
	return found.sort((one, other) => one.score - other.score);
}

function findExplicit(headers: readonly string[], wanted: string, field: FieldKey): string {
	if (headers.includes(wanted)) return wanted;
	const same = headers.filter((header) => header.trim().toLowerCase() === wanted.toLowerCase());
	if (same.length === 1) return same[0];
	const message = `A coluna "${excerpt(wanted)}", indicada para ${FIELD_BY_KEY[field].label}, não existe. Colunas encontradas: ${listColumns(headers)}.`;
	throw new ColumnError(message, field, wanted);
}

/** The columns there are, for a message; the first 40 of them. */
export function listColumns(headers: readonly string[]): string {
	if (headers.length === 0) return 'nenhuma';
	const shown = headers.slice(0, 40).map((header) => excerpt(header)).join(', ');
	return headers.length > 40 ? `${shown} e mais ${headers.length - 40}` : shown;
}

/** What to tell an operator when required fields have no column; null when they all have one. */
export function missingColumnsMessage(guess: GuessedColumns, headers: readonly string[]): string | null {
	if (guess.missing.length === 0) return null;
	const fields = guess.missing.map((key) => FIELD_BY_KEY[key].label).join(', ');
	return `Não foi encontrada a coluna de: ${fields}. Indique a coluna no mapeamento. Colunas encontradas: ${listColumns(headers)}.`;
}
