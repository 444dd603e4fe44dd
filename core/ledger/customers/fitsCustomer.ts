import { sql, type RawBuilder } from 'kysely';
import { foldedName, foldName } from '../invoices/foldName';

/**
 * The condition that customer `c` of a query is the one an operator typed: part of the name, whatever its case and
 * accents, or the whole CPF, CNPJ or email.
 */
export function fitsCustomer(typed: string): RawBuilder<boolean> {
	const wanted = typed.trim().toLowerCase();
	const pattern = `%${foldName(wanted).replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
	const document = wanted.replace(/[^0-9a-z]/g, '').toUpperCase();
	return sql<boolean>`(${foldedName('c.name')} like ${pattern} escape '\\' or c.email = ${wanted} or c.document = ${document})`;
}
