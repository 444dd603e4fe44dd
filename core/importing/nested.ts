import { FIELD_KEYS, normaliseHeader, type FieldKey } from './fields';

type Row = Readonly<Record<string, unknown>>;

/** Between the names of a field that lies within another: `cliente.contato.email`. */
const DOT = '.';
const DEEPEST = 5;

const CUSTOMER_FIELDS = FIELD_KEYS.filter((key) => key.startsWith('customer'));
const CONTACT: readonly FieldKey[] = ['customerEmail', 'customerPhone'];
const ADDRESS: readonly FieldKey[] = ['customerState', 'customerCity', 'customerPostalCode'];
/** Parts that the customer's object may have, and what is in them. */
const FIELDS_OF_PARTS: Readonly<Partial<Record<string, readonly FieldKey[]>>> = { contato: CONTACT, contact: CONTACT, endereco: ADDRESS, address: ADDRESS };

/** What systems call the object that holds whoever owes. */
const CUSTOMER_OBJECTS = new Set(['cliente', 'customer', 'client', 'sacado', 'pagador', 'devedor', 'tomador', 'payer', 'buyer', 'pessoa']);

/** The columns of rows, and which of them are paths to fields within an object. */
export interface Headers {
	all: string[];
	nested: ReadonlySet<string>;
}

/** The columns that rows have: of an object within a row not itself but each of its fields, by its path. */
export function headersOf(rows: Iterable<Row>): Headers {
	const all = new Set<string>();
	const nested = new Set<string>();
	for (const row of rows) gather(row, '', 1, all, nested);
	return { all: [...all], nested };
}

function gather(row: Row, prefix: string, depth: number, all: Set<string>, nested: Set<string>): void {
	for (const name in row) {
		const value = row[name];
		if (depth < DEEPEST && isPlain(value)) gather(value, `${prefix}${name}${DOT}`, depth + 1, all, nested);
		else {
			all.add(prefix + name);
			if (prefix !== '') nested.add(prefix + name);
		}
	}
}

/** The value of a column, which may be a path; undefined when the row has none. */
export function valueAt(row: Row, column: string): unknown {
	if (Object.hasOwn(row, column) || !column.includes(DOT)) return row[column];
	let value: unknown = row;
	for (const name of column.split(DOT)) {
		if (!isPlain(value) || !Object.hasOwn(value, name)) return undefined;
		value = value[name];
	}
	return value;
}

/**
 * The fields that a path may be taken for without being named by the operator: the customer's, within the customer's own
 * object. A field within any other may be anybody's: the email of `empresa` or of `cliente.vendedor` is not where a
 * reminder goes, and the `numero` of an address is no code of a customer.
 */
export function fieldsWithin(path: string): readonly FieldKey[] {
	const [object, ...within] = path.split(DOT).map(normaliseHeader);
	if (!CUSTOMER_OBJECTS.has(object)) return [];
	if (within.length === 1) return CUSTOMER_FIELDS;
	return within.length === 2 ? (FIELDS_OF_PARTS[within[0]] ?? []) : [];
}

function isPlain(value: unknown): value is Row {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}
