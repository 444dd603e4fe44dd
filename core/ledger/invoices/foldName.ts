import { sql, type RawBuilder } from 'kysely';

const ACCENTED = { a: 'áàâãä', c: 'ç', e: 'éèêë', i: 'íìîï', n: 'ñ', o: 'óòôõö', u: 'úùûü' };
const PLAIN = new Map(
	Object.entries(ACCENTED).flatMap(([plain, accented]) => [...accented, ...accented.toUpperCase()].map((letter) => [letter, plain] as const)),
);

/** A name in lower case without the accents of Portuguese: `JOSÉ Conceição` is `jose conceicao`. */
export function foldName(name: string): string {
	return [...name].map((letter) => PLAIN.get(letter) ?? letter.replace(/[A-Z]/, (ascii) => ascii.toLowerCase())).join('');
}

/**
 * The same in SQL. Both engines know how to lower the case of A to Z only (PostgreSQL in some languages more),
 * and names in exports are often in capitals, with accents.
 */
export function foldedName(column: string): RawBuilder<string> {
	let folded: RawBuilder<string> = sql<string>`${sql.ref(column)}`;
	for (const [letter, plain] of PLAIN) folded = sql<string>`replace(${folded}, ${sql.lit(letter)}, ${sql.lit(plain)})`;
	return sql<string>`lower(${folded})`;
}
