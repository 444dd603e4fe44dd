import { sql, type RawBuilder } from 'kysely';
import type { Engine } from './Ledger';

type ColumnType = 'text' | 'integer';

/**
 * A table made of `rows`, for `insert … select` and joins over thousands of rows in one statement with one
 * parameter. The SQL text is the same for any number of rows, so it is prepared once. Use it as
 * `from ${jsonRows(…)} as r`.
 */
export function jsonRows<Row extends object>(
	engine: Engine,
	rows: readonly Row[],
	columns: { readonly [Column in keyof Row & string]: ColumnType },
): RawBuilder<Row> {
	const names = Object.keys(columns) as Array<keyof Row & string>;
	// Arrays, not objects: a third of the text, and read by position.
	// One array for all of them: an import comes through here with millions of rows.
	const cells = new Array<unknown>(names.length);
	let texts = '';
	for (const row of rows) {
		for (let place = 0; place < names.length; place += 1) cells[place] = row[names[place]];
		texts += texts === '' ? JSON.stringify(cells) : `,${JSON.stringify(cells)}`;
	}
	const json = `[${texts}]`;
	if (engine === 'sqlite') {
		const list = names.map((name, index) => `value ->> ${index} as ${name}`).join(', ');
		return sql<Row>`(select ${sql.raw(list)} from json_each(${json}))`;
	}
	const list = names
		.map((name, index) => `(value ->> ${index})${columns[name] === 'integer' ? '::bigint' : ''} as ${name}`)
		.join(', ');
	return sql<Row>`(select ${sql.raw(list)} from json_array_elements(${json}::json))`;
}
